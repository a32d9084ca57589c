import { allow, app, fetch, otherApi, scenario, visit } from '#lab';

const credentials = 'include';
const setCookie = ['none=1; SameSite=None; Secure', 'lax=1; SameSite=Lax; Secure'];

export default scenario({
  title: 'Across sites CORS, SameSite and the third-party policy must all pass',
  claims: ['C4'],
  essential: true,
  steps: [
    visit(otherApi, { answer: { setCookie } }),
    visit(app),
    fetch(otherApi, { credentials, answer: { cors: allow(app) }, as: 'SameSite fails for lax' }),
    fetch(otherApi, { credentials, as: 'CORS fails' }),
  ],
  expect: {
    'SameSite fails for lax': { sent: ['none'], readable: true },
    'CORS fails': { sent: ['none'], readable: false },
  },
  under: {
    blocked: { 'SameSite fails for lax': { sent: [] }, 'CORS fails': { sent: [] } },
    partitioned: { 'SameSite fails for lax': { sent: [] }, 'CORS fails': { sent: [] } },
    'tracking-prevention': { 'SameSite fails for lax': { sent: [] }, 'CORS fails': { sent: [] } },
  },
  rows: 'exchange',
});
