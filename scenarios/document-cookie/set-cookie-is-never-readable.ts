import { allow, api, fetch, scenario, visit, www } from '#lab';

const setCookie = 'sid=1; Path=/; Secure';

export default scenario({
  title: 'response.headers never shows Set-Cookie, whatever Expose-Headers says',
  claims: ['D6'],
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: { setCookie, cors: allow(www), headers: [['X-Trace', '1']] },
      as: 'not exposed',
    }),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie,
        cors: allow(www),
        headers: [
          ['X-Trace', '1'],
          ['Access-Control-Expose-Headers', 'Set-Cookie, X-Trace'],
        ],
      },
      as: 'exposed',
    }),
    fetch(www, { answer: { setCookie, headers: [['X-Trace', '1']] }, as: 'same-origin' }),
  ],
  expect: {
    'not exposed': { header: { 'set-cookie': null, 'x-trace': null } },
    exposed: { header: { 'set-cookie': null, 'x-trace': '1' } },
    'same-origin': { header: { 'set-cookie': null, 'x-trace': '1' } },
  },
  rows: 'exchange',
});
