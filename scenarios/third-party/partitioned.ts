import {
  allow,
  fetch,
  noPartitionedCookies,
  otherApi,
  otherWww,
  scenario,
  thirdWww,
  visit,
  www,
} from '#lab';

const call = { credentials: 'include' } as const;

export default scenario({
  title: 'A Partitioned cookie is sent only under the top-level site where it was set',
  claims: ['T5'],
  steps: [
    visit(www),
    fetch(otherApi, {
      ...call,
      answer: {
        setCookie: [
          'part=1; Path=/; SameSite=None; Secure; Partitioned',
          'bare=1; Path=/; Partitioned',
        ],
        cors: allow(www),
      },
    }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'under the same site' }),
    visit(thirdWww),
    fetch(otherApi, { ...call, answer: { cors: allow(thirdWww) }, as: 'under a third site' }),
    visit(otherWww),
    fetch(otherApi, { ...call, answer: { cors: allow(otherWww) }, as: 'under its own site' }),
  ],
  expect: {
    'under the same site': { sent: ['part'] },
    'under a third site': { sent: [] },
    'under its own site': { sent: [] },
  },
  deviations: [{ ...noPartitionedCookies, expect: { 'under the same site': { sent: [] } } }],
  rows: 'exchange',
});
