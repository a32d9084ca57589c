import { api, each, everySameSite, scenario, scriptSweep, visit, www } from '#lab';

const { steps, credentialed, uncredentialed } = scriptSweep(www, api);

export default scenario({
  title: 'Whatever a script asks with, same-site every cookie goes along',
  claims: ['B5'],
  steps: [visit(api, { answer: { setCookie: everySameSite } }), ...steps],
  expect: {
    ...each(credentialed, { sent: ['none', 'lax', 'strict', 'absent'] }),
    ...each(uncredentialed, { sent: [] }),
  },
  rows: 'exchange and cookie',
});
