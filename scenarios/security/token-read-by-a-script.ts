import { allow, api, readCookie, scenario, visit, www, xhr } from '#lab';

const cors = allow(www);
const token = 'XSRF-TOKEN';
const signsIn = (attributes: string, as: string) =>
  xhr(api, { withCredentials: true, answer: { cors, setCookie: `${token}=1; ${attributes}` }, as });

export default scenario({
  title: 'A script gives a CSRF token back only if its own host can read the cookie',
  claims: ['X3', 'D4', 'F3'],
  steps: [
    visit(www),
    signsIn('Path=/; Secure', 'the API sets it for itself'),
    readCookie('the page reads'),
    signsIn('Path=/; Secure; HttpOnly; Domain=example.test', 'for the domain, HttpOnly'),
    readCookie('the page reads that'),
    signsIn('Path=/; Secure; Domain=example.test', 'for the domain'),
    readCookie('the page reads at last', { take: [token] }),
    xhr(api, {
      method: 'POST',
      withCredentials: true,
      headers: { 'X-XSRF-TOKEN': `{${token}}` },
      answer: { cors, preflight: { headers: 'x-xsrf-token' } },
      as: 'and gives it back',
    }),
  ],
  expect: {
    'the page reads': { documentCookie: [] },
    'the page reads that': { documentCookie: [] },
    'the page reads at last': { documentCookie: [token] },
    'and gives it back': { requestHeader: { 'x-xsrf-token': '1' }, readable: true },
  },
  rows: 'exchange',
});
