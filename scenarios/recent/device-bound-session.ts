import { fetch, scenario, visit, www } from '#lab';

const registration = ['Secure-Session-Registration', '(ES256);path="/register";challenge="c"'];
/** Its name before Chromium 147. */
const olderRegistration = ['Sec-Session-Registration', '(ES256);path="/register";challenge="c"'];
const signIn = (name: string, [header = '', value = '']: readonly string[]) =>
  visit(www, {
    answer: {
      setCookie: `${name}=1; Path=/; Secure; HttpOnly; Max-Age=600`,
      headers: [[header, value]],
    },
  });

export default scenario({
  title: 'A session that the browser cannot bind to its device goes on as an ordinary cookie',
  claims: ['N6'],
  steps: [
    signIn('sid', registration),
    signIn('older', olderRegistration),
    fetch(www, { as: 'next call' }),
  ],
  expect: {
    'next call': { sent: ['sid', 'older'], requestHeader: { 'sec-secure-session-id': null } },
  },
});
