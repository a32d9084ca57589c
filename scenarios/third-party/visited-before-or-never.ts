import { allow, fetch, otherApi, scenario, visit, www } from '#lab';

const call = { credentials: 'include' } as const;
const set = (name: string) => ({
  setCookie: `${name}=1; Path=/; SameSite=None; Secure`,
  cors: allow(www),
});
const none = { 'never visited': { sent: [] }, 'visited before': { sent: [] } };

export default scenario({
  title:
    'A visit of the third party before changes nothing about what it may set from another site',
  claims: ['T7', 'T2', 'T3', 'T4'],
  steps: [
    visit(www),
    fetch(otherApi, { ...call, answer: set('before') }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'never visited' }),
    visit(otherApi),
    visit(www),
    fetch(otherApi, { ...call, answer: set('after') }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'visited before' }),
  ],
  expect: {
    'never visited': { sent: ['before'] },
    'visited before': { sent: ['before', 'after'] },
  },
  under: { blocked: none, 'first-party-set': none, 'tracking-prevention': none },
  rows: 'exchange',
});
