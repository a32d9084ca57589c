import {
  copyGoesByTheScript,
  fetch,
  newProcessKnowsNoHttpOnly,
  pause,
  readCookie,
  scenario,
  visit,
  writeCookie,
  www,
} from '#lab';

const shown = { 'read back': { documentCookie: ['session'] } };

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
    { ...newProcessKnowsNoHttpOnly, expect: shown },
    { ...copyGoesByTheScript, expect: shown },
  ],
  rows: 'exchange and cookie',
});
