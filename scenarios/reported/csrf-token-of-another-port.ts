import { allow, axios, localhostA, localhostB, scenario, visit } from '#lab';

const cors = allow(localhostA);
const recherche = `${localhostB}/api/recherche` as const;

export default scenario({
  title: 'axios sees the CSRF token of another port, and gives it back only if told to',
  claims: ['F4', 'X3'],
  reported: {
    source: 'https://github.com/axios/axios/issues/6086',
    exchange: 'search',
    cause: 'request:csrf-header-missing',
  },
  steps: [
    visit(localhostA),
    axios(`${localhostB}/api/me`, {
      withCredentials: true,
      answer: {
        cors,
        setCookie: ['JSESSIONID=1; Path=/; HttpOnly', 'XSRF-TOKEN=token; Path=/'],
      },
    }),
    axios(recherche, {
      method: 'POST',
      withCredentials: true,
      answer: { cors, status: 403 },
      as: 'search',
    }),
    axios(recherche, {
      method: 'POST',
      withCredentials: true,
      withXSRFToken: true,
      answer: { cors, preflight: { headers: 'x-xsrf-token' } },
      as: 'search, told to',
    }),
  ],
  expect: {
    search: {
      sent: ['JSESSIONID', 'XSRF-TOKEN'],
      requestHeader: { 'x-xsrf-token': null },
      preflight: null,
    },
    'search, told to': {
      sent: ['JSESSIONID', 'XSRF-TOKEN'],
      requestHeader: { 'x-xsrf-token': 'token' },
      preflight: { sent: [] },
    },
  },
});
