import { allow, api, fetch, scenario, subApi, visit, www } from '#lab';

const call = { credentials: 'include', answer: { cors: allow(www) } } as const;

export default scenario({
  title: 'A __Host- cookie goes to the host that set it and to no other',
  claims: ['F14'],
  steps: [
    visit(api, {
      answer: { setCookie: '__Host-sid=1; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
    visit(www),
    fetch(api, { ...call, as: 'api' }),
    fetch(subApi, { ...call, as: 'sub.api' }),
    fetch(www, { as: 'www' }),
  ],
  expect: { api: { sent: ['__Host-sid'] }, 'sub.api': { sent: [] }, www: { sent: [] } },
  rows: 'exchange',
});
