import { api, http, scenario, secureOverHttpOnLocalhost, visit } from '#lab';

export default scenario({
  title: 'A Secure cookie is neither sent nor set nor overwritten over http',
  claims: ['F16', 'S5'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure' } }),
    visit(http(api), {
      answer: { setCookie: ['sid=2; Path=/', 'fresh=1; Path=/; Secure'] },
      as: 'http',
    }),
    visit(api, { as: 'https again' }),
  ],
  expect: { http: { sent: [], stored: [] }, 'https again': { sent: ['sid=1'] } },
  deviations: [
    {
      ...secureOverHttpOnLocalhost,
      expect: {
        http: { sent: ['sid'], stored: ['sid', 'fresh'] },
        'https again': { sent: ['sid=2', 'fresh'] },
      },
    },
  ],
  rows: 'exchange and cookie',
});
