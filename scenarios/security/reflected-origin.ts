import { api, app, evil, fetch, scenario, visit } from '#lab';

const bank = `${api}/examples/reflects-any-origin` as const;
const call = { credentials: 'include', take: ['balance'] } as const;
const nothing = { sent: [], status: 401, readable: true, taken: { balance: null } };

export default scenario({
  title: 'Where an API allows any origin that asks, an evil page reads the victim’s data',
  claims: ['X5'],
  steps: [
    visit(api),
    fetch(`${bank}/none/session`, { method: 'POST' }),
    fetch(`${bank}/lax/session`, { method: 'POST' }),
    visit(evil),
    fetch(`${bank}/none/account`, { ...call, as: 'None, page of another site' }),
    fetch(`${bank}/lax/account`, { ...call, as: 'Lax, page of another site' }),
    // A forgotten blog on the same domain, say.
    visit(app),
    fetch(`${bank}/lax/account`, { ...call, as: 'Lax, page of a sibling host' }),
  ],
  expect: {
    'None, page of another site': {
      sent: ['__Secure-session'],
      status: 200,
      readable: true,
      taken: { balance: '1000' },
    },
    'Lax, page of another site': nothing,
    'Lax, page of a sibling host': {
      sent: ['__Secure-session'],
      status: 200,
      readable: true,
      taken: { balance: '1000' },
    },
  },
  under: {
    blocked: { 'None, page of another site': nothing },
    partitioned: { 'None, page of another site': nothing },
    'tracking-prevention': { 'None, page of another site': nothing },
  },
  rows: 'exchange',
});
