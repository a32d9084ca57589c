import { api, fetch, pause, readCookie, scenario, visit } from '#lab';

export default scenario({
  title: 'A cookie is there until its Max-Age has run out, and one for the session stays',
  claims: ['B8'],
  steps: [
    visit(api, {
      answer: { setCookie: ['short=1; Max-Age=3', 'long=1; Max-Age=3600', 'session=1'] },
    }),
    fetch(api, { as: 'at once' }),
    pause(4_000),
    readCookie('later, to the script'),
    fetch(api, { as: 'later' }),
  ],
  expect: {
    'at once': { sent: ['short', 'long', 'session'] },
    'later, to the script': { documentCookie: ['long', 'session'] },
    later: { sent: ['long', 'session'] },
  },
  rows: 'exchange',
});
