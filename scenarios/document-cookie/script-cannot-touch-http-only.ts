import {
  fetch,
  pause,
  readCookie,
  refusedWriteStaysVisible,
  scenario,
  visit,
  writeCookie,
  www,
} from '#lab';

export default scenario({
  title: 'A script can neither set HttpOnly nor overwrite an HttpOnly cookie',
  claims: ['D5'],
  steps: [
    visit(www, { answer: { setCookie: 'session=server; Path=/; Secure; HttpOnly' } }),
    writeCookie('made=1; Path=/; Secure; HttpOnly'),
    writeCookie('session=script; Path=/; Secure'),
    // The page's process may show a write until the process that keeps the jar has refused it.
    pause(300),
    readCookie('read back'),
    fetch(www, { as: 'next call' }),
  ],
  expect: {
    'read back': { documentCookie: [] },
    'next call': { sent: ['session=server'] },
  },
  deviations: [
    { ...refusedWriteStaysVisible, expect: { 'read back': { documentCookie: ['session'] } } },
  ],
  rows: 'exchange and cookie',
});
