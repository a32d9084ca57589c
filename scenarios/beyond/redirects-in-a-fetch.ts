import { allow, api, app, fetch, redirect, scenario, unlistedSuffix, visit, www } from '#lab';

const call = { credentials: 'include' } as const;

export default scenario({
  title:
    'A redirected fetch carries each hop’s cookies and stores theirs; from origin to origin it ends with Origin: null',
  claims: ['B4'],
  steps: [
    visit(app, { answer: { setCookie: 'of-app=1; SameSite=Lax' } }),
    visit(api, { answer: { setCookie: 'of-api=1; SameSite=Lax' } }),
    visit(www),
    fetch(www, {
      ...call,
      answer: { redirect: redirect(api, { answer: { cors: allow(www) }, as: 'own origin → api' }) },
      as: 'own origin, then api',
    }),
    fetch(api, {
      ...call,
      answer: {
        cors: allow(www),
        redirect: redirect(app, { answer: { cors: allow(www) }, as: 'api → app' }),
      },
      as: 'api, then app, which allows the page',
    }),
    fetch(api, {
      ...call,
      answer: {
        cors: allow(www),
        redirect: redirect(app, { answer: { cors: allow('null') }, as: 'api → app, null' }),
      },
      as: 'api, then app, which allows null',
    }),
    fetch(api, {
      ...call,
      answer: { cors: allow(www), redirect: redirect(www, { as: 'api → own origin' }) },
      as: 'api, then own origin without CORS',
    }),
    fetch(api, {
      ...call,
      answer: { redirect: redirect(app, { answer: { cors: allow('null') }, as: 'never' }) },
      as: 'a redirect without CORS',
    }),
    fetch(api, {
      ...call,
      answer: {
        setCookie: 'on-redirect=1; Path=/next',
        cors: allow(www),
        redirect: redirect(`${api}/next`, { answer: { cors: allow(www) }, as: 'next hop' }),
      },
      as: 'Set-Cookie on the redirect',
    }),
  ],
  expect: {
    'own origin → api': { requestHeader: { origin: 'own' }, sent: ['of-api'] },
    'own origin, then api': { readable: true },
    'api → app': { requestHeader: { origin: 'null' }, sent: ['of-app'] },
    'api, then app, which allows the page': { readable: false },
    'api → app, null': { requestHeader: { origin: 'null' }, sent: ['of-app'] },
    'api, then app, which allows null': { readable: true },
    'api → own origin': { requestHeader: { origin: 'null' }, sent: [] },
    'api, then own origin without CORS': { readable: false },
    never: { arrived: false },
    'a redirect without CORS': { arrived: true, sent: ['of-api'], readable: false },
    'next hop': { requestHeader: { origin: 'own' }, sent: ['of-api', 'on-redirect'] },
  },
  deviations: [{ ...unlistedSuffix, expect: { 'next hop': { sent: ['of-api'] } } }],
  rows: 'exchange',
});
