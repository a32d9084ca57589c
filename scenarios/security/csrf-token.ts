import { api, evil, fetch, form, scenario, visit, www } from '#lab';

const doubleSubmit = `${api}/examples/csrf-double-submit` as const;
const synchroniser = `${api}/examples/csrf-synchroniser` as const;
const transfer = {
  method: 'POST',
  credentials: 'include',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-token': '{token}' },
  body: 'amount=100',
} as const;
const evilForm = (bank: typeof doubleSubmit | typeof synchroniser, as: string) =>
  form('POST', `${bank}/transfer`, { fields: { amount: '100', _csrf: 'guessed' }, as });

export default scenario({
  title: 'A CSRF token lets the own page’s change through, and no evil page’s',
  claims: ['X3'],
  steps: [
    // Signed in on the API's own site, so that the cookies are there whatever the policy.
    visit(api),
    fetch(`${doubleSubmit}/session`, { method: 'POST' }),
    fetch(`${doubleSubmit}/token`),
    fetch(`${synchroniser}/session`, { method: 'POST' }),
    visit(www),
    fetch(`${doubleSubmit}/token`, { credentials: 'include', take: ['token'] }),
    fetch(`${doubleSubmit}/transfer`, { ...transfer, as: 'double submit, own page' }),
    fetch(`${synchroniser}/token`, { credentials: 'include', take: ['token'] }),
    fetch(`${synchroniser}/transfer`, { ...transfer, as: 'synchroniser, own page' }),
    visit(evil),
    fetch(`${doubleSubmit}/transfer`, {
      ...transfer,
      headers: { 'x-csrf-token': 'guessed' },
      as: 'evil page, header of its own',
    }),
    evilForm(doubleSubmit, 'double submit, evil form'),
    visit(evil),
    evilForm(synchroniser, 'synchroniser, evil form'),
  ],
  expect: {
    'double submit, own page': { status: 200, readable: true },
    'double submit, evil form': { sent: ['__Secure-csrf', '__Secure-session'], status: 403 },
    'synchroniser, own page': { status: 200, readable: true },
    'synchroniser, evil form': { sent: ['__Secure-session'], status: 403 },
    'evil page, header of its own': { arrived: false, preflight: { sent: [] } },
  },
  rows: 'exchange',
});
