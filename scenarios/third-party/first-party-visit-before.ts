import { allow, fetch, otherApi, scenario, visit, www } from '#lab';

const withheld = { 'from www': { sent: [] } };

export default scenario({
  title: 'A cookie set on a visit of its own site is sent from another site',
  claims: ['T2', 'T3', 'T4', 'T7'],
  essential: true,
  steps: [
    visit(otherApi, {
      answer: { setCookie: 'first=1; Path=/; SameSite=None; Secure' },
    }),
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { cors: allow(www) }, as: 'from www' }),
    visit(otherApi, { as: 'visited again' }),
  ],
  expect: { 'from www': { sent: ['first'] }, 'visited again': { sent: ['first'] } },
  under: { blocked: withheld, partitioned: withheld, 'tracking-prevention': withheld },
  rows: 'exchange',
});
