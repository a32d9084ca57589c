import { fetch, frame, noLaxByDefault, otherApi, scenario, visit, www } from '#lab';

export default scenario({
  title: 'An embedded editor’s login without SameSite is not sent in the frame',
  claims: ['S1', 'S2'],
  reported: {
    source: 'https://github.com/coder/code-server/issues/1401',
    exchange: 'inside',
    cookie: 'key',
    cause: 'samesite:iframe-lax',
  },
  steps: [
    visit(otherApi, { answer: { setCookie: 'key=1; Path=/; Secure' } }),
    visit(www),
    frame(otherApi, [fetch(otherApi, { as: 'inside' })]),
  ],
  expect: { inside: { sent: [] } },
  deviations: [{ ...noLaxByDefault, expect: { inside: { sent: ['key'] } } }],
});
