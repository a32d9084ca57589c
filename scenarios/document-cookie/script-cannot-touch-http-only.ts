import { fetch, scenario, visit, writeCookie, www } from '#lab';

export default scenario({
  title: 'A script can neither set HttpOnly nor overwrite an HttpOnly cookie',
  claims: ['D5'],
  steps: [
    visit(www, { answer: { setCookie: 'session=server; Path=/; Secure; HttpOnly' } }),
    writeCookie('made=1; Path=/; Secure; HttpOnly', { as: 'sets HttpOnly' }),
    writeCookie('session=script; Path=/; Secure', { as: 'overwrites' }),
    fetch(www, { as: 'next call' }),
  ],
  expect: {
    'sets HttpOnly': { documentCookie: [] },
    overwrites: { documentCookie: [] },
    'next call': { sent: ['session=server'] },
  },
});
