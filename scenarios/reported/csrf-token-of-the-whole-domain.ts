import { allow, api, app, axios, scenario, visit } from '#lab';

const cors = allow(app);
const ofDomain = 'Domain=example.test; Path=/; Secure; SameSite=Lax';

export default scenario({
  title: 'axios gives the CSRF token of the whole domain back to the page’s own origin alone',
  claims: ['F4', 'X3'],
  reported: {
    source: 'https://github.com/axios/axios/issues/4094',
    exchange: 'login',
    cause: 'request:csrf-header-missing',
  },
  steps: [
    visit(app),
    axios(`${api}/sanctum/csrf-cookie`, {
      withCredentials: true,
      answer: {
        cors,
        status: 204,
        setCookie: [`XSRF-TOKEN=token; ${ofDomain}`, `laravel_session=1; HttpOnly; ${ofDomain}`],
      },
    }),
    axios(`${api}/login`, {
      method: 'POST',
      withCredentials: true,
      answer: { cors, status: 419 },
      as: 'login',
    }),
    axios(app, { as: 'own origin' }),
  ],
  expect: {
    login: {
      sent: ['XSRF-TOKEN', 'laravel_session'],
      status: 419,
      requestHeader: { 'x-xsrf-token': null },
    },
    'own origin': { requestHeader: { 'x-xsrf-token': 'token' } },
  },
});
