import {
  each,
  everySameSite,
  noLaxByDefault,
  otherApi,
  scenario,
  scriptSweep,
  visit,
  www,
} from '#lab';

const { steps, credentialed, uncredentialed } = scriptSweep(www, otherApi);
const thirdPartyGone = each(credentialed, { sent: [] });

export default scenario({
  title: 'Whatever a script asks with, cross-site only the None cookie goes along',
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
  deviations: [{ ...noLaxByDefault, expect: each(credentialed, { sent: ['none', 'absent'] }) }],
  rows: 'exchange and cookie',
});
