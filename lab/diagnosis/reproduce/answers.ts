/** A recorded response as the answer that a scenario orders, as far as it concerns cookies and CORS. */
import { getHeader, type Header, type HeaderList } from '../../base/headers.ts';
import type { Cors } from '../../base/recipe.ts';
import {
  attributeIn,
  readSetCookie,
  withAttribute,
  withoutAttribute,
  writeSetCookie,
} from '../../base/set-cookie.ts';
import { parseCookieDate } from '../../model/rules.ts';
import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import {
  actualMessage,
  type Message,
  type Observation,
  preflightMessage,
} from '../../scenario/recording.ts';
import type { AnswerSpec, PreflightSpec } from '../../scenario/steps/index.ts';

/** Headers that are sent again as they were, besides Set-Cookie and those of CORS. */
const kept: ReadonlySet<string> = new Set([
  ...['cache-control', 'expires', 'pragma', 'age', 'last-modified', 'vary'],
  ...['clear-site-data', 'referrer-policy', 'activate-storage-access'],
  ...['access-control-allow-origin', 'access-control-allow-credentials'],
  ...['access-control-expose-headers'],
]);

/** Headers that may matter, and that a page of the lab cannot have. */
export const leftOut: Readonly<Record<string, string>> = {
  'strict-transport-security': 'it would bind later runs to https',
  'content-security-policy': 'the lab’s own page could not run under it',
  'x-frame-options': 'the lab’s own page would not be shown',
  'cross-origin-opener-policy': 'the lab’s own page is another one',
  'cross-origin-embedder-policy': 'the lab’s own page is another one',
};

/** What the exchange is to be answered. `at` is when it was recorded. */
export function answerOf(
  exchange: PlannedExchange,
  observation: Observation | undefined,
  at: number,
): AnswerSpec {
  const actual = observation && (actualMessage(observation) ?? observation.messages.at(-1));
  const preflight = observation && preflightMessage(observation);
  const isSeen = actual?.role !== 'preflight' && actual?.response;
  // Nobody knows what would have come after a preflight that failed: what the preflight allows.
  const lines = isSeen
    ? actual.response.headers.lines
    : (preflight?.response?.headers.lines.filter(([name]) =>
        /^access-control-allow-(origin|credentials)$|^vary$/i.test(name),
      ) ?? []);
  const status = isSeen ? actual.response.status : 200;
  const cookies = valuesOf(lines, 'set-cookie').map((line) => datedFrom(line, at));
  const { cors, headers } = corsOf(lines, exchange.initiator);
  return {
    ...(status !== 200 && { status }),
    ...(cookies.length > 0 && { setCookie: cookies.length === 1 ? cookies[0] : cookies }),
    ...(cors && { cors }),
    ...(headers.length > 0 && { headers }),
    ...preflightOf(preflight, cors, exchange),
  };
}

const valuesOf = (lines: HeaderList, name: string) =>
  lines.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);

/**
 * A Set-Cookie line whose date is as far off as it was then.
 *
 *     recorded an hour before it expires → Max-Age=3600 in the place of Expires
 */
export function datedFrom(line: string, at: number): string {
  const cookie = readSetCookie(line);
  const expires = attributeIn(cookie, 'Expires');
  const date = expires === null ? null : parseCookieDate(expires);
  if (date === null || date <= at || attributeIn(cookie, 'Max-Age') !== null) return line;
  const seconds = Math.round((date - at) / 1000);
  return writeSetCookie(
    withAttribute(withoutAttribute(cookie, 'Expires'), 'Max-Age', String(seconds)),
  );
}

/** The CORS headers in a scenario's words, where it has words for them; the rest as lines. */
function corsOf(lines: HeaderList, origin: string | null) {
  const rest = lines.filter(([name]) => kept.has(name.toLowerCase()));
  const origins = valuesOf(lines, 'access-control-allow-origin');
  const credentials = getHeader(lines, 'access-control-allow-credentials');
  const cors = origins.length === 1 ? corsFor(origins[0] as string, credentials, origin) : null;
  if (!cors) return { cors: undefined, headers: rest.map(spelled) };
  const vary = getHeader(lines, 'vary') ?? '';
  const varies = /(^|,)\s*(origin|\*)\s*(,|$)/i.test(vary);
  const others = vary
    .split(',')
    .map((one) => one.trim())
    .filter((one) => !/^origin$/i.test(one));
  const headers = rest.filter(
    ([name]) => !/^(vary|access-control-allow-(origin|credentials))$/i.test(name),
  );
  return {
    cors: cors.mode === 'allow' && !varies ? { ...cors, vary: false as const } : cors,
    headers: [...headers, ...(others.join('') ? [['Vary', others.join(', ')] as Header] : [])].map(
      spelled,
    ),
  };
}

function corsFor(allowed: string, credentials: string | null, origin: string | null): Cors | null {
  if (credentials !== null && credentials !== 'true') return null;
  if (allowed === '*') return { mode: 'star', credentials: credentials === 'true' };
  return allowed === origin
    ? { mode: 'allow', origins: [allowed], credentials: credentials === 'true' }
    : null;
}

/** `access-control-allow-origin` → `Access-Control-Allow-Origin` */
const spelled = ([name, value]: Header): Header => [
  name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
  value,
];

function preflightOf(
  message: Message | undefined,
  cors: Cors | undefined,
  { initiator, method }: PlannedExchange,
): { preflight?: PreflightSpec } {
  if (!message?.response) return {};
  const { status, headers } = message.response;
  const { lines } = headers;
  const asked = (
    getHeader(message.request.headers.lines, 'access-control-request-headers') ?? ''
  ).toLowerCase();
  const location = getHeader(lines, 'location');
  const rest: PreflightSpec = {
    ...((status < 200 || status > 299) && { status }),
    ...(location !== null && { location: new URL(location, message.request.url).href as never }),
  };
  const own = preflightCors(lines, initiator);
  if (own === null) {
    const all = lines.filter(([name]) => /^access-control-allow-/i.test(name));
    return { preflight: { ...rest, cors: { mode: 'none' }, lines: all.map(spelled) } };
  }
  const [methods, names] = ['methods', 'headers'].map(
    (what) => getHeader(lines, `access-control-allow-${what}`) ?? '',
  ) as [string, string];
  const permits = (list: string, one: string) =>
    list.split(',').some((other) => other.trim().toLowerCase() === one.toLowerCase());
  const isPlain =
    (permits(methods, method) || ['GET', 'HEAD', 'POST'].includes(method)) &&
    asked.split(',').every((name) => name.trim() === '' || permits(names, name.trim()));
  const spec: PreflightSpec = {
    ...rest,
    ...(!isPlain && { methods, headers: names }),
    ...(!allowsAlike(own, cors) && { cors: own }),
  };
  return Object.keys(spec).length > 0 ? { preflight: spec } : {};
}

/** Null where only the lines themselves say it: another origin, a second line. */
function preflightCors(lines: HeaderList, origin: string | null): Cors | null {
  const [allowed, ...more] = valuesOf(lines, 'access-control-allow-origin');
  if (allowed === undefined) return { mode: 'none' };
  const credentials = getHeader(lines, 'access-control-allow-credentials');
  return more.length > 0 ? null : corsFor(allowed, credentials, origin);
}

/** Do they allow the same, whatever they say of Vary? */
function allowsAlike(one: Cors, other: Cors | undefined): boolean {
  const plain = (cors: Cors) => JSON.stringify({ ...cors, vary: undefined });
  return plain(one) === plain(other ?? { mode: 'none' });
}
