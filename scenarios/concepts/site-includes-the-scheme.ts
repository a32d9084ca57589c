import {
  allow,
  api,
  fetch,
  http,
  link,
  scenario,
  secureOverHttpOnLocalhost,
  siteWithoutScheme,
  visit,
  www,
} from '#lab';

const plainWww = http(www);
const plainApi = http(api);

export default scenario({
  title: 'http and https of one domain are two sites',
  claims: ['C6', 'B12'],
  steps: [
    visit(api, { answer: { setCookie: 'lax=1; SameSite=Lax; Secure; Path=/' } }),
    visit(plainWww),
    fetch(api, {
      credentials: 'include',
      answer: { cors: allow(plainWww) },
      as: 'http page fetches https API',
    }),
    visit(plainApi, { answer: { setCookie: 'strict=1; SameSite=Strict; Path=/' } }),
    visit(www),
    link(plainApi, { as: 'https page links to http' }),
  ],
  expect: {
    'http page fetches https API': { sent: [], readable: true },
    'https page links to http': { sent: [] },
  },
  deviations: [
    {
      ...siteWithoutScheme,
      expect: {
        'http page fetches https API': { sent: ['lax'] },
        'https page links to http': { sent: ['strict'] },
      },
    },
    {
      ...secureOverHttpOnLocalhost,
      where: ['model', 'chromium*'],
      expect: { 'https page links to http': { sent: ['lax'] } },
    },
    {
      ...secureOverHttpOnLocalhost,
      where: 'firefox*',
      expect: {
        'http page fetches https API': { sent: ['lax'] },
        'https page links to http': { sent: ['lax', 'strict'] },
      },
    },
  ],
  rows: 'exchange',
});
