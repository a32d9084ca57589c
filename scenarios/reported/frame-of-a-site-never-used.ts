import { click, fetch, frame, otherWww, requestStorageAccess, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A frame is refused storage access where the user has seen its site, and never used it',
  claims: ['T6', 'T7'],
  reported: {
    source: 'https://github.com/privacysandbox/privacy-sandbox-dev-support/issues/324',
    exchange: 'call',
    cookie: 'session',
    cause: 'storage-access:not-granted',
  },
  steps: [
    // Signed in by a redirect, say: the user did not touch the page.
    visit(otherWww, { answer: { setCookie: 'session=1; Path=/; SameSite=None; Secure' } }),
    visit(www),
    frame(otherWww, [
      click(),
      requestStorageAccess('request'),
      fetch(otherWww, { credentials: 'include', as: 'call' }),
    ]),
  ],
  expect: { request: { storageAccess: 'denied' }, call: { sent: [] } },
  under: {
    allowed: { request: { storageAccess: 'granted' }, call: { sent: ['session'] } },
    'first-party-set': { request: { storageAccess: 'granted' }, call: { sent: ['session'] } },
  },
  deviations: [
    {
      where: ['firefox', 'firefox:lax-default'],
      because:
        'Firefox prompts the user if the site was never visited. If it was, Firefox grants access without a prompt, under at least five sites.',
      see: 'https://developer.mozilla.org/docs/Web/API/Document/requestStorageAccess',
      expect: { request: { storageAccess: 'prompt' } },
    },
  ],
  rows: 'exchange',
});
