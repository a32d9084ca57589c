/** The model against the public suites. Every vector that it does not meet is named here, with the reason. */
import { expect, test } from '@playwright/test';
import { parseCookieDate } from '../../../lab/model/cookies/cookie-date.ts';
import { absence, dateVectors, outcomeOf, present, usableVectors } from '../vectors.ts';

/** Names of vectors by why they do not speak for RFC 10025. */
const exceptions: readonly { because: string; ids: readonly string[] }[] = [
  {
    because:
      'RFC 6265 of 2011 ignores a cookie without a name; RFC 10025 §5.6 step 3 keeps it (WPT of 2020 had not followed yet)',
    ids: [
      ...ids('abarth-http-state', 'name', [17, 23, 25, 28, 31, 32, 33]),
      ...ids('wpt-2020-http-state', 'name', [17, 23, 25, 28, 31, 32, 33]),
      ...ids('abarth-http-state', 'mozilla', [12, 14, 15, 16, 17]),
      ...ids('wpt-2020-http-state', 'mozilla', [12, 14, 15, 16, 17]),
      ...ids('abarth-http-state', 'chromium', [9, 10, 12]),
      ...ids('wpt-2020-http-state', 'chromium', [9, 10, 12]),
      ...ids('abarth-http-state', '', [4, 21, 23, 24, 25, 26, 27, 28]),
    ],
  },
  {
    because:
      'an empty last Domain makes the cookie host-only since RFC 10025 (§5.7 steps 7 and 10)',
    ids: ['abarth-http-state/optional-domain0042'],
  },
  {
    because:
      '"Domain=." loses its dot (§5.6.3 step 2) and is empty then: host-only by the draft, refused by the vector',
    ids: ['wpt-2026/domain-child-047'],
  },
  {
    because:
      'a tab around an attribute is whitespace (§5.6 step 5): the cookie is Secure, and refused on plain http (§5.7 step 13)',
    ids: ['wpt-2026/attributes-ctl-127'],
  },
  {
    because: 'where a header line ends at LF is decided before cookies are parsed (RFC 9110 §5.5)',
    ids: ['wpt-2026/value-013'],
  },
];

function ids(suite: string, topic: string, numbers: readonly number[]): string[] {
  return numbers.map((number) => `${suite}/${topic}${String(number).padStart(4, '0')}`);
}

test('The model meets every usable conformance vector but the listed exceptions', () => {
  test.skip(!present, absence);
  const vectors = usableVectors();
  expect(vectors.length).toBeGreaterThanOrEqual(1186);
  const missed = vectors
    .filter((vector) => outcomeOf(vector) !== vector.expectedCookieHeader)
    .map(({ id }) => id);
  expect(missed.sort()).toEqual(exceptions.flatMap((exception) => exception.ids).sort());
});

test('The model reads every date of the public suite as the suite does', () => {
  test.skip(!present, absence);
  const dates = dateVectors();
  expect(dates.length).toBe(70);
  const read = dates.map(({ test: text }) => [text, parseCookieDate(text)]);
  expect(read).toEqual(
    dates.map(({ test: text, expected }) => [
      text,
      expected === null ? null : Date.parse(expected),
    ]),
  );
});
