import { api, everySameSite, evil, fetch, noLaxByDefault, scenario, visit } from '#lab';

const noCookie = { 'no-cors POST': { sent: [] } };

export default scenario({
  title: 'A no-cors text/plain POST from an evil page arrives with the None cookie, unread',
  claims: ['X2'],
  steps: [
    visit(api, { answer: { setCookie: everySameSite } }),
    visit(evil),
    fetch(api, {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
      headers: { 'Content-Type': 'text/plain' },
      body: '{"amount":1000}',
      as: 'no-cors POST',
    }),
  ],
  expect: {
    'no-cors POST': { arrived: true, sent: ['none'], readable: false, preflight: null },
  },
  under: { blocked: noCookie, partitioned: noCookie, 'tracking-prevention': noCookie },
  deviations: [{ ...noLaxByDefault, expect: { 'no-cors POST': { sent: ['none', 'absent'] } } }],
});
