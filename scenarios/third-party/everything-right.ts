import { allow, fetch, otherApi, scenario, visit, www } from '#lab';

const call = { credentials: 'include' } as const;
const withheld = { 'next call': { sent: [], readable: true } };

export default scenario({
  title: 'With everything right, the policy still decides; the answer stays readable',
  claims: ['T1', 'T2', 'T3', 'T4'],
  essential: true,
  steps: [
    visit(www),
    fetch(otherApi, {
      ...call,
      answer: { setCookie: 'sid=1; Path=/; SameSite=None; Secure', cors: allow(www) },
    }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['sid'], readable: true } },
  under: {
    blocked: withheld,
    'first-party-set': withheld,
    'tracking-prevention': withheld,
  },
});
