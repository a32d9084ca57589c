import { fetch, frame, otherWww, scenario, visit, www } from '#lab';

export default scenario({
  title: 'SameSite=None; Secure does not help a frame where the user blocks third-party cookies',
  claims: ['T4', 'T7'],
  reported: {
    source: 'https://github.com/GoogleChromeLabs/samesite-examples/issues/55',
    exchange: 'inside',
    cookie: 'session',
    cause: 'browser-policy:3pc-setting',
  },
  steps: [
    visit(otherWww, {
      answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=None' },
    }),
    visit(www),
    frame(otherWww, [fetch(otherWww, { as: 'inside' })]),
  ],
  expect: { inside: { sent: ['session'], readable: true } },
  under: {
    blocked: { inside: { sent: [] } },
    partitioned: { inside: { sent: [] } },
    'tracking-prevention': { inside: { sent: [] } },
  },
});
