import { allow, api, fetch, scenario, visit, www } from '#lab';

const call = { method: 'POST', credentials: 'include', body: 'order=1' } as const;

export default scenario({
  title: 'CORS decides whether the script may read; the cookie went out and the server acted',
  claims: ['C7'],
  essential: true,
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(api, { ...call, as: 'denied' }),
    fetch(api, { ...call, answer: { cors: allow(www) }, as: 'allowed' }),
  ],
  expect: {
    denied: { arrived: true, sent: ['sid'], readable: false },
    allowed: { arrived: true, sent: ['sid'], readable: true },
  },
  rows: 'exchange',
});
