/** For tests: cookies, most of them as people write them, some as nobody should. */

import type { LabUrl } from '../../../lab/base/topology.ts';
import { prefixes } from '../../../lab/model/index.ts';
import type { CookieStoreArguments } from '../../../lab/scenario/steps/index.ts';
import type { Choices } from './choices.ts';

const inAnyCase = (choices: Choices, text: string) =>
  [...text]
    .map((letter) => (choices.isOneIn(2) ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');

/** Few names, so that cookies meet. */
export function cookieName(choices: Choices): string {
  const kind = choices.weighted({ plain: 14, prefixed: 4, 'prefixed in any case': 1, none: 0.5 });
  const plain = choices.pick(['sid', 'sid', 'a', 'b', 'XSRF-TOKEN', 'token']);
  if (kind === 'plain') return plain;
  if (kind === 'none') return '';
  const prefix = choices.pick(prefixes as unknown as [string, ...string[]]);
  return `${kind === 'prefixed' ? prefix : inAnyCase(choices, prefix)}${plain}`;
}

const oddValues = ['', '"q"', '"q;r"', 'a b', 'a=b', 'x,y', '%C3%A9', '__Host-x'] as const;

/** Mostly one of its own: a jar shows values, and so which line it holds. */
const value = (choices: Choices) =>
  choices.isOneIn(12) ? choices.pick(oddValues) : String(choices.count());

/** Values of Expires, from well written to hardly a date. WebKitGTK's driver counts seconds to 2038. */
export const dates = [
  'Thu, 01 Jan 2037 00:00:00 GMT',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Wednesday, 01-Jan-37 00:00:00 GMT',
  'Wed Jan  1 00:00:00 2037',
  '2037-01-01T00:00:00Z',
  '01 Jan 2037 00:00:00',
  '1 jan 2037 0:0:0',
  'Jan 2037',
  '0',
  'Wed, 31 Feb 2037 00:00:00 GMT',
  'Thu, 01 Jan 2037 25:00:00 GMT',
  'Mon, 01 Jan 1601 00:00:00 GMT',
  '',
] as const;

/** The domains that a cookie of a host may name, rightly or not. */
function domains(choices: Choices, url: LabUrl): string {
  const { hostname } = new URL(url);
  const parent = hostname.split('.').slice(-2).join('.');
  return choices.weighted({
    [parent]: 6,
    [hostname]: 2,
    [`.${parent}`]: 1,
    [parent.toUpperCase()]: 0.5,
    [`${parent}.`]: 0.3,
    [`sub.${hostname}`]: 0.5,
    test: 0.7,
    'other.test': 0.5,
    '': 0.4,
    '.': 0.2,
    [`${parent}:443`]: 0.2,
  });
}

/** The attributes of Set-Cookie, each by the ways to write it. */
const attributes = {
  SameSite: (choices) =>
    choices.weighted({
      'SameSite=None': 4,
      'SameSite=Lax': 4,
      'SameSite=Strict': 4,
      'samesite=none': 0.4,
      'SameSite=LAX': 0.4,
      'SameSite=Foo': 0.3,
      SameSite: 0.3,
      'SameSite = Lax': 0.3,
    }),
  Secure: (choices) => choices.weighted({ Secure: 12, secure: 1, 'Secure=false': 0.5 }),
  HttpOnly: (choices) => choices.weighted({ HttpOnly: 8, httponly: 1 }),
  Path: (choices) =>
    choices.weighted({
      'Path=/': 8,
      'Path=/v1': 2,
      'Path=/v1/': 0.7,
      'Path=/auth': 1,
      'Path=/V1': 0.3,
      'Path=v1': 0.3,
      'Path=': 0.4,
      Path: 0.3,
      'Path="/"': 0.2,
    }),
  Domain: (choices, url) => `Domain=${domains(choices, url)}`,
  'Max-Age': (choices) =>
    choices.weighted({
      'Max-Age=3600': 6,
      'Max-Age=0': 2,
      'Max-Age=-1': 0.6,
      'Max-Age=+3600': 0.3,
      'Max-Age=1e9': 0.3,
      'Max-Age=3600.5': 0.3,
      'Max-Age=': 0.3,
      'Max-Age=99999999999999': 0.6,
      'max-age=3600': 0.4,
    }),
  Expires: (choices) => `Expires=${choices.pick(dates)}`,
  Partitioned: (choices) =>
    choices.weighted({ Partitioned: 8, partitioned: 0.5, 'Partitioned=1': 0.4 }),
} satisfies Record<string, (choices: Choices, url: LabUrl) => string>;

export const attributeNames = Object.keys(attributes) as (keyof typeof attributes)[];

/** How many cookies have each, of ten. */
const often: Readonly<Record<keyof typeof attributes, number>> = {
  SameSite: 7,
  Secure: 7,
  HttpOnly: 2,
  Path: 5,
  Domain: 3,
  'Max-Age': 2,
  Expires: 1,
  Partitioned: 2,
};

const unknownAttributes = [
  'Priority=High',
  'Version=1',
  'foo',
  '=bar',
  '',
  'Domain',
  'Secure Path=/',
] as const;

/** A cookie as a response of a URL sets it, or a script there. */
export function cookieLine(choices: Choices, url: LabUrl): string {
  const pair = `${cookieName(choices)}=${value(choices)}`;
  const written: string[] = [];
  for (const name of attributeNames) {
    if (choices.next() * 10 < often[name]) written.push(attributes[name](choices, url));
  }
  if (choices.isOneIn(10)) {
    // Once more, or one that nobody knows; in any order.
    const more = choices.list(1 + choices.below(2), () =>
      choices.isOneIn(3)
        ? choices.pick(unknownAttributes)
        : attributes[choices.pick(attributeNames as [keyof typeof attributes])](choices, url),
    );
    written.push(...more);
    written.sort(() => choices.next() - 0.5);
  }
  const bare = choices.isOneIn(40) ? pair.replace('=', '') : pair;
  const between = choices.weighted({ '; ': 20, ';': 1, ' ;  ': 0.5 });
  return [bare, ...written].join(between);
}

/** As many cookies of a host as make a jar full. */
export const manyCookies = (choices: Choices): string[] => {
  const tail = choices.pick(['; Path=/; Secure', '; Path=/; Secure; SameSite=None', '; Path=/']);
  const size = choices.pick([1, 1, 30]);
  return choices
    .list(170 + choices.below(40), () => '')
    .map((_, i) => `n${i}=${'v'.repeat(size)}${tail}`);
};

/** A call of the cookie store. */
export function cookieStoreCall(choices: Choices, url: LabUrl): CookieStoreArguments {
  const method = choices.weighted({ getAll: 2, get: 1, set: 4, delete: 2 });
  const name = choices.pick(['sid', 'sid', 'a', 'b', '__Host-sid', '__Secure-sid']);
  if (method === 'getAll') return { method };
  if (method === 'get') return { method, name };
  const { hostname } = new URL(url);
  const cookie = {
    name,
    ...choices.maybe(4, () => ({ domain: hostname.split('.').slice(-2).join('.') })),
    ...choices.maybe(4, () => ({ path: choices.pick(['/', '/v1', '/v1/']) })),
    ...choices.maybe(4, () => ({ partitioned: true })),
  };
  if (method === 'delete') return { method, cookie };
  return {
    method,
    cookie: {
      ...cookie,
      value: String(choices.count()),
      ...choices.maybe(2, () => ({ sameSite: choices.pick(['strict', 'lax', 'none'] as const) })),
      ...choices.maybe(4, () => ({
        expires: choices.pick([Date.UTC(2026, 0), Date.UTC(2037, 0)]),
      })),
    },
  };
}
