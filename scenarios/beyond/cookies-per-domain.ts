import { api, fetch, noSizeLimit, otherApi, scenario, visit } from '#lab';

/** `c1` to `c181`, as names. */
const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `c${from + i}`);
const set = (from: number, to: number) => names(from, to).map((name) => `${name}=1; Path=/`);

/**
 * The draft (§6.1) asks for 50 cookies a domain at least. Both big engines hold 180;
 * one more, and the oldest go until 150 are left: by far more than the one that is too many.
 */
export default scenario({
  title: 'A domain holds 50 cookies, even 180; with the 181st the oldest 31 are gone',
  claims: ['B8'],
  steps: [
    visit(api, { answer: { setCookie: set(1, 50) } }),
    fetch(api, { as: '50 cookies' }),
    visit(otherApi, { answer: { setCookie: set(1, 180) } }),
    fetch(otherApi, { as: '180 cookies' }),
    fetch(otherApi, { answer: { setCookie: set(181, 181) } }),
    fetch(otherApi, { as: '181 cookies' }),
  ],
  expect: {
    '50 cookies': { sent: names(1, 50) },
    '180 cookies': { sent: names(1, 180) },
    '181 cookies': { sent: names(32, 181) },
  },
  deviations: [
    { ...noSizeLimit, expect: { '181 cookies': { sent: names(1, 181) } } },
    {
      where: 'model',
      because:
        'The draft sets no upper limit for the cookies of a domain. It requires at least 50.',
      see: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-6.1',
      expect: { '181 cookies': { sent: names(1, 181) } },
    },
  ],
  rows: 'exchange',
});
