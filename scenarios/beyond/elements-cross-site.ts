import {
  each,
  elementSweep,
  everySameSite,
  fontsWithoutCors,
  noLaxByDefault,
  noLinkPrefetch,
  otherApi,
  scenario,
  visit,
  www,
} from '#lab';

const { steps, credentialed, uncredentialed } = elementSweep(www, otherApi);
const thirdPartyGone = each(credentialed, { sent: [] });

export default scenario({
  title: 'Elements send cross-site what a fetch with the same credentials does: None at most',
  claims: ['B5'],
  steps: [visit(otherApi, { answer: { setCookie: everySameSite } }), ...steps],
  expect: {
    ...each(credentialed, { sent: ['none'] }),
    ...each(uncredentialed, { sent: [] }),
  },
  under: {
    blocked: thirdPartyGone,
    partitioned: thirdPartyGone,
    'tracking-prevention': thirdPartyGone,
  },
  deviations: [
    { ...noLaxByDefault, expect: each(credentialed, { sent: ['none', 'absent'] }) },
    { ...fontsWithoutCors, expect: { font: { sent: ['none', 'absent'] } } },
    { ...noLinkPrefetch, expect: { prefetch: { arrived: false } } },
  ],
  rows: 'exchange and cookie',
});
