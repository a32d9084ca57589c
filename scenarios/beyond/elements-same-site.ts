import {
  api,
  each,
  elementSweep,
  everySameSite,
  fontsWithoutCors,
  noLinkPrefetch,
  scenario,
  visit,
  www,
} from '#lab';

const { steps, credentialed, uncredentialed } = elementSweep(www, api);
const everyCookie = { sent: ['none', 'lax', 'strict', 'absent'] };

export default scenario({
  title: 'Elements send same-site every cookie, unless crossorigin=anonymous omits credentials',
  claims: ['B5'],
  steps: [visit(api, { answer: { setCookie: everySameSite } }), ...steps],
  expect: {
    ...each(credentialed, everyCookie),
    ...each(uncredentialed, { sent: [] }),
  },
  deviations: [
    { ...fontsWithoutCors, expect: { font: everyCookie } },
    { ...noLinkPrefetch, expect: { prefetch: { arrived: false } } },
  ],
  rows: 'exchange and cookie',
});
