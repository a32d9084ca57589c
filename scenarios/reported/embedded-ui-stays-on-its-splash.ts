import { fetch, frame, scenario, thirdWww, visit, www } from '#lab';

export default scenario({
  title: 'An embedded page whose session is Lax stays signed out',
  claims: ['S2'],
  reported: {
    source: 'https://github.com/open-webui/open-webui/pull/23959',
    exchange: 'inside',
    cookie: 'session',
    cause: 'samesite:iframe-lax',
  },
  steps: [
    visit(thirdWww, { answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=Lax' } }),
    visit(www),
    frame(thirdWww, [fetch(thirdWww, { credentials: 'include', as: 'inside' })]),
  ],
  expect: { inside: { sent: [], readable: true } },
});
