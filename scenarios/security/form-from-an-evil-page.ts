import { api, evil, fetch, form, scenario, visit } from '#lab';

const bank = `${api}/examples/undefended` as const;
const kinds = ['none', 'lax', 'strict'] as const;

export default scenario({
  title: 'CORS does not stop a form that an evil page posts; SameSite Lax and Strict do',
  claims: ['X1'],
  steps: [
    visit(api),
    ...kinds.map((kind) => fetch(`${bank}/${kind}/session`, { method: 'POST' })),
    ...kinds.flatMap((kind) => [
      visit(evil),
      form('POST', `${bank}/${kind}/transfer`, { fields: { amount: '100' }, as: kind }),
    ]),
    fetch(`${bank}/none/account`, { take: ['balance'], as: 'what is left with None' }),
    fetch(`${bank}/strict/account`, { take: ['balance'], as: 'what is left with Strict' }),
  ],
  expect: {
    none: { sent: ['__Secure-session'], status: 200 },
    lax: { sent: [], status: 401 },
    strict: { sent: [], status: 401 },
    'what is left with None': { taken: { balance: '900' } },
    'what is left with Strict': { taken: { balance: '1000' } },
  },
  rows: 'exchange',
});
