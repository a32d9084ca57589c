import {
  copyGoesByTheScript,
  fetch,
  pause,
  readCookie,
  scenario,
  visit,
  writeCookie,
  www,
} from '#lab';

/** The page's process may show a write until the process that keeps the jar has refused it. */
const untilRefused = pause(300);

export default scenario({
  title: 'A page that was there before the HttpOnly cookie does not show a script’s write over it',
  claims: ['D5'],
  steps: [
    visit(`${www}/sign-in`),
    visit(www, { answer: { setCookie: 'session=server; Path=/; Secure; HttpOnly' } }),
    writeCookie('session=script; Path=/; Secure'),
    untilRefused,
    readCookie('read back'),
    fetch(www, { answer: { setCookie: 'later=server; Path=/; Secure; HttpOnly' } }),
    writeCookie('later=script; Path=/; Secure'),
    untilRefused,
    readCookie('read back once more'),
    fetch(www, { as: 'next call' }),
  ],
  expect: {
    'read back': { documentCookie: [] },
    'read back once more': { documentCookie: [] },
    'next call': { sent: ['session=server', 'later=server'] },
  },
  deviations: [
    { ...copyGoesByTheScript, expect: { 'read back once more': { documentCookie: ['later'] } } },
  ],
  rows: 'exchange and cookie',
});
