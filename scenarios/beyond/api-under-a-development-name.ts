import {
  allow,
  api,
  fetch,
  readCookie,
  scenario,
  unlistedSuffix,
  visit,
  writeCookie,
  www,
} from '#lab';

export default scenario({
  title: 'A same-site API works alike under .test, .localhost and a listed suffix',
  claims: ['B11'],
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: {
        setCookie: ['of-api=1; Path=/; SameSite=Lax', 'of-site=1; Domain=example.test; Path=/'],
        cors: allow(www),
      },
    }),
    writeCookie('by-page=1; Domain=example.test; Path=/', { as: 'www reads' }),
    readCookie('www reads again'),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'api receives' }),
  ],
  expect: {
    'www reads again': { documentCookie: ['of-site', 'by-page'] },
    'api receives': { sent: ['of-api', 'of-site', 'by-page'], readable: true },
  },
  deviations: [
    {
      ...unlistedSuffix,
      expect: {
        'api receives': { sent: ['of-site', 'by-page'] },
      },
    },
  ],
  rows: 'exchange',
});
