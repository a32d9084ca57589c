/** All in which two recordings differ, as far as a failure depends on it, in the order of the traffic. */
import { once } from '../../../base/remember.ts';
import type { Browser, Import } from '../../../import/index.ts';
import type { SetCookieAttempt } from '../../attempts.ts';
import type { Scene } from '../../scenes.ts';
import { agentsOf } from '../hypotheses.ts';
import { isIncidental, urlOfScene } from '../names.ts';
import type { Traffic } from '../traffic.ts';
import type { Candidate, Of } from './difference.ts';
import type { Pair, Pairs } from './pairs.ts';
import { requests } from './requests.ts';
import { preflights, responses } from './responses.ts';
import { setCookies, type Wanted } from './set-cookies.ts';

export interface Case {
  readonly good: Traffic;
  readonly bad: Traffic;
  readonly imports: { readonly good: Import; readonly bad: Import };
  readonly pairs: Pairs;
  /** What fails; null where nothing became different. */
  readonly scene: Scene | null;
  readonly other: Scene | null;
  readonly cookie: string | null;
}

export function candidatesOf(the: Case): Candidate[] {
  const { pairs, scene, cookie } = the;
  const wanted = wantedIn(the);
  const found = pairs.both
    .filter((pair) => isBefore(pair, the))
    .flatMap((pair) => {
      const isMissed = pair.bad === scene;
      const sets = setCookies(pair, attemptsIn(pair, the), wanted, pairs);
      // Of other exchanges than the failing one counts what they do to its cookie.
      const matters =
        scene === null || isMissed || hopOf(pair, scene) || touches(pair, the) || sets.length > 0;
      if (!matters) return [];
      return [
        ...requests(pair, pairs),
        ...preflights(pair, pairs, arePreflightsSeen(the)),
        ...responses(pair, pairs, isMissed),
        ...sets,
      ];
    });
  return [
    ...(cookie === null ? [] : missingExchanges(the, cookie)),
    ...found,
    ...(cookie === null ? [] : orders(the, cookie)),
    ...browsers(the),
  ];
}

const isBefore = ({ bad }: Pair, { scene, bad: traffic }: Case) =>
  scene === null || traffic.placeOf(bad) <= traffic.placeOf(scene);

const hopOf = ({ bad }: Pair, { hops }: Scene) => hops.some(({ id }) => id === bad.exchange.id);

function wantedIn({ good, bad, scene, other, cookie }: Case): Wanted {
  return {
    name: cookie === null ? (name) => !isIncidental(name) : (name) => name === cookie,
    until: {
      good: other ? good.askedAt(other) : good.recording.at,
      bad: scene ? bad.askedAt(scene) : bad.recording.at,
    },
  };
}

const attemptsIn = ({ good, bad }: Pair, the: Case) => ({
  good: attemptsOf(good, the.good),
  bad: attemptsOf(bad, the.bad),
});
const attemptsOf = (scene: Scene, traffic: Traffic) => byScene(traffic).get(scene) ?? [];

const byScene = once(({ attempts }: Traffic) => {
  const all = new Map<Scene, SetCookieAttempt[]>();
  for (const attempt of attempts) {
    const others = all.get(attempt.scene);
    if (others) others.push(attempt);
    else all.set(attempt.scene, [attempt]);
  }
  return all;
});

/** Does one of the pair set the cookie, or is a response without it what the other sets it by? */
const touches = (pair: Pair, the: Case) =>
  the.cookie !== null &&
  [attemptsOf(pair.good, the.good), attemptsOf(pair.bad, the.bad)].some((all) =>
    all.some(({ name }) => name === the.cookie),
  );

const arePreflightsSeen = ({ imports: { good, bad } }: Case) =>
  good.source.hasPreflights && bad.source.hasPreflights;

/** Exchanges of the one that works which set the cookie, and that the other has not. */
function missingExchanges(the: Case, cookie: string): Candidate[] {
  const { pairs, imports, good } = the;
  const isSeen = (scene: Scene) => imports.bad.source.hasRedirects || !isOfRedirect(scene);
  return pairs.onlyGood
    .filter(isSeen)
    .filter((scene) =>
      good.attemptsToSet(cookie).some((one) => !one.deletes && one.scene === scene),
    )
    .map((scene) => ({
      aspect: 'exchange',
      exchange: { good: scene.exchange.id, bad: null },
      cookie,
      header: null,
      good: `${scene.exchange.method} ${urlOfScene(scene)?.origin}${urlOfScene(scene)?.pathname}`,
      bad: null,
    }));
}

const isOfRedirect = ({ exchange, seen }: Scene) =>
  exchange.hopOf !== undefined || (seen.status !== null && seen.status >= 300 && seen.status < 400);

/** Was the request made before the response that sets the cookie had come, in one of them? */
function orders({ good, bad, scene, other, pairs }: Case, cookie: string): Candidate[] {
  if (!scene || !other) return [];
  const sets = pairs.both.find(
    (pair) => setsIn(bad, pair.bad, cookie) && setsIn(good, pair.good, cookie),
  );
  if (!sets || sets.bad === scene) return [];
  const isSetBefore = (traffic: Traffic, by: Scene, asks: Scene) =>
    traffic.answeredAt(by) <= traffic.askedAt(asks);
  const [theirs, mine] = [isSetBefore(good, sets.good, other), isSetBefore(bad, sets.bad, scene)];
  if (!theirs || mine) return [];
  return [
    {
      ...{ aspect: 'order', cookie, header: null },
      exchange: { good: sets.good.exchange.id, bad: sets.bad.exchange.id },
      ...{ good: 'answered before', bad: 'answered after' },
    },
  ];
}

const setsIn = ({ attemptsToSet }: Traffic, scene: Scene, cookie: string) =>
  attemptsToSet(cookie).some((one: SetCookieAttempt) => !one.deletes && one.scene === scene);

function browsers({ imports: { good, bad } }: Case): Candidate[] {
  const [theirs, mine] = [good.source.browser, bad.source.browser];
  if (!theirs || !mine || nameOf(theirs) === nameOf(mine)) return [];
  const exchange: Of<string> = { good: null, bad: null };
  return [
    {
      ...{ aspect: 'browser', exchange, cookie: null, header: 'User-Agent' },
      ...{ good: nameOf(theirs), bad: nameOf(mine), agents: agentsOf(good) },
    },
  ];
}

const engines = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' } as const;

/** Of a version the first number counts. */
const nameOf = ({ engine, version }: Browser) =>
  `${engines[engine]} ${version.split('.')[0] ?? ''}`.trim();
