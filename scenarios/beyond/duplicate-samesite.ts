import {
  api,
  evil,
  fetch,
  laxIsPassedOver,
  link,
  scenario,
  unknownSameSiteIsPassedOver,
  visit,
} from '#lab';

export default scenario({
  title: 'Of two SameSite attributes the last counts; an unknown value is as if there were none',
  claims: ['B9', 'S1'],
  steps: [
    visit(api, {
      answer: {
        setCookie: [
          'strict-then-lax=1; SameSite=Strict; SameSite=Lax; Secure',
          'lax-then-strict=1; SameSite=Lax; SameSite=Strict; Secure',
          'strict-then-unknown=1; SameSite=Strict; SameSite=Unknown; Secure',
          'unknown-then-strict=1; SameSite=Unknown; SameSite=Strict; Secure',
          'strict-then-empty=1; SameSite=Strict; SameSite; Secure',
          'upper-case=1; SAMESITE=STRICT; Secure',
        ],
      },
    }),
    visit(evil),
    link(api, { as: 'cross-site link' }),
    fetch(api, { as: 'same-origin fetch' }),
  ],
  expect: {
    'cross-site link': { sent: ['strict-then-lax', 'strict-then-unknown', 'strict-then-empty'] },
    'same-origin fetch': {
      sent: [
        'strict-then-lax',
        'lax-then-strict',
        'strict-then-unknown',
        'unknown-then-strict',
        'strict-then-empty',
        'upper-case',
      ],
    },
  },
  deviations: [
    {
      ...unknownSameSiteIsPassedOver,
      expect: { 'cross-site link': { sent: ['strict-then-lax'] } },
    },
    { ...laxIsPassedOver, expect: { 'cross-site link': { sent: [] } } },
  ],
  rows: 'exchange and cookie',
});
