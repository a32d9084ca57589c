import { cookieStore, fetch, readCookie, scenario, visit, www } from '#lab';

export default scenario({
  title: 'An injected script reads a session that is not HttpOnly, and none that is',
  claims: ['X7', 'F15'],
  steps: [
    visit(www, {
      answer: {
        setCookie: [
          'open=secret; Path=/; Secure; SameSite=Lax',
          'closed=secret; Path=/; Secure; SameSite=Lax; HttpOnly',
        ],
      },
    }),
    // An injected script is one of the page's own: what these steps see, it could send anywhere.
    readCookie('document.cookie'),
    cookieStore.getAll('cookieStore'),
    fetch(www, { as: 'a request in the victim’s name' }),
  ],
  expect: {
    'document.cookie': { documentCookie: ['open=secret'] },
    cookieStore: { cookieStore: ['open=secret'] },
    'a request in the victim’s name': { sent: ['open', 'closed'], readable: true },
  },
  rows: 'exchange',
});
