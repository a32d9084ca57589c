import {
  allow,
  api,
  fetch,
  http,
  image,
  link,
  loopbackIsMixedContent,
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
    fetch(plainApi, {
      credentials: 'include',
      answer: { cors: allow(www) },
      as: 'https page fetches http API',
    }),
    image(plainApi, { as: 'https page has an http image' }),
    link(plainApi, { as: 'https page links to http' }),
  ],
  expect: {
    'http page fetches https API': { sent: [], readable: true },
    // Mixed content: blocked, or upgraded to https where it is an image.
    'https page fetches http API': { arrived: false, readable: false },
    'https page has an http image': { sent: ['lax', 'strict'] },
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
      expect: {
        'https page fetches http API': { arrived: true, sent: [], readable: true },
        'https page has an http image': { sent: [] },
        'https page links to http': { sent: ['lax'] },
      },
    },
    {
      ...secureOverHttpOnLocalhost,
      where: 'firefox*',
      expect: {
        'http page fetches https API': { sent: ['lax'] },
        'https page fetches http API': { arrived: true, sent: ['lax', 'strict'], readable: true },
        'https page links to http': { sent: ['lax', 'strict'] },
      },
    },
    {
      ...loopbackIsMixedContent,
      topology: ['localhost'],
      expect: { 'https page has an http image': { sent: ['strict'] } },
    },
  ],
  rows: 'exchange',
});
