import {
  allow,
  blocksPartitionedToo,
  fetch,
  noPartitionedCookies,
  otherApi,
  otherWww,
  partitionedEverywhere,
  scenario,
  thirdWww,
  visit,
  www,
} from '#lab';

const call = { credentials: 'include' } as const;

export default scenario({
  title: 'A Partitioned cookie is sent only under the top-level site where it was set',
  claims: ['T5'],
  essential: true,
  steps: [
    visit(www),
    fetch(otherApi, {
      ...call,
      answer: {
        setCookie: 'part=1; Path=/; SameSite=None; Secure; Partitioned',
        cors: allow(www),
      },
    }),
    fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'under the same site' }),
    visit(thirdWww),
    fetch(otherApi, { ...call, answer: { cors: allow(thirdWww) }, as: 'under a third site' }),
    // First-party, where nothing but the lack of Secure could keep one from being stored.
    visit(otherWww, {
      answer: { setCookie: ['secure=1; Secure; Partitioned', 'bare=1; Partitioned'] },
      as: 'with and without Secure',
    }),
    fetch(otherApi, { ...call, answer: { cors: allow(otherWww) }, as: 'under its own site' }),
  ],
  expect: {
    'under the same site': { sent: ['part'] },
    'under a third site': { sent: [] },
    'with and without Secure': { stored: ['secure'] },
    'under its own site': { sent: [] },
  },
  deviations: [
    {
      ...noPartitionedCookies,
      expect: {
        'under the same site': { sent: [] },
        'with and without Secure': { stored: ['secure', 'bare'] },
      },
    },
    {
      ...partitionedEverywhere,
      expect: {
        'under a third site': { sent: ['part'] },
        'under its own site': { sent: ['part'] },
      },
    },
    { ...blocksPartitionedToo, expect: { 'under the same site': { sent: [] } } },
  ],
  rows: 'exchange',
});
