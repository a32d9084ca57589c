import {
  localhostA,
  localhostB,
  loopbackB,
  noSpeculationRules,
  scenario,
  speculate,
  visit,
} from '#lab';

const setCookie = ['lax=1; SameSite=Lax', 'strict=1; SameSite=Strict'];
const both = { sent: ['lax', 'strict'] };
const unsent = { arrived: false };

/** On this machine’s own names: through a proxy Chromium loads nothing ahead from another site. */
export default scenario({
  title:
    'What is loaded ahead by speculation rules has cookies within the site, and none from another',
  claims: ['S2', 'S3'],
  steps: [
    visit(localhostA),
    speculate('prefetch', loopbackB, { as: 'cross-site prefetch, before it has cookies' }),
    visit(loopbackB, { answer: { setCookie } }),
    visit(localhostB, { answer: { setCookie } }),
    visit(localhostA),
    speculate('prefetch', localhostB, { as: 'same-site prefetch' }),
    speculate('prerender', localhostB, { as: 'same-site prerender' }),
    speculate('prefetch', loopbackB, { as: 'cross-site prefetch' }),
    speculate('prerender', loopbackB, { as: 'cross-site prerender' }),
  ],
  expect: {
    'cross-site prefetch, before it has cookies': { sent: [] },
    'same-site prefetch': both,
    'same-site prerender': both,
    // Nothing is asked of a site that has cookies: without them the answer would be another.
    'cross-site prefetch': unsent,
    'cross-site prerender': unsent,
  },
  deviations: [
    {
      ...noSpeculationRules,
      expect: {
        'cross-site prefetch, before it has cookies': unsent,
        'same-site prefetch': unsent,
        'same-site prerender': unsent,
      },
    },
  ],
  rows: 'exchange',
});
