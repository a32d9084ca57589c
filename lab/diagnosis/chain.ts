/**
 * The chain: from a recording, the twelve links of one of its exchanges, each passed, broken or not
 * reached.
 */

import type { Broken, Cause, Link } from '../base/causes.ts';
import { standard, type UserAgent } from '../model/index.ts';
import type { Recording } from '../scenario/recording.ts';
import { type Fix, fixFor } from './advice/fix.ts';
import { advice } from './advice/table/index.ts';
import { attemptsOf } from './attempts.ts';
import { type Facts, factsOf } from './facts.ts';
import { chainLinks } from './links/index.ts';
import { type Question, questionsOf } from './questions.ts';
import { sitesFor } from './replay.ts';
import { scenesOf } from './scenes.ts';
import type { Story } from './why.ts';

export interface LinkState {
  readonly link: Link;
  /** The question that the link is. */
  readonly asks: string;
  readonly state: 'passed' | 'broken' | 'not reached';
  /** What was seen; empty where the chain did not get so far. */
  readonly evidence: string;
  /** What to do, where it is broken. */
  readonly fix?: string;
  /** The header lines, calls or attributes to write, where it is broken; empty where there are none. */
  readonly write?: readonly string[];
  /** The exchanges to change, where it is broken. */
  readonly at?: Fix['at'];
  /** The section that makes it so. */
  readonly rule: string;
}

export interface Chain {
  /** The exchange that is asked about. */
  readonly as: string;
  /** What is asked: why a cookie did not arrive, was not kept, came unwanted; why nothing could be read. */
  readonly asks: Question['asks'] | 'nothing';
  /** The cookie that is asked about. */
  readonly cookie?: string;
  /** The first link that broke; null where all hold. */
  readonly broke: Link | null;
  readonly code: Cause | null;
  readonly links: readonly LinkState[];
}

/**
 * The chain of the exchange that is labelled `as`: about one cookie, or whatever the evidence
 * raises. Of several things that went wrong there it tells the one that broke first, in the order
 * of the links. `asks` restricts it to questions of one kind.
 *
 * @throws {RangeError} where no exchange has the label.
 */
export type Ask = (as: string, cookie?: string, asks?: Question['asks']) => Chain;

/** Asks about the exchanges of a recording, made in a browser that goes by an agent's rules. */
export function asking(recording: Recording, agent: UserAgent = standard): Ask {
  const scenes = scenesOf(recording);
  const { at } = recording;
  const story: Story = { scenes, attempts: attemptsOf(scenes, at), agent, at };
  const sites = sitesFor(standard);
  return (as, cookie, asks) => {
    const scene = scenes.find(({ exchange }) => exchange.as === as);
    if (!scene) throw new RangeError(`no exchange is labelled "${as}"`);
    const raised: readonly Question[] =
      asks === 'refusal' && cookie !== undefined
        ? [{ asks, name: cookie, attempt: null }]
        : asks === 'storing' && cookie !== undefined
          ? story.attempts
              .filter((attempt) => attempt.scene === scene && attempt.name === cookie)
              .map((attempt) => ({ asks, name: cookie, attempt }))
          : questionsOf(scene, scenes, story.attempts, cookie);
    // What to write is worked out for the one that is told, which takes most of the time.
    let told: { readonly question: Question; readonly facts: Facts; readonly broke: Link } | null =
      null;
    for (const question of raised) {
      if (asks !== undefined && question.asks !== asks) continue;
      const facts = factsOf(scene, question, story, sites);
      const broke = chainLinks.find((one) => one.broken(facts))?.link;
      if (broke && broke < (told?.broke ?? 13)) told = { question, facts, broke };
    }
    return told
      ? walk(as, told.question, told.facts)
      : walk(as, null, factsOf(scene, null, story, sites));
  };
}

/** As a sentence; a host’s name or an address at its beginning stays as it is. */
const capital = (text: string) =>
  text.replace(/^[a-z]+(?= )/, (word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);

function walk(as: string, question: Question | null, facts: Facts): Chain {
  let broken: Broken | null = null;
  const states = chainLinks.map((one): LinkState => {
    const { link, asks, rule } = one;
    if (broken) return { link, asks, state: 'not reached', evidence: '', rule };
    const broke = one.broken(facts);
    if (!broke) return { link, asks, state: 'passed', evidence: one.passed(facts), rule };
    broken = { link, code: broke.code };
    return {
      link,
      asks,
      state: 'broken',
      evidence: capital(broke.evidence),
      ...fixFor(broke.code, facts),
      rule: advice[broke.code].rule,
    };
  });
  const { link, code } = (broken as Broken | null) ?? { link: null, code: null };
  const name = question && 'name' in question ? question.name : undefined;
  return {
    as,
    asks: question?.asks ?? 'nothing',
    ...(name !== undefined && { cookie: name }),
    broke: link,
    code,
    links: states,
  };
}
