import { api, fetch, noPrefixes, pause, scenario, visit, writeCookie } from '#lab';

const kept = ['__Secure-kept=1; Secure', '__Host-kept=1; Secure; Path=/'];
const refused = [
  '__Secure-not-secure=1',
  '__SeCuRe-not-secure=1',
  '__Host-not-secure=1; Path=/',
  '__Host-with-domain=1; Secure; Path=/; Domain=api.example.test',
  '__Host-other-path=1; Secure; Path=/dir',
  '__HoSt-with-domain=1; Secure; Path=/; Domain=api.example.test',
  '__Http-by-script=1; Secure',
  '__HtTp-by-script=1; Secure',
  '__Host-Http-by-script=1; Secure; Path=/',
  '__HoSt-HtTp-by-script=1; Secure; Path=/',
];
const namesOf = (lines: readonly string[]) => lines.map((line) => line.split('=')[0] ?? '');

export default scenario({
  title: 'A script can write __Secure- and __Host- cookies by their rules, and none with __Http-',
  claims: ['B7', 'D5'],
  steps: [
    visit(`${api}/dir/page`),
    ...[...kept, ...refused].map((line) => writeCookie(line)),
    // What a script writes may reach the jar a little later.
    pause(100),
    fetch(`${api}/dir/page`, { as: 'next request' }),
  ],
  expect: { 'next request': { sent: namesOf(kept) } },
  deviations: [
    { ...noPrefixes, expect: { 'next request': { sent: namesOf([...kept, ...refused]) } } },
  ],
  rows: 'exchange and cookie',
});
