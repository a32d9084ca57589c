import { fetch, http, scenario, secureOverHttpOnLocalhost, visit, www } from '#lab';

export default scenario({
  title: 'A Secure cookie that comes through a plain-http server is refused',
  claims: ['S5', 'F16'],
  reported: {
    source: 'https://github.com/http-party/node-http-proxy/issues/1165',
    exchange: 'next call',
    cookie: 'sessionid',
    cause: 'set-cookie:secure-over-http',
  },
  steps: [
    visit(http(www)),
    fetch(http(`${www}/api/login`), {
      method: 'POST',
      answer: {
        setCookie: [
          'sessionid=1; HttpOnly; Max-Age=1209600; Path=/; Secure',
          'csrftoken=1; Path=/; Secure',
        ],
      },
    }),
    fetch(http(www), { as: 'next call' }),
  ],
  expect: { 'next call': { sent: [] } },
  deviations: [
    {
      ...secureOverHttpOnLocalhost,
      expect: { 'next call': { sent: ['sessionid', 'csrftoken'] } },
    },
  ],
});
