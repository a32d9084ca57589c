/** What two responses set: attributes that decide whether a cookie is kept and sent. Values may differ. */
import { isSameName } from '../../../base/headers.ts';
import {
  attributeIn,
  cookieNameOf,
  readSetCookie,
  type SetCookie,
  withAttribute,
  withoutAttribute,
  writeSetCookie,
} from '../../../base/set-cookie.ts';
import { defaultPath, expiryOf, standardSyntax } from '../../../model/rules.ts';
import { actualMessage, seenHeader } from '../../../scenario/recording.ts';
import { attributeOf, type SetCookieAttempt } from '../../attempts.ts';
import { type Scene, sentNames } from '../../scenes.ts';
import type { Candidate } from './difference.ts';
import { withLines } from './give.ts';
import { type Pair, type Pairs, pathPattern } from './pairs.ts';

/** Where to look at what is set: until when a cookie must live, and whose names count. */
export interface Wanted {
  readonly name: (name: string) => boolean;
  /** When the cookie is missed, by the clock of each recording. */
  readonly until: { readonly good: number; readonly bad: number };
}

type Attempts = Readonly<Record<'good' | 'bad', readonly SetCookieAttempt[]>>;

/** The differences in the Set-Cookie lines of a pair of responses. */
export function setCookies(pair: Pair, attempts: Attempts, wanted: Wanted, names: Pairs) {
  if (!isSeen(pair.good) || !isSeen(pair.bad)) return [];
  const good = lastOfEach(attempts.good, wanted);
  const bad = lastOfEach(attempts.bad, wanted);
  const found: Candidate[] = [];
  for (const [name, mine] of bad) {
    const theirs = good.get(name);
    if (theirs) found.push(...attributes(pair, theirs, mine, wanted, names));
    else if (!mine.deletes || wasThere(mine)) found.push(whole(pair, null, mine, names));
  }
  for (const [name, theirs] of good) {
    if (!bad.has(name) && !theirs.deletes) found.push(whole(pair, theirs, null, names));
  }
  return found;
}

/** Can one see what it sets? Not in a sanitized file. */
function isSeen({ seen }: Scene): boolean {
  const response = actualMessage(seen.observation)?.response;
  return (
    response !== undefined &&
    response !== null &&
    'value' in seenHeader(response.headers, 'set-cookie')
  );
}

/** A deletion of what did not come is of no account. */
const wasThere = ({ name, scene }: SetCookieAttempt) => sentNames(scene)?.includes(name) ?? false;

const lastOfEach = (attempts: readonly SetCookieAttempt[], { name }: Wanted) =>
  new Map(
    attempts
      .filter((one) => one.by === 'answer' && name(one.name))
      .map((one) => [one.name, one] as const),
  );

const exchangesOf = ({ good, bad }: Pair) => ({ good: good.exchange.id, bad: bad.exchange.id });

/** One of the two does not set it. */
function whole(
  pair: Pair,
  good: SetCookieAttempt | null,
  bad: SetCookieAttempt | null,
  { inBad }: Pairs,
): Candidate {
  const cookie = (good ?? bad)?.name ?? '';
  const line = good && inBad(good.line);
  return {
    aspect: 'set-cookie',
    exchange: exchangesOf(pair),
    cookie,
    header: 'Set-Cookie',
    good: good && `sets ${cookie}`,
    bad: bad && (bad.deletes ? `deletes ${cookie}` : `sets ${cookie}`),
    give: withLines(pair.bad.exchange.id, false, (lines) => [
      ...lines.filter(([header, value]) => !isOf(header, value, cookie)),
      ...(line === null ? [] : [['Set-Cookie', line] as const]),
    ]),
  };
}

const isOf = (header: string, value: string, cookie: string) =>
  isSameName(header, 'set-cookie') && cookieNameOf(value) === cookie;

interface Side {
  readonly attempt: SetCookieAttempt;
  readonly cookie: SetCookie;
  readonly until: number;
  /** Spells hosts as the recording that works has them. */
  readonly spelled: (text: string) => string;
}

function attributes(
  pair: Pair,
  theirs: SetCookieAttempt,
  mine: SetCookieAttempt,
  { until }: Wanted,
  { inGood, inBad }: Pairs,
): Candidate[] {
  const good = sideOf(theirs, until.good, (text) => text);
  const bad = sideOf(mine, until.bad, inGood);
  return rows
    .filter(({ means }) => means(good) !== means(bad))
    .map(({ shows, names }): Candidate => {
      const given = (cookie: SetCookie, name: string): SetCookie => {
        if (name === '') return { ...cookie, value: good.cookie.value };
        const value = attributeIn(good.cookie, name);
        return value === null
          ? withoutAttribute(cookie, name)
          : withAttribute(cookie, name, inBad(value));
      };
      const give = (line: string) => writeSetCookie(names.reduce(given, readSetCookie(line)));
      return {
        aspect: 'set-cookie',
        exchange: exchangesOf(pair),
        cookie: mine.name,
        header: 'Set-Cookie',
        good: shows(good),
        bad: shows(bad),
        give: withLines(pair.bad.exchange.id, false, (lines) =>
          lines.map(([header, value]) =>
            isOf(header, value, mine.name) ? [header, give(value)] : [header, value],
          ),
        ),
      };
    });
}

const sideOf = (
  attempt: SetCookieAttempt,
  until: number,
  spelled: (text: string) => string,
): Side => ({ attempt, cookie: readSetCookie(attempt.line), until, spelled });

interface Row {
  /** Attributes; `''` is the value. */
  readonly names: readonly string[];
  /** Differs where it matters. */
  readonly means: (side: Side) => string;
  readonly shows: (side: Side) => string | null;
}

const shown =
  (name: string) =>
  ({ cookie }: Side) => {
    const value = attributeIn(cookie, name);
    return value === null ? null : value === '' ? name : `${name}=${value}`;
  };
const flag = (name: string): Row => ({
  names: [name],
  means: ({ cookie }) => String(attributeIn(cookie, name) !== null),
  shows: shown(name),
});

/** Name and value may have 4096 bytes: RFC 6265bis-22 §5.7 step 2. */
const isTooLarge = ({ name, value }: SetCookie) =>
  new TextEncoder().encode(name + value).length > 4096;

const rows: readonly Row[] = [
  {
    names: ['SameSite'],
    means: ({ cookie }) => attributeIn(cookie, 'SameSite')?.toLowerCase() ?? '',
    shows: shown('SameSite'),
  },
  flag('Secure'),
  flag('Partitioned'),
  {
    names: ['Domain'],
    means: ({ cookie, spelled }) =>
      spelled((attributeIn(cookie, 'Domain') ?? '').toLowerCase().replace(/^\./, '')),
    shows: shown('Domain'),
  },
  {
    names: ['Path'],
    means: ({ attempt }) =>
      pathPattern(attributeOf(attempt, 'Path') ?? defaultPath(attempt.url.pathname)),
    shows: shown('Path'),
  },
  {
    names: ['Max-Age', 'Expires'],
    means: ({ attempt, until }) =>
      expiryOf(attempt.cookie.attributes, standardSyntax.lifetime) > until ? 'kept' : 'gone',
    shows: (side) => shown('Max-Age')(side) ?? shown('Expires')(side),
  },
  flag('HttpOnly'),
  {
    names: [''],
    means: ({ cookie }) => String(isTooLarge(cookie)),
    shows: ({ cookie }) => (isTooLarge(cookie) ? 'more than 4096 bytes' : 'at most 4096 bytes'),
  },
];
