/** What each parser makes of a cookie’s text. */
import { expect, test } from '@playwright/test';
import { expiryOf, lastAttribute } from '../../../lab/model/cookies/cookie.ts';
import { parseSetCookie } from '../../../lab/model/cookies/parse.ts';
import {
  type CookieSyntax,
  chromiumSyntax,
  firefoxSyntax,
  headerTexts,
  soup32Syntax,
  soup36Syntax,
  standardSyntax,
} from '../../../lab/model/cookies/syntax.ts';

const parsers = {
  standard: standardSyntax,
  Chromium: chromiumSyntax,
  Firefox: firefoxSyntax,
  'libsoup 3.2': soup32Syntax,
  'libsoup 3.6': soup36Syntax,
} satisfies Record<string, CookieSyntax>;
type Parser = keyof typeof parsers;

const now = Date.UTC(2026, 0, 1);
const day = 86_400;
const parse = (line: string, parser: Parser) => parseSetCookie(line, parsers[parser], now);

/** One claim about many parsers: what a function of the parsed line is, in the order of `parsers`. */
function table<Told>(
  title: string,
  told: (line: string, parser: Parser) => Told,
  rows: readonly (readonly [line: string, ...Record<Parser, Told>[Parser][]])[],
) {
  for (const [line, ...expected] of rows) {
    test(`${title} of ${JSON.stringify(line)} is what each parser makes of it`, () => {
      const names = Object.keys(parsers) as Parser[];
      expect(names.map((parser) => told(line, parser))).toEqual(expected);
    });
  }
}

const enforcement = (line: string, parser: Parser) =>
  lastAttribute(parse(line, parser).cookie.attributes, 'SameSite') ?? 'Default';

table('The SameSite', enforcement, [
  ['a=1; SameSite=Strict; SameSite=Lax', 'Lax', 'Lax', 'Lax', 'Lax', 'Strict'],
  ['a=1; SameSite=Strict; SameSite=None', 'None', 'None', 'None', 'Strict', 'None'],
  ['a=1; SameSite=Strict; SameSite=Odd', 'Default', 'Default', 'Default', 'Strict', 'Strict'],
  ['a=1; SameSite=Lax', 'Lax', 'Lax', 'Lax', 'Lax', 'Default'],
]);

/** Days; null for the session. */
const lifetime = (line: string, parser: Parser) => {
  const expires = expiryOf(parse(line, parser).cookie.attributes, parsers[parser].lifetime);
  return expires === Infinity ? null : Math.max((expires - now) / 1000 / day, 0);
};
const inDays = (count: number) => new Date(now + count * day * 1000).toUTCString();

table('The lifetime', lifetime, [
  [`a=1; Max-Age=${500 * day}`, 400, 400, 400, 500, 365],
  [`a=1; Expires=${inDays(500)}`, 400, 400, 400, 500, 500],
  [`a=1; Max-Age=${day}; Expires=${inDays(2)}`, 1, 1, 1, 2, 2],
  [`a=1; Expires=${inDays(2)}; Max-Age=${day}`, 1, 1, 1, 1, 1],
  [`a=1; Max-Age=${day}; Expires=tomorrow`, 1, 1, 1, null, null],
  // Measured in Firefox 153 and WebKitGTK 2.50, each with a date of its own.
  ['a=1; Expires=Sun, 01 feb 2026 00:00:00 GMT', 31, 31, 31, 31, 31],
  ['a=1; Expires=Sun Feb  1 00:00:00 2026', 31, 31, 31, 31, 31],
  ['a=1; Expires=Sunday, 01-Feb-26 00:00:00 GMT', 31, 31, 31, 31, 31],
  ['a=1; Expires=Sun, 01 February 2026 00:00:00 GMT', 31, 31, 31, null, null],
  ['a=1; Expires=2026 Feb 01 00:00:00 GMT', 31, 31, 31, null, null],
  ['a=1; Expires=00:00:00 01 Feb 2026', 31, 31, 31, null, null],
  ['a=1; Expires=Sun, Feb 01 2026 00:00:00 GMT', 31, 31, 31, null, null],
  ['a=1; Expires=Sun, 01/Feb/2026 00:00:00 GMT', 31, 31, 31, null, null],
  ['a=1; Expires=01 feb 2026 00:00:00', 31, 31, 31, null, null],
  ['a=1; Expires=2026-02-01T00:00:00Z', null, null, null, null, null],
  ['a=1; Expires=Sun, 31 Feb 2026 00:00:00 GMT', null, null, 61, null, null],
  ['a=1; Expires=Sun, 01 Feb 2026 25:00:00 GMT', null, null, 32 + 1 / 24, null, null],
  ['a=1; Expires=Sun, 01 Feb 2026 12:00 GMT', null, null, 31.5, null, null],
  ['a=1; Expires=Sun, 01 Feb 2026 12:00:00 -1200', 31.5, 31.5, 32, 32, 32],
  [`a=1; Max-Age=+${day}`, null, 1, null, 1, 1],
  ['a=1; Max-Age=', null, null, null, 0, 0],
  ['a=1; Max-Age=word', null, null, null, null, null],
]);

/** Name, value and Path; null for a cookie that is refused. */
const kept = (line: string, parser: Parser) => {
  const { cookie, reasons } = parse(line, parser);
  const path = lastAttribute(cookie.attributes, 'Path') ?? '';
  return reasons.length > 0 ? null : `${cookie.name}=${cookie.value}|${path}`;
};

table('What is kept', kept, [
  ['a=1\x012; Path=/p', null, null, null, 'a=1|', null],
  ['a=1\t2; Path=/p', 'a=1\t2|/p', null, 'a=1\t2|/p', 'a=1|', 'a=1\t2|/p'],
  ['a=1\0 2; Path=/p', null, null, null, 'a=1|', 'a=1|'],
  ['a=1; Path=/p; B=\x01', null, null, null, 'a=1|/p', 'a=1|/p'],
  ['a=é; Path=/p', 'a=é|/p', 'a=é|/p', 'a=é|/p', 'a=|', 'a=é|/p'],
]);

test('A name and value of 4097 octets are too long in all but libsoup 3.2', () => {
  const line = `a=${'x'.repeat(4096)}`;
  const parsing = (Object.keys(parsers) as Parser[]).filter((one) => kept(line, one) !== null);
  expect(parsing).toEqual(['libsoup 3.2']);
});

test('Octets of a header stay as they are, those that are not UTF-8 are replaced, or each is a character', () => {
  const read = (octets: string) => Object.values(headerTexts).map((text) => text(octets));
  expect(read('\xc3\xa9')).toEqual(['\xc3\xa9', '\xc3\xa9', '\xc3\x83\xc2\xa9']);
  expect(read('\xe9')).toEqual(['\xe9', '\xef\xbf\xbd', '\xc3\xa9']);
});
