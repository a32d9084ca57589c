/** What two responses to the same request, or to its preflight, allow: CORS, status, where they lead. */
import { getHeader, type HeaderList, headerValues } from '../../../base/headers.ts';
import { originHeader } from '../../../model/rules.ts';
import { actualMessage, type Message, preflightMessage } from '../../../scenario/recording.ts';
import type { Scene } from '../../scenes.ts';
import type { Candidate, Difference } from './difference.ts';
import { withHeader, withLines, withMessages } from './give.ts';
import { type Pair, type Pairs, pathPattern } from './pairs.ts';

/** A response with who asked. */
interface Answered {
  readonly status: number;
  readonly lines: HeaderList;
  /** The Origin of the request. */
  readonly origin: string | null;
  readonly asked: HeaderList;
}

const answeredOf = (scene: Scene, message: Message | undefined): Answered | null =>
  message?.response
    ? {
        status: message.response.status,
        lines: message.response.headers.lines,
        origin:
          getHeader(message.request.headers.lines, 'Origin') ??
          (scene.request && originHeader(scene.request)),
        asked: message.request.headers.lines,
      }
    : null;

interface Row {
  readonly name: string;
  readonly of: 'response' | 'preflight' | 'both';
  /** What it comes to; equal texts are no difference. */
  readonly means: (value: string | null, answered: Answered) => string;
}

const plain = (value: string | null) => value ?? '';

/** Is all permitted that was asked for? Otherwise what is. */
const permits = (asked: string) => (value: string | null, answered: Answered) => {
  const allowed = list(value);
  const wanted = list(getHeader(answered.asked, asked));
  return wanted.every((one) => allowed.includes(one)) ? 'all' : allowed.join();
};
const list = (value: string | null) =>
  (headerValues([['', value ?? '']], '') ?? []).map((one) => one.toLowerCase()).sort();

/** Headers that decide whether a cookie is kept or a response may be read. */
const rows: readonly Row[] = [
  {
    name: 'Access-Control-Allow-Origin',
    of: 'both',
    means: (value, { origin }) => (value !== null && value === origin ? 'its own' : plain(value)),
  },
  { name: 'Access-Control-Allow-Credentials', of: 'both', means: plain },
  {
    name: 'Access-Control-Allow-Methods',
    of: 'preflight',
    means: permits('Access-Control-Request-Method'),
  },
  {
    name: 'Access-Control-Allow-Headers',
    of: 'preflight',
    means: permits('Access-Control-Request-Headers'),
  },
  {
    name: 'Clear-Site-Data',
    of: 'response',
    means: (value) => String(/"(cookies|\*)"/.test(value ?? '')),
  },
];

const exchangesOf = ({ good, bad }: Pair) => ({ good: good.exchange.id, bad: bad.exchange.id });
const nothing = { cookie: null, header: null } as const;

/** The differences in what a pair was answered. `isMissed`: its status is what fails, and no reason for it. */
export function responses(pair: Pair, names: Pairs, isMissed: boolean): Candidate[] {
  const [good, bad] = [pair.good, pair.bad].map((scene) =>
    answeredOf(scene, actualMessage(scene.seen.observation)),
  );
  if (!good || !bad) return [];
  const exchange = exchangesOf(pair);
  const found: Candidate[] = [];
  if (outcomeOf(good.status) !== outcomeOf(bad.status)) {
    const differs = { ...nothing, exchange, good: `${good.status}`, bad: `${bad.status}` };
    if (!isMissed) found.push({ ...differs, aspect: 'status' });
  } else if (outcomeOf(good.status) === 'redirect')
    found.push(...redirects(pair, good, bad, names));
  return [...found, ...headers(pair, good, bad, names, false)];
}

/** Statuses that come to the same. */
export const outcomeOf = (status: number): string =>
  status === 304 || (status >= 200 && status < 300)
    ? 'ok'
    : status >= 300 && status < 400
      ? 'redirect'
      : String(status);

function redirects(pair: Pair, good: Answered, bad: Answered, { inGood }: Pairs): Candidate[] {
  const [theirs, mine] = [good, bad].map(({ lines }) => getHeader(lines, 'Location'));
  const placeOf = (location: string | null | undefined, { exchange }: Scene, spelled = inGood) => {
    if (!location || !URL.canParse(location, exchange.url)) return '';
    const { origin, pathname } = new URL(location, exchange.url);
    return `${spelled(origin)}${pathPattern(pathname)}`;
  };
  if (placeOf(theirs, pair.good, (text) => text) === placeOf(mine, pair.bad)) return [];
  const [shownGood = null, shownBad = null] = [theirs, mine].map((one) =>
    one?.replace(/[?#].*/s, ''),
  );
  return [
    {
      ...{ aspect: 'redirect', exchange: exchangesOf(pair), cookie: null, header: 'Location' },
      ...{ good: shownGood, bad: shownBad },
    },
  ];
}

/** The differences in their preflights; where one has none, in whether it needed one. */
export function preflights(pair: Pair, names: Pairs, areSeen: boolean): Candidate[] {
  const [theirs, mine] = [pair.good, pair.bad].map(({ seen }) =>
    preflightMessage(seen.observation),
  );
  const [good, bad] = [answeredOf(pair.good, theirs), answeredOf(pair.bad, mine)];
  const exchange = exchangesOf(pair);
  if (!areSeen) return [];
  if (!theirs || !mine) {
    // One that is permitted may stand in the browser's cache the other time.
    const isRefused = mine && !isOk(bad);
    const differs: Difference = {
      ...{ aspect: 'preflight', exchange, ...nothing },
      ...{ good: theirs ? askedText(theirs) : null, bad: mine ? askedText(mine) : null },
    };
    return isRefused || (theirs && !isOk(good)) ? [differs] : [];
  }
  if (!good || !bad) return [];
  const found: Candidate[] = [...askedHeaders(pair, theirs, mine)];
  if (isOk(good) !== isOk(bad)) {
    found.push({
      ...{ aspect: 'preflight', exchange, ...nothing },
      ...{ good: `status ${good.status}`, bad: `status ${bad.status}` },
      give: (recording) =>
        withMessages(recording, pair.bad.exchange.id, (message) =>
          message.role === 'preflight' && message.response
            ? { ...message, response: { ...message.response, status: good.status } }
            : message,
        ),
    });
  }
  return [...found, ...headers(pair, good, bad, names, true)];
}

const isOk = (answered: Answered | null) =>
  answered !== null && answered.status >= 200 && answered.status < 300;

const askedText = ({ request }: Message) =>
  [
    `asks for ${getHeader(request.headers.lines, 'Access-Control-Request-Method') ?? 'a method'}`,
    getHeader(request.headers.lines, 'Access-Control-Request-Headers'),
  ]
    .filter(Boolean)
    .join(' with ');

/** Header names that the script set in one of them only. */
function askedHeaders(pair: Pair, good: Message, bad: Message): Candidate[] {
  const name = 'Access-Control-Request-Headers';
  const [theirs, mine] = [good, bad].map(({ request }) => getHeader(request.headers.lines, name));
  if (list(theirs ?? null).join() === list(mine ?? null).join()) return [];
  return [
    {
      ...{ aspect: 'request-header', exchange: exchangesOf(pair), cookie: null, header: name },
      ...{ good: theirs ?? null, bad: mine ?? null },
      give: (recording) =>
        withMessages(recording, pair.bad.exchange.id, (message) => {
          const { headers } = message.request;
          const lines = withHeader(name, theirs ?? null)(headers.lines);
          return message.role === 'preflight'
            ? { ...message, request: { ...message.request, headers: { ...headers, lines } } }
            : message;
        }),
    },
  ];
}

function headers(
  pair: Pair,
  good: Answered,
  bad: Answered,
  { inGood, inBad }: Pairs,
  isPreflight: boolean,
): Candidate[] {
  const isCors = [pair.good, pair.bad].every(({ request }) => request?.tainting === 'cors');
  return rows
    .filter(({ of }) => of === 'both' || (of === 'preflight') === isPreflight)
    .filter(({ name }) => isCors || !name.startsWith('Access-Control'))
    .flatMap(({ name, means }): Candidate[] => {
      const [theirs, mine] = [getHeader(good.lines, name), getHeader(bad.lines, name)];
      const isSame =
        theirs === mine ||
        means(theirs, good) ===
          (mine === null
            ? means(mine, bad)
            : means(inGood(mine), { ...bad, origin: bad.origin && inGood(bad.origin) }));
      if (isSame) return [];
      const own = theirs !== null && theirs === good.origin ? bad.origin : null;
      return [
        {
          aspect: isPreflight ? 'preflight' : 'response-header',
          exchange: exchangesOf(pair),
          cookie: null,
          header: name,
          good: theirs,
          bad: mine,
          give: withLines(
            pair.bad.exchange.id,
            isPreflight,
            withHeader(name, own ?? (theirs === null ? null : inBad(theirs))),
          ),
        },
      ];
    });
}
