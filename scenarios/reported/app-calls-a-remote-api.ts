import { allow, localhostA, otherApi, scenario, visit, xhr } from '#lab';

const request = { withCredentials: true } as const;
const cors = allow(localhostA);

export default scenario({
  title: 'From an app’s own origin the session of a remote API is a third party’s',
  claims: ['T1', 'T4'],
  reported: {
    source: 'https://github.com/ionic-team/capacitor/issues/1143',
    exchange: 'next call',
    cookie: 'session',
    // The web view took cookies from the main document’s domain alone: WebKitGTK ships so.
    cause: 'browser-policy:third-party-set',
  },
  steps: [
    visit(localhostA),
    xhr(`${otherApi}/login`, {
      ...request,
      answer: { cors, setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=None' },
    }),
    xhr(otherApi, { ...request, answer: { cors }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['session'], readable: true } },
  under: {
    blocked: { 'next call': { sent: [] } },
    'first-party-set': { 'next call': { sent: [] } },
    'tracking-prevention': { 'next call': { sent: [] } },
  },
});
