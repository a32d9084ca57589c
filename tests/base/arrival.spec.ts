import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseCookieHeader } from '../../lab/base/arrival.ts';

for (const [header, cookies] of [
  [
    'a=1; b=2; a=3',
    [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
  ],
  ['nameless', [['', 'nameless']]],
  ['=nameless', [['', 'nameless']]],
  ['a=', [['a', '']]],
  ['a=b=c==', [['a', 'b=c==']]],
  [
    'a=1;b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a="x y"', [['a', '"x y"']]],
  ['; ;a=1;', [['a', '1']]],
  [
    'A=1; a=1',
    [
      ['A', '1'],
      ['a', '1'],
    ],
  ],
  [
    'a=1; a=1',
    [
      ['a', '1'],
      ['a', '1'],
    ],
  ],
  ['__proto__=1', [['__proto__', '1']]],
  ['', []],
] as const) {
  test(`The Cookie header "${header}" holds ${cookies.length} cookies`, () => {
    expect(parseCookieHeader(header).map(({ name, value }) => [name, value])).toEqual(cookies);
  });
}

test('What is joined as the draft joins it comes apart again, in order and with duplicates', () => {
  const token = fc.stringMatching(/^[!-:<>-~]{1,6}$/);
  const value = fc.stringMatching(/^[!-:<-~]{0,6}$/);
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: token, value }, { noNullPrototype: true })),
      (cookies) => {
        const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
        assert.deepEqual(parseCookieHeader(header), cookies);
      },
    ),
  );
});

// Node hands over each byte of a header as one character: à is sent as C3 A0.
test('The bytes of a value that is no ASCII stay whole', () => {
  const bytes = Buffer.from('a=à; b=1').toString('latin1');
  const [cookie] = parseCookieHeader(bytes);
  expect(Buffer.from(cookie?.value ?? '', 'latin1').toString()).toBe('à');
});
