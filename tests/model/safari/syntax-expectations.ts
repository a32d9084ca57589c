/**
 * What WebKit's repository expects of web-platform-tests on macOS, as far as they read Set-Cookie and
 * document.cookie: LayoutTests/imported/w3c/web-platform-tests/cookies/FILE-expected.txt. Subtests are
 * told by their place in the file, from 1; those that are not named pass.
 */

export interface FileExpectation {
  /** Below cookies/, without `-expected.txt`. */
  readonly file: string;
  readonly subtests: number;
  /** What was there in place of the expected cookies, by subtest that fails. */
  readonly fails: Readonly<Record<number, string>>;
}

const nothing = (...places: number[]) =>
  Object.fromEntries(places.map((place) => [place, ''] as const));

export const syntaxExpectations: readonly FileExpectation[] = [
  { file: 'attributes/expires', subtests: 5, fails: {} },
  {
    file: 'attributes/invalid',
    subtests: 26,
    fails: { 13: 'test===13', ...nothing(22, 23, 24, 25) },
  },
  { file: 'attributes/max-age', subtests: 10, fails: { 9: 'test="9! = foo;bar"' } },
  { file: 'attributes/path', subtests: 21, fails: {} },
  { file: 'attributes/path-redirect', subtests: 17, fails: {} },
  { file: 'attributes/secure.https', subtests: 8, fails: {} },
  {
    file: 'encoding/charset',
    subtests: 6,
    // The octets of UTF-8 as Latin-1; of the fifth nothing is there.
    fails: {
      1: latin1('test=1春节回家路·春运完全手册'),
      2: latin1('тест=2'),
      3: latin1('test="3春节回家路·春运完全手册"'),
      4: latin1('春节回=4家路·春运完全手册'),
      5: '',
      6: latin1('春节回=6家路·春运'),
    },
  },
  { file: 'name/name-ctl', subtests: 66, fails: nothing(44) },
  {
    file: 'name/name',
    subtests: 45,
    fails: {
      ...nothing(2, 3, 4, 8, 11, 12, 13, 14, 15, 23, 45),
      16: 'test=11c',
      20: 'a=test15; z=test15',
      21: 'z=test16,a=test16',
      22: 'testA=16; testB=16',
    },
  },
  { file: 'ordering/resources/ordering-child.sub', subtests: 4, fails: {} },
  { file: 'size/attributes.www.sub', subtests: 14, fails: nothing(1, 4, 5, 8, 14) },
  { file: 'size/name-and-value', subtests: 11, fails: nothing(8) },
  { file: 'value/value-ctl', subtests: 66, fails: nothing(34, 44, 47) },
  {
    file: 'value/value',
    subtests: 28,
    fails: {
      ...nothing(7, 8, 10, 28),
      1: 'test=1,baz=qux',
      3: 'test="3zz;pp"',
      19: 'test="19;wow"',
      22: 'test22=; testA=22; testB=22',
    },
  },
];

function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/**
 * attributes/attributes-ctl.sub: of each control character and each place the cookie is there in the
 * end or not; the same for all but the tab.
 */
export const withControl = {
  absent: ['domain', 'path', 'secure2'],
  absentWithTab: ['secure2'],
} as const;
