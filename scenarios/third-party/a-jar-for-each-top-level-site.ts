import { allow, fetch, otherApi, otherWww, scenario, thirdWww, visit, www } from '#lab';

const call = { credentials: 'include' } as const;
const gone = {
  'under www': { sent: [] },
  'under third': { sent: [] },
  'under its own site': { sent: [] },
};

export default scenario({
  title: 'A third-party cookie is one cookie wherever it is asked for',
  claims: ['T1', 'T3', 'T4'],
  steps: [
    visit(www),
    fetch(otherApi, {
      ...call,
      answer: { setCookie: 'sid=1; Path=/; SameSite=None; Secure', cors: allow(www) },
    }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'under www' }),
    visit(thirdWww),
    fetch(otherApi, { ...call, answer: { cors: allow(thirdWww) }, as: 'under third' }),
    visit(otherWww),
    fetch(otherApi, { ...call, answer: { cors: allow(otherWww) }, as: 'under its own site' }),
  ],
  expect: {
    'under www': { sent: ['sid'] },
    'under third': { sent: ['sid'] },
    'under its own site': { sent: ['sid'] },
  },
  under: {
    blocked: gone,
    'first-party-set': gone,
    'tracking-prevention': gone,
    partitioned: { 'under third': { sent: [] }, 'under its own site': { sent: [] } },
  },
  rows: 'exchange',
});
