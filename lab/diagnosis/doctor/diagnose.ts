/**
 * The diagnosis of somebody's traffic: what is wrong, why, and what to write. Each suspect is asked
 * under every hypothesis that reproduces what was observed; what they all name is the cause.
 */
import type { Cause, Link } from '../../base/causes.ts';
import type { Import, ImportGap } from '../../import/index.ts';
import { type AgentId, agents, agentsOnPaper, type UserAgent } from '../../model/index.ts';
import { reusesStatus } from '../../model/rules.ts';
import type { ExchangeId } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import { asking, type Chain } from '../chain.ts';
import { preflightError } from '../cors-failure.ts';
import { anySession } from '../questions.ts';
import { type Scene, sentNames } from '../scenes.ts';
import { origins } from './before.ts';
import { carried } from './carried.ts';
import { focusOf } from './focus.ts';
import { folded } from './folded.ts';
import { agentsOf, type Hypothesis, hypotheses, isStricterThanShipped } from './hypotheses.ts';
import { urlOfScene } from './names.ts';
import { suspectsOfPasted, withNextRequest } from './next-request.ts';
import { type Outdated, outdatedIn } from './outdated.ts';
import { type Suspect, suspectsOf } from './suspects.ts';
import { isAsTold, type ToldReasons, toldOf } from './told.ts';
import { only, type Traffic, trafficOf } from './traffic.ts';
import { isKept } from './unkept.ts';
import { withoutUnnamedPages } from './unnamed.ts';

export interface Diagnosis {
  /** Root cause first. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly ImportGap[];
  /** Exchanges with which nothing is wrong. */
  readonly healthy: number;
  /** Advice that no longer holds, as far as the traffic shows that it was followed. */
  readonly outdated: readonly Outdated[];
}

export interface Finding {
  readonly symptom: Suspect['symptom'];
  readonly code: Cause;
  readonly link: Link;
  readonly cookie: string | null;
  readonly exchange: ExchangeId;
  /** What of the recording was asked, under the hypothesis that the finding goes by. */
  readonly recording: Recording;
  /** The browser on paper, under that hypothesis. */
  readonly agent: UserAgent;
  /** The twelve links, under that hypothesis. */
  readonly chain: Chain;
  /** `seen`: nothing had to be supposed; `inferred`: every other hypothesis contradicts what was observed. */
  readonly certainty: 'seen' | 'inferred' | 'possible';
  /** What the browser itself said of the cookie; empty where it said nothing. */
  readonly told: readonly ToldReasons[];
  /** Other causes that would explain it as well; empty where it is certain. */
  readonly alternatives: readonly Cause[];
  /** What would decide between them. */
  readonly question: { readonly asks: string; readonly assume: string } | null;
  readonly browsers: Readonly<Record<string, 'fails' | 'works' | 'unknown'>>;
  /** Other exchanges that fail for the same reason. */
  readonly consequences: readonly ExchangeId[];
}

/** Browsers that a recording is asked for. */
const asked: readonly AgentId[] = [
  ...(['chromium', 'chromium:blocked', 'firefox', 'firefox:allowed'] as const),
  ...(['webkit', 'webkit:itp'] as const),
];

/** Browsers that nobody here can run; where no source says how they fare, it is unknown. */
const askedOnPaper = [agentsOnPaper['safari:26']];

/** Diagnosed at most; the others are told as consequences, or not at all. */
const mostFindings = 40;

export function diagnose(given: Import, cookie?: string): Diagnosis {
  const imported = withNextRequest(given);
  const isPasted = imported.source.kind === 'headers';
  const traffic = trafficOf(imported.recording);
  const [agent] = agentsOf(imported) as [UserAgent];
  const groups = new Map<string, Suspect[]>();
  const suspects = isPasted
    ? suspectsOfPasted(traffic)
    : suspectsOf(traffic, agent, cookie).filter((one) => isJudgeable(one, imported));
  for (const suspect of suspects) {
    const group = groups.get(keyOf(suspect));
    if (group) group.push(suspect);
    else groups.set(keyOf(suspect), [suspect]);
  }
  const found = [...groups.values()].slice(0, mostFindings).flatMap((suspects) => {
    const finding = findingOf(suspects[0] as Suspect, traffic, imported);
    const others = suspects.slice(1).map(({ scene }) => scene.exchange.id);
    return finding ? [{ ...finding, consequences: others }] : [];
  });
  const findings = folded(found, traffic);
  const involved = new Set(
    findings.flatMap(({ exchange, consequences }) => [exchange, ...consequences]),
  );
  return {
    findings,
    gaps: imported.gaps,
    healthy: traffic.scenes.length - involved.size,
    outdated: outdatedIn(traffic),
  };
}

/** Where redirects are left out of the file, one of them may have set the cookie of a navigation. */
const isJudgeable = ({ symptom, scene }: Suspect, { source }: Import): boolean =>
  symptom !== 'never set' || source.hasRedirects || scene.request?.mode !== 'navigate';

/** Suspects of one key have one cause: the same cookie or check, asked in the same way of the same host. */
function keyOf({ symptom, scene, cookie }: Suspect): string {
  const { request, exchange, seen } = scene;
  const place = symptom === 'unread' ? `${exchange.method} ${seen.status}` : '';
  const destination = typeof request?.destination === 'object' ? 'frame' : request?.destination;
  return JSON.stringify([
    ...[symptom, cookie, urlOfScene(scene)?.origin, exchange.initiator, destination],
    ...[exchange.credentials, seen.arrived, place, symptom === 'unread' ? pathOf(scene) : ''],
  ]);
}

const pathOf = (scene: Scene) => urlOfScene(scene)?.pathname ?? '';

interface Explained {
  readonly hypothesis: Hypothesis;
  readonly chain: Chain & { readonly code: Cause; readonly broke: Link };
}

function findingOf(suspect: Suspect, traffic: Traffic, imported: Import): Finding | null {
  const { scene, cookie, symptom } = suspect;
  const focus = focusOf(suspect, traffic);
  const recording = only(imported.recording, focus);
  const isSet = traffic.attempts.some(({ name, deletes }) => name === cookie && !deletes);
  const recordings =
    cookie !== null && !isSet ? origins(cookie, scene, traffic, recording) : [recording];
  const all = hypotheses(imported, focus, recordings);
  const reproducing = all.filter((one) => reproduces(one, suspect));
  const asTold = cookie === null ? [] : reproducing.filter((one) => isAsTold(one, cookie));
  const kept = asTold.length > 0 ? asTold : reproducing;
  // Where no hypothesis does, the traffic contradicts the rules; of a request that nobody saw, nothing is wrong.
  const unexplained = imported.source.kind === 'headers' ? [] : all.slice(0, 1);
  const found = (kept.length > 0 ? kept : unexplained).flatMap((hypothesis): Explained[] => {
    const chain = chainOf(suspect, hypothesis);
    return chain.broke === null || chain.code === null
      ? []
      : [{ hypothesis, chain: chain as Explained['chain'] }];
  });
  // A cause that holds in the browser as it comes counts more than a setting of one browser.
  const isUnlikely = ({ hypothesis }: Explained) => isStricterThanShipped(hypothesis, imported);
  const explained = [...found.filter((one) => !isUnlikely(one)), ...found.filter(isUnlikely)];
  const [first] = explained;
  if (!first) return null;
  const best = symptom === 'unread' ? commonCause(explained, first) : first;
  // What a cache or a service worker answered says nothing of cookies.
  const isUnsaid = symptom === 'unread' || symptom === 'unkept' || !scene.seen.arrived;
  if (isUnsaid && best.chain.code === 'browser:unexplained') return null;
  // Stricter hypotheses only add causes; other origins of the cookie would be other causes.
  const others = explained.filter(({ hypothesis }) => sameAnswers(hypothesis, best.hypothesis));
  const codes = [...new Set(others.map(({ chain }) => chain.code))];
  const { code, broke } = best.chain;
  return {
    symptom,
    code,
    link: broke,
    cookie,
    exchange: scene.exchange.id,
    recording: best.hypothesis.traffic.recording,
    agent: best.hypothesis.agent,
    chain: withoutUnnamedPages(best.chain),
    told: cookie === null ? [] : toldOf(cookie, scene.exchange.id, imported.recording),
    certainty: codes.length > 1 ? 'possible' : all.length > 1 ? 'inferred' : 'seen',
    alternatives: codes.slice(1),
    question: questionFor(explained),
    browsers: Object.fromEntries([
      ...asked.map((id) => [id, fares(suspect, best, agents[id])]),
      ...askedOnPaper.map(({ agent, others }) => {
        const fate = fares(suspect, best, agent);
        const isSure = others.every((other) => fares(suspect, best, other) === fate);
        return [agent.id, isSure ? fate : 'unknown'];
      }),
    ]),
    consequences: [],
  };
}

/**
 * What fails without credentials fails with them too: that is the cause, though what to write is what the
 * request needs with them.
 */
function commonCause(explained: readonly Explained[], first: Explained): Explained {
  const plain = explained.findLast(({ hypothesis }) =>
    hypothesis.answers.every(({ value }) => value !== 'include'),
  );
  const write = brokenLink(first)?.write;
  if (!plain || !write || plain.chain.code === first.chain.code) return first;
  const links = plain.chain.links.map((one) => (one.state === 'broken' ? { ...one, write } : one));
  return { ...plain, chain: { ...plain.chain, links } };
}

const brokenLink = ({ chain }: Explained) => chain.links[chain.broke - 1];

/** Asked of the chain: about the cookie, or the reading. */
function chainOf(suspect: Suspect, { traffic, agent }: Hypothesis): Chain {
  const { scene, cookie, symptom } = suspect;
  const ask = asking(traffic.recording, agent);
  const { as } = scene.exchange;
  if (symptom === 'unread') return ask(as, undefined, 'reading');
  const chain = ask(as, cookie ?? anySession, questions[symptom]);
  if (symptom !== 'undeleted' || chain.broke !== null) return chain;
  const deletion = ask(suspect.deletedAt.exchange.as, suspect.cookie, 'storing');
  return deletion.code === 'browser:unexplained' ? chain : refusedDeletion(deletion);
}

/** Name, Domain and Path are right, and the browser refuses the line that deletes, as it would any other. */
const refusedDeletion = (chain: Chain): Chain => ({
  ...chain,
  links: chain.links.map((one) =>
    one.state === 'broken'
      ? {
          ...one,
          evidence: `The browser refuses the line that deletes it, in the response to “${chain.as}”. ${one.evidence}`,
        }
      : one,
  ),
});

const questions = {
  missing: 'arrival',
  'never set': 'arrival',
  refused: 'refusal',
  unkept: 'storing',
  twice: 'unwanted',
  undeleted: 'unwanted',
} as const;

/** Does a hypothesis say of the cookie what was observed: here, and where else one could see it? */
function reproduces({ traffic, agent }: Hypothesis, { scene, cookie, symptom }: Suspect): boolean {
  const here = traffic.scenes.find(({ exchange }) => exchange.id === scene.exchange.id);
  if (symptom === 'unread') {
    // A preflight after which nothing was asked did not permit it.
    const isStopped = here?.seen.preflight && !here.seen.arrived;
    return here?.seen.readable === false && !(isStopped && preflightError(here, agent) === null);
  }
  if (symptom === 'unkept') return !keeps(scene, cookie, traffic, agent);
  if (symptom !== 'missing' || cookie === null) return true;
  const paper = carried(cookie, traffic, agent);
  return [...paper].every(([{ seen, exchange }, one]) => {
    const names = sentNames({ ...scene, seen, exchange });
    return !seen.arrived || names === null || names.includes(cookie) === one.sent;
  });
}

const sameAnswers = (one: Hypothesis, other: Hypothesis) =>
  one.answers.every(({ value }, place) => value === other.answers[place]?.value);

/** The question whose other answer would add another cause. Hardly anybody says `omit`: that is not asked. */
function questionFor(explained: readonly Explained[]): Finding['question'] {
  const [best, ...others] = explained;
  const other = others.find(
    ({ chain, hypothesis }) =>
      chain.code !== best?.chain.code && !hypothesis.answers.some(({ value }) => value === 'omit'),
  );
  const differing = other?.hypothesis.answers.find(
    ({ value }, place) => value !== best?.hypothesis.answers[place]?.value,
  );
  return differing ? { asks: differing.open.asks, assume: differing.open.assume } : null;
}

function fares(
  { scene, cookie, symptom }: Suspect,
  { hypothesis: { traffic }, chain: { code } }: Explained,
  agent: UserAgent,
) {
  if (code === 'cache:answer-reused' || code === 'cors:vary-missing') {
    return faresWithCache(scene, agent);
  }
  if (['refused', 'twice', 'undeleted', 'never set'].includes(symptom)) return 'unknown';
  if (symptom === 'unread') return 'fails';
  const here = traffic.scenes.find(({ exchange }) => exchange.id === scene.exchange.id);
  if (!here || cookie === null) return 'unknown';
  const works =
    symptom === 'unkept'
      ? keeps(scene, cookie, traffic, agent)
      : carried(cookie, traffic, agent).get(here)?.sent;
  return works ? 'works' : 'fails';
}

/** Whether the answer that a cache gave here comes from there in another browser as well. */
function faresWithCache({ seen }: Scene, agent: UserAgent) {
  if (agent.httpCache === 'none' || seen.status === null) return 'unknown';
  return reusesStatus(seen.status, agent) ? 'fails' : 'works';
}

const keeps = ({ exchange }: Scene, cookie: string, traffic: Traffic, agent: UserAgent) =>
  traffic
    .attemptsToSet(cookie)
    .some((one) => one.scene.exchange.id === exchange.id && isKept(one, traffic, agent));
