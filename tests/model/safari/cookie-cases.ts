/** What is kept of a cookie, and where it goes: prefixes, Secure, Domain, Path, HttpOnly. */
import {
  api,
  http,
  readCookie,
  type Step,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';
import { type Case, casesOf, sent, shown } from './case.ts';

type Page = Parameters<typeof visit>[0];

/** Does a response of the page set it, or a script in it? */
const kept =
  (line: string, page: Page = www, by: 'header' | 'script' = 'header') =>
  () => {
    const set =
      by === 'header'
        ? [visit(page, { answer: { setCookie: line }, as: 'sets' })]
        : [visit(page), writeCookie(line, { as: 'sets' })];
    const { of } = predictSteps(set, 'safari:26');
    const found = of('sets').observation;
    return by === 'header'
      ? (found.stored ?? []).length > 0
      : !found.reasons.some(({ on }) => on === 'store');
  };

/** A cookie with the name as it is spelled, and in odd case: kept or not. */
const bothSpellings = (
  prefix: string,
  attributes: string,
  seen: readonly [boolean, boolean],
  page: Page = www,
  by: 'header' | 'script' = 'header',
) =>
  [prefix, prefix.replace(/s|c/g, (letter) => letter.toUpperCase())].map(
    (name, place) => [seen[place], kept(`${name}a=1; ${attributes}`, page, by)] as const,
  );

const own = 'Domain=www.example.test';

const prefixes: Case[] = [
  ...casesOf('WPT/cookies/prefix/__host.header.https', [
    ...['', '; MaxAge=10', '; HttpOnly'].flatMap((more) => [
      ...bothSpellings('__Host-', `Path=/${more}`, [false, true]),
      ...bothSpellings('__Host-', `Secure; Path=/${more}`, [true, true]),
      ...bothSpellings('__Host-', `Secure; Path=/; ${own}${more}`, [false, true]),
    ]),
    ...bothSpellings('__Host-', 'Secure; Path=/sub', [false, true]),
  ]),
  ...casesOf('WPT/cookies/prefix/__host.document-cookie.https', [
    ...['', '; MaxAge=10'].flatMap((more) => [
      ...bothSpellings('__Host-', `Path=/${more}`, [false, true], www, 'script'),
      ...bothSpellings('__Host-', `Secure; Path=/${more}`, [true, true], www, 'script'),
      ...bothSpellings('__Host-', `Secure; Path=/; ${own}${more}`, [false, true], www, 'script'),
    ]),
    ...bothSpellings('__Host-', 'Secure; Path=/sub', [false, true], www, 'script'),
  ]),
  ...casesOf('WPT/cookies/prefix/__host.header', [
    ...['', `; ${own}`, '; MaxAge=10', '; HttpOnly'].flatMap((more) => [
      ...bothSpellings('__Host-', `Path=/${more}`, [false, true], http(www)),
      ...bothSpellings('__Host-', `Secure; Path=/${more}`, [false, false], http(www)),
      ...bothSpellings('__Host-', `Secure; Path=/; ${own}${more}`, [false, false], http(www)),
    ]),
    ...bothSpellings('__Host-', 'Secure; Path=/sub', [false, false], http(www)),
  ]),
  ...casesOf(
    'WPT/cookies/prefix/__secure.header',
    ['', `; ${own}`, '; MaxAge=10', '; HttpOnly'].flatMap((more) => [
      ...bothSpellings('__Secure-', `Path=/${more}`, [false, true], http(www)),
      ...bothSpellings('__Secure-', `Secure; Path=/${more}`, [false, false], http(www)),
    ]),
  ),
  ...casesOf(
    'WPT/cookies/prefix/__secure.header.https',
    ['', '; MaxAge=10', '; HttpOnly'].flatMap((more) => [
      [false, kept(`__Secure-a=1; Path=/${more}`)],
      [true, kept(`__Secure-a=1; Secure; Path=/${more}`)],
    ]),
  ),
  ...casesOf('WPT/cookies/prefix/__host.explicit-path.https.window', [
    [true, kept('a=1; Secure')],
    [true, kept('__Host-a=1; Secure; Path=/')],
    [true, kept('__Host-a=1; Secure')],
    [true, kept('__Host-a=1; Secure; Path=')],
    [true, kept('__Host-a=1; Secure; Path')],
  ]),
  ...casesOf('WPT/cookies/prefix/__Http.https', [
    [true, kept('__Http-a=1; Path=/', www, 'script')],
    [true, kept('__Http-a=1; Secure; Path=/', www, 'script')],
    [false, kept('__Http-a=1; Secure; Path=/; HttpOnly', www, 'script')],
    [true, kept('__Http-a=1; Path=/')],
    [true, kept('__Http-a=1; Secure; Path=/')],
    [true, kept('__Http-a=1; Secure; Path=/; HttpOnly')],
    [true, kept('__Http-a=1; Secure; Path=/sub/; HttpOnly')],
  ]),
  ...casesOf('WPT/cookies/prefix/__Host-Http.https', [
    [true, kept('__Host-Http-a=1; Secure; Path=/', www, 'script')],
    [false, kept(`__Host-Http-a=1; Secure; Path=/; ${own}`, www, 'script')],
    [true, kept('__Host-Http-a=1; Secure; Path=/')],
    [true, kept('__Host-Http-a=1; Secure; Path=/; HttpOnly')],
    [false, kept('__Host-Http-a=1; Secure; Path=/sub/; HttpOnly')],
    [false, kept('__Host-Http-a=1; Path=/')],
    [false, kept(`__Host-Http-a=1; Secure; Path=/; ${own}`)],
  ]),
];

const secure: Case[] = [
  ...casesOf('WPT/cookies/samesite-none-secure/cookies-without-samesite-must-be-secure.https', [
    [true, kept('a=1; SameSite=None')],
  ]),
  ...casesOf('WPT/cookies/secure/set-from-dom.sub', [
    [false, kept('a=1; Secure', http(www), 'script')],
    [
      '',
      () => sent([visit(http(www)), writeCookie('a=1; Secure'), visit(http(www), { as: 'to' })]),
    ],
  ]),
  ...casesOf('WPT/cookies/secure/set-from-http.sub', [
    [
      '',
      () => shown([visit(http(www), { answer: { setCookie: 'a=1; Secure' } }), readCookie('to')]),
    ],
    [false, kept('a=1; Secure', http(www))],
  ]),
  ...casesOf('WPT/cookies/origin-bound-cookies/scheme-bound-cookies.https', [
    ['', () => sent([sets('a=1; Secure'), visit(http(www), { as: 'to' })])],
    ['a', () => sent([sets('a=1'), visit(http(www), { as: 'to' })])],
  ]),
];

const sets = (...setCookie: string[]) => visit(www, { answer: { setCookie } });

/** Shown to a script, sent to the host, sent to another host of its site. */
const reaches = (seen: readonly [string, string, string], ...lines: string[]) =>
  [
    [seen[0], () => shown([sets(...lines), readCookie('to')])],
    [seen[1], () => sent([sets(...lines), visit(www, { as: 'to' })])],
    [seen[2], () => sent([sets(...lines), visit(api, { as: 'to' })])],
  ] as const;

const domains: Case[] = [
  ...casesOf(
    'WPT/cookies/domain/domain-attribute-matches-host.sub.https',
    reaches(['a', 'a', 'a'], 'a=1; Domain=example.test'),
  ),
  ...casesOf(
    'WPT/cookies/domain/domain-attribute-host-with-and-without-leading-period.sub.https',
    reaches(['a', 'a', 'a'], 'a=1; Domain=.example.test', 'a=2; Domain=example.test'),
  ),
  ...casesOf('WPT/cookies/domain/domain-attribute-missing.sub', reaches(['a', 'a', ''], 'a=1')),
];

const page = `${www}/cookies/resources/echo` as const;
const paths: readonly (readonly [string, string])[] = [
  ['/', 'a'],
  ['match.html', ''],
  ['cookies', ''],
  ['/cookies', 'a'],
  ['/cookies/', 'a'],
  ['/cookies/resources/echo', 'a'],
  ['/cook', ''],
  ['/w/', ''],
];

const atPage = (seen: string, path: string, by: 'header' | 'script' = 'header') => {
  const line = `a=1; Path=${path}`;
  const set: Step[] =
    by === 'header'
      ? [visit(page, { answer: { setCookie: line } })]
      : [visit(page), writeCookie(line)];
  return [seen, () => shown([...set, readCookie('to')])] as const;
};

const pathCases: Case[] = [
  ...casesOf('WPT/cookies/path/match', [
    ...paths.map(([path, seen]) => atPage(seen, path, 'script')),
    ...paths.map(([path, seen]) => atPage(seen, path)),
  ]),
  ...casesOf('WPT/cookies/path/match-segment-boundaries.https.window', [
    atPage('a', '/cookies/resources/echo'),
    atPage('a', '/cookies/resources'),
    atPage('a', '/cookies/'),
    atPage('', '/cookies/res'),
    atPage('', '/cookies/resources/echo/'),
    atPage('', '/cookies/resources/echo/more'),
  ]),
];

const attributes = [
  'Path=/',
  'Path=/; Secure',
  'Path=/; HttpOnly',
  'Path=/; SameSite=Strict',
  'Path=/; SameSite=Lax',
  'Path=/; SameSite=None; Secure',
  'Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
  'Path=/; Secure; HttpOnly; SameSite=Strict; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
];

/** The value that is sent in the end. */
const value = (...steps: Step[]) => {
  const { of } = predictSteps([...steps, visit(www, { as: 'to' })], 'safari:26');
  return (of('to').sent ?? []).map((cookie) => cookie.value).join();
};

const overwriting: Case[] = [
  ...casesOf('WPT/cookies/value/value-overwrite.https.window', [
    ...attributes.flatMap((more) => [
      ['2', () => value(sets(`a=1; ${more}`), sets(`a=2; ${more}`))] as const,
      ['2', () => value(sets(`a=1; ${more}`, `a=2; ${more}`))] as const,
    ]),
    ['2', () => value(sets('a=1; Path=/; Max-Age=1000', 'a=2; Path=/; Max-Age=1000'))],
    ['', () => value(sets('a=1; Path=/'), sets('a=; Path=/'))],
    ['2', () => value(sets('a=; Path=/'), sets('a=2; Path=/'))],
    ...attributes
      .filter((more) => !more.includes('HttpOnly'))
      .map(
        (more) => ['2', () => value(sets(`a=1; ${more}`), writeCookie(`a=2; ${more}`))] as const,
      ),
  ]),
  ...casesOf('WPT/cookies/attributes/httponly-overwrite.https.window', [
    ['a', () => shown([sets('a=1'), readCookie('to')])],
    ['', () => shown([sets('a=1; HttpOnly'), readCookie('to')])],
    ['', () => shown([sets('a=1'), sets('a=1; HttpOnly'), readCookie('to')])],
    ['a', () => shown([sets('a=1; HttpOnly'), sets('a=1'), readCookie('to')])],
    ['', () => shown([sets('a=1', 'a=1; HttpOnly'), readCookie('to')])],
    ['a', () => shown([sets('a=1; HttpOnly', 'a=1'), readCookie('to')])],
    ['a', () => shown([sets('a=1'), readCookie(), sets('a=1; HttpOnly'), readCookie('to')])],
    ['a', () => shown([sets('a=1; HttpOnly'), readCookie(), sets('a=1'), readCookie('to')])],
  ]),
];

export const cookieCases: readonly Case[] = [
  ...prefixes,
  ...secure,
  ...domains,
  ...pathCases,
  ...overwriting,
];
