import {
  allow,
  blocksPartitionedToo,
  fetch,
  noPartitionedCookies,
  onlyChromiumLimitsPartitions,
  otherApi,
  partitionedEverywhere,
  scenario,
  thirdApi,
  visit,
  www,
} from '#lab';

/** `c1` to `c181`, as names. */
const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `c${from + i}`);
const line = (name: string, value: string) =>
  `${name}=${value}; Path=/; SameSite=None; Secure; Partitioned`;
const set = (from: number, to: number) => names(from, to).map((name) => line(name, '1'));
const long = (name: string) => line(name, 'x'.repeat(3000));
const answer = (...setCookie: string[]) => ({ setCookie, cors: allow(www) });
const nothing = {
  '180 cookies': { sent: [] },
  '181 cookies': { sent: [] },
  '9 kB': { sent: [] },
  '12 kB': { sent: [] },
};
const call = { credentials: 'include' } as const;

export default scenario({
  title:
    'In one partition a domain holds 180 cookies and 10 KiB; one too many, and the oldest goes',
  claims: ['N5'],
  steps: [
    visit(www),
    fetch(otherApi, { ...call, answer: answer(...set(1, 180)) }),
    fetch(otherApi, { ...call, answer: answer(line('c181', '1')), as: '180 cookies' }),
    fetch(otherApi, { ...call, answer: answer(), as: '181 cookies' }),
    fetch(thirdApi, { ...call, answer: answer(...['a', 'b', 'c'].map(long)) }),
    fetch(thirdApi, { ...call, answer: answer(long('d')), as: '9 kB' }),
    fetch(thirdApi, { ...call, answer: answer(), as: '12 kB' }),
  ],
  expect: {
    '180 cookies': { sent: names(1, 180) },
    '181 cookies': { sent: names(2, 181) },
    '9 kB': { sent: ['a', 'b', 'c'] },
    '12 kB': { sent: ['b', 'c', 'd'] },
  },
  deviations: [
    { ...blocksPartitionedToo, expect: nothing },
    {
      ...partitionedEverywhere,
      expect: {
        '181 cookies': { sent: names(1, 181) },
        '12 kB': { sent: ['a', 'b', 'c', 'd'] },
      },
    },
    {
      ...onlyChromiumLimitsPartitions,
      expect: {
        '181 cookies': { sent: names(32, 181) },
        '12 kB': { sent: ['a', 'b', 'c', 'd'] },
      },
    },
    {
      where: 'model',
      because: 'CHIPS leaves the limits of a partition to the browser.',
      see: 'https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies-01',
      expect: {
        '181 cookies': { sent: names(1, 181) },
        '12 kB': { sent: ['a', 'b', 'c', 'd'] },
      },
    },
    {
      ...noPartitionedCookies,
      expect: nothing,
    },
  ],
  rows: 'exchange',
});
