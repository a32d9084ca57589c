import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  attributeIn,
  cookieNameOf,
  cookieValueOf,
  readSetCookie,
  type SetCookie,
  splitSetCookies,
  withAttribute,
  withoutAttribute,
  writeSetCookie,
} from '../../lab/base/set-cookie.ts';

for (const [line, name, value] of [
  ['sid=1; Path=/', 'sid', '1'],
  ['  sid = 1 ;Path=/', 'sid', '1'],
  ['\tsid\t=\t1\t', 'sid', '1'],
  ['a=b=c', 'a', 'b=c'],
  ['=value', '', 'value'],
  ['==', '', '='],
  ['nameless; Path=/', '', 'nameless'],
  ['nameless ; a=b', '', 'nameless'],
  ['', '', ''],
  [';Path=/', '', ''],
  ['sid="a b"', 'sid', '"a b"'],
  ['\u00a0sid=1', '\u00a0sid', '1'],
] as const) {
  test(`The Set-Cookie value ${JSON.stringify(line)} sets ${JSON.stringify(name)} to ${JSON.stringify(value)}`, () => {
    expect({ name: cookieNameOf(line), value: cookieValueOf(line) }).toEqual({ name, value });
    expect(readSetCookie(line)).toMatchObject({ name, value });
  });
}

test('A pair without an equals sign is a name where the browser reads it so', () => {
  expect(readSetCookie('bare; Path=/', 'name')).toEqual({
    name: 'bare',
    value: '',
    attributes: [{ name: 'Path', value: '/' }],
  });
});

test('Attributes keep their order, their spelling and their repetitions, and the last one counts', () => {
  const cookie = readSetCookie('sid=1; PATH = /a ;Secure; ;path=/b; Expires=Wed, 21 Oct 2037');
  expect(cookie.attributes).toEqual([
    { name: 'PATH', value: '/a' },
    { name: 'Secure', value: '' },
    { name: '', value: '' },
    { name: 'path', value: '/b' },
    { name: 'Expires', value: 'Wed, 21 Oct 2037' },
  ]);
  expect(attributeIn(cookie, 'Path')).toBe('/b');
  expect(attributeIn(cookie, 'Domain')).toBeNull();
});

test('An attribute that is set replaces every one of its name, and the rest stays as it was', () => {
  const cookie = readSetCookie('sid=1; samesite=lax; Secure; SameSite=Strict; HttpOnly');
  expect(writeSetCookie(withAttribute(cookie, 'SameSite', 'None'))).toBe(
    'sid=1; Secure; HttpOnly; SameSite=None',
  );
  expect(writeSetCookie(withoutAttribute(cookie, 'samesite'))).toBe('sid=1; Secure; HttpOnly');
});

// RFC 10025 §4.1.1, the grammar that servers should keep to.
const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
const octets = fc.stringMatching(/^[!#-+\--:<-[\]-~]{0,12}$/);
const attribute = fc.oneof(
  fc.constantFrom('Secure', 'HttpOnly', 'Partitioned').map((name) => ({ name, value: '' })),
  fc
    .tuple(
      fc.constantFrom('Path', 'Domain', 'Max-Age', 'SameSite', 'Expires', 'x-other'),
      fc.stringMatching(/^([!-:<-~]([ -:<-~]{0,10}[!-:<-~])?)$/),
    )
    .map(([name, value]) => ({ name, value })),
);
const cookies: fc.Arbitrary<SetCookie> = fc.record({
  name: token,
  value: octets,
  attributes: fc.array(attribute, { maxLength: 6 }),
});
const wsp = fc.stringMatching(/^[ \t]{0,2}$/);

test('Every cookie of the grammar is read as it was written, whatever white space stands between', () => {
  fc.assert(
    fc.property(cookies, fc.infiniteStream(wsp), ({ name, value, attributes }, spaces) => {
      const space = () => spaces.next().value ?? '';
      const pair = (one: { name: string; value: string }, isFlag: boolean) =>
        [space(), one.name, space(), ...(isFlag ? [] : ['=', space(), one.value, space()])].join(
          '',
        );
      const line = [
        pair({ name, value }, false),
        ...attributes.map((one) => pair(one, one.value === '')),
      ].join(';');
      assert.deepEqual(readSetCookie(line), { name, value, attributes });
      assert.equal(cookieNameOf(line), name);
      assert.equal(cookieValueOf(line), value);
    }),
    { numRuns: 2_000 },
  );
});

test('Any text can be read, and what is written of it is read as the same cookie', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc
      .array(fc.constantFrom('=', ';', ' ', '\t', 'a', 'Path', '"', ',', '\n'), { maxLength: 16 })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (line) => {
      const { attributes, ...pair } = readSetCookie(line);
      const said = attributes.filter(({ name, value }) => name !== '' || value !== '');
      assert.deepEqual(readSetCookie(writeSetCookie({ ...pair, attributes })), {
        ...pair,
        attributes: said,
      });
    }),
    { numRuns: 5_000 },
  );
});

test('Lines that were joined by commas or newlines come apart, and the comma of Expires does not part them', () => {
  const dated = 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Path=/';
  expect(splitSetCookies(`${dated}, b=2; Secure,c=3`)).toEqual([dated, 'b=2; Secure', 'c=3']);
  expect(splitSetCookies(`${dated}\nb=x,y`)).toEqual([dated, 'b=x,y']);
  expect(splitSetCookies('')).toEqual([]);
});

test('Cookies of the grammar that were joined come apart as they were', () => {
  const unjoined = cookies
    .map(writeSetCookie)
    .filter((line) => !/,[ \t]*[^\s;,=]+=/.test(line) && !line.endsWith(','));
  fc.assert(
    fc.property(fc.array(unjoined, { minLength: 1, maxLength: 4 }), (lines) => {
      assert.deepEqual(splitSetCookies(lines.join(', ')), lines);
    }),
  );
});
