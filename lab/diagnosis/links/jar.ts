/** Link 12: in which jar the cookie is kept, and whether it is still there. */
import { standard, type UserAgent } from '../../model/index.ts';
import { expiryOf, inclusiveAncestors, parseSetCookie, topLevelOf } from '../../model/rules.ts';
import { attributeOf, type SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { sitesFor } from '../replay.ts';
import { clearsCookies, isPrefetch, type Scene } from '../scenes.ts';
import { type Broke, type LinkRule, type Readings, read } from './link.ts';
import { brokenByPolicy } from './policy.ts';
import { attemptOf } from './set-cookie.ts';

const topOf = (scene: Scene) => (scene.document ? topLevelOf(scene.document).url : urlOf(scene));

const readings: Readings = {
  OtherPartition: (facts) => {
    const attempt = attemptOf(facts);
    if (!attempt) return null;
    const [kept, asked] = [topOf(attempt.scene).host, topOf(facts.scene).host];
    const inside = [attempt.scene, facts.scene].map(isBelowForeign).indexOf(true);
    const frame = inside === 0 ? 'the frame that set it sits' : 'this frame sits';
    return {
      code: attributeOf(attempt, 'Partitioned')
        ? 'partitioned:other-site'
        : 'browser-policy:partitioned-jar',
      evidence:
        kept === asked && inside >= 0
          ? `Same top-level site, ${asked}, but ${frame} inside a frame of another site. The browser keeps a separate jar for that.`
          : `It was set under ${kept} and requested under ${asked}. The browser keeps a separate jar for each top-level site.`,
    };
  },
  Evicted: () => ({
    code: 'cookie-jar:evicted',
    evidence: 'The jar was full, and the browser removed this cookie.',
  }),
};

export const jar: LinkRule = {
  link: 12,
  asks: 'Under which site is the cookie stored (and under which partition)?',
  rule: 'CHIPS (draft-cutler-httpbis-partitioned-cookies-01) §2.2; RFC 10025 §5.7',
  broken: (facts) => read(facts, readings) ?? brokenByPolicy(12, facts) ?? gone(facts),
  passed(facts) {
    const { scene } = facts;
    const attempt = attemptOf(facts);
    if (!attempt) return 'No cookie is asked about.';
    return attributeOf(attempt, 'Partitioned')
      ? `In the jar of ${topOf(scene).host}.`
      : 'In the jar that all sites share.';
  },
};

/** Is there a frame of another site between the document that asks and the top-level page? */
function isBelowForeign({ document }: Scene): boolean {
  if (!document?.parent) return false;
  const { sameSite } = sitesFor(standard);
  const top = topLevelOf(document).url;
  return inclusiveAncestors(document).some(({ url }) => !sameSite(url, top));
}

/** Nothing kept it out or home: was it taken away, or has it run out? */
function gone({ question, scene, why, unsent, story, agent }: Facts): Broke | null {
  if (unsent || why.length > 0 || !question) return null;
  if (question.asks === 'storing') {
    return question.attempt.deletes
      ? null
      : expired(question.attempt, question.attempt.scene, agent, story.at);
  }
  if (question.asks !== 'arrival' || !question.attempt) return null;
  const { attempt, deletedBy } = question;
  if (deletedBy) {
    return {
      code: 'cookie-jar:cleared',
      evidence: `The response to “${deletedBy.scene.exchange.as}”${isPrefetch(deletedBy.scene) ? ', which the page only prefetched,' : ''} deleted it: ${deletedBy.line}`,
    };
  }
  const places = [attempt.scene, scene].map((one) => story.scenes.indexOf(one));
  const clearing = story.scenes.slice(...places).findLast(clearsCookies);
  if (clearing) {
    return {
      code: 'cookie-jar:cleared',
      evidence: `The response to “${clearing.exchange.as}” had Clear-Site-Data, which deletes all cookies of its domain.`,
    };
  }
  return expired(attempt, scene, agent, story.at);
}

/** Had it run out when it was asked for? Where nobody noted the times, `now` is the time of both. */
function expired(
  { line, scene }: SetCookieAttempt,
  asked: Scene,
  { syntax }: UserAgent,
  now: number,
): Broke | null {
  const [setAt, askedAt] = [answeredAt(scene) ?? now, askedAtOf(asked) ?? now];
  const { attributes } = parseSetCookie(line, syntax, setAt).cookie;
  const ends = expiryOf(attributes, syntax.lifetime);
  if (ends > Math.max(setAt, askedAt)) return null;
  const what = ends <= setAt ? 'It had expired when it arrived' : 'It had expired by then';
  return { code: 'cookie-jar:expired', evidence: `${what}: ${line}` };
}

const answeredAt = ({ seen }: Scene) => seen.observation.messages.at(-1)?.response?.at;
const askedAtOf = ({ seen }: Scene) => seen.observation.messages[0]?.at;
