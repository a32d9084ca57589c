/** Facts as they would be, were everything right but the cookie: so that its line is written for that. */
import { includesCredentials } from '../../model/rules.ts';
import type { Facts } from '../facts.ts';
import { attemptOf } from '../links/set-cookie.ts';
import type { Scene } from '../scenes.ts';

/** Of the requests that set the cookie and miss it: those without credentials, which therefore do neither. */
export function silentCalls(asked: Scene, facts: Facts): readonly Scene[] {
  const concerned = [attemptOf(facts)?.scene, asked, facts.scene];
  const silent = concerned.filter(
    (one): one is Scene =>
      one?.request != null && one.request.mode !== 'navigate' && !includesCredentials(one.request),
  );
  return [...new Set(silent)];
}

/**
 * The facts with credentials in some calls, with the requests arrived that set the cookie and miss
 * it, and with some hosts served over https.
 */
export function assumed(
  facts: Facts,
  silent: readonly Scene[],
  https: readonly string[] = [],
): Facts {
  const { story, question, scene } = facts;
  const concerned = [attemptOf(facts)?.scene, scene];
  const isSecured = (url: URL) => https.includes(url.hostname) && url.protocol === 'http:';
  const secured = (url: URL): URL =>
    isSecured(url) ? new URL(url.href.replace('http:', 'https:')) : url;
  // A scene that stays as it is stays the same object: what is known of it need not be worked out again.
  const made = new Map(
    story.scenes.map((one): [Scene, Scene] => {
      const { request } = one;
      const arrives = concerned.includes(one);
      const isSilent = silent.includes(one);
      if (!request || !(arrives || isSilent || request.urls.some(isSecured))) return [one, one];
      const asked = isSilent
        ? ({ ...request, credentials: 'include', mode: 'cors' } as const)
        : request;
      const urls = asked.urls.map(secured) as unknown as typeof asked.urls;
      const assumed = arrives ? { assumedToArrive: true as const } : {};
      return [one, { ...one, ...assumed, request: { ...asked, urls } }];
    }),
  );
  const of = (one: Scene) => made.get(one) ?? one;
  const attempts = new Map(
    story.attempts.map((one) => {
      const isSame = of(one.scene) === one.scene && !isSecured(one.url);
      return [one, isSame ? one : { ...one, scene: of(one.scene), url: secured(one.url) }];
    }),
  );
  const attempt = question && 'attempt' in question && question.attempt;
  return {
    ...facts,
    scene: of(scene),
    question: attempt ? { ...question, attempt: attempts.get(attempt) ?? attempt } : question,
    story: { ...story, scenes: [...made.values()], attempts: [...attempts.values()] },
  };
}
