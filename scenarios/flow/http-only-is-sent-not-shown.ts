import { fetch, readCookie, scenario, visit, www } from '#lab';

export default scenario({
  title: 'An HttpOnly cookie is absent from document.cookie, and still sent',
  claims: ['F15'],
  steps: [
    visit(www, {
      answer: { setCookie: ['hidden=1; Path=/; Secure; HttpOnly', 'open=1; Path=/; Secure'] },
    }),
    readCookie('document.cookie'),
    fetch(www, { as: 'call' }),
  ],
  expect: {
    'document.cookie': { documentCookie: ['open'] },
    call: { sent: ['hidden', 'open'] },
  },
  rows: 'exchange',
});
