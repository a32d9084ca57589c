import {
  allow,
  api,
  fetch,
  image,
  noCredentiallessPolicy,
  otherApi,
  scenario,
  script,
  visit,
  www,
} from '#lab';

const saying = (name: string, value: string) => ({ headers: [[name, value]] }) as const;
const corp = (value: string) => saying('Cross-Origin-Resource-Policy', value);
const page = (value: string) =>
  visit(www, { answer: saying('Cross-Origin-Embedder-Policy', value) });
const cors = allow(www);
const call = { credentials: 'include' } as const;
const byCors = { crossorigin: 'use-credentials', answer: { cors } } as const;
const noCors = { ...call, mode: 'no-cors' } as const;

const setCookie = 'sid=1; Path=/; SameSite=None; Secure';
const sent = { sent: ['sid'] };
const none = { sent: [] };
const thirdParty = {
  'img, CORP same-origin': none,
  'script, CORP same-site': none,
  'no-cors fetch, CORP same-origin': none,
  'fetch by CORS, CORP same-origin': none,
  'require-corp: img without CORP': none,
  'require-corp: img by CORS': none,
  'credentialless: img by CORS': none,
  'credentialless: fetch by CORS': none,
};

export default scenario({
  title:
    'CORP keeps the answer from the page, not the cookie from the request; credentialless does',
  claims: ['N4'],
  steps: [
    visit(otherApi, { answer: { setCookie } }),
    visit(api, { answer: { setCookie } }),
    visit(www),
    image(otherApi, { answer: corp('same-origin'), as: 'img, CORP same-origin' }),
    script(otherApi, { answer: corp('same-site'), as: 'script, CORP same-site' }),
    fetch(otherApi, {
      ...noCors,
      answer: corp('same-origin'),
      as: 'no-cors fetch, CORP same-origin',
    }),
    fetch(otherApi, {
      ...call,
      answer: { ...corp('same-origin'), cors },
      as: 'fetch by CORS, CORP same-origin',
    }),
    page('require-corp'),
    image(otherApi, { as: 'require-corp: img without CORP' }),
    image(otherApi, { ...byCors, as: 'require-corp: img by CORS' }),
    page('credentialless'),
    image(otherApi, { as: 'credentialless: img' }),
    image(api, { as: 'credentialless: img of a sibling' }),
    fetch(otherApi, { ...noCors, as: 'credentialless: no-cors fetch' }),
    image(otherApi, { ...byCors, as: 'credentialless: img by CORS' }),
    fetch(otherApi, { ...call, answer: { cors }, as: 'credentialless: fetch by CORS' }),
  ],
  expect: {
    'img, CORP same-origin': sent,
    'script, CORP same-site': sent,
    'no-cors fetch, CORP same-origin': { ...sent, readable: false },
    'fetch by CORS, CORP same-origin': { ...sent, readable: true },
    'require-corp: img without CORP': sent,
    'require-corp: img by CORS': sent,
    'credentialless: img': none,
    'credentialless: img of a sibling': none,
    'credentialless: no-cors fetch': { ...none, readable: false },
    'credentialless: img by CORS': sent,
    'credentialless: fetch by CORS': { ...sent, readable: true },
  },
  under: { blocked: thirdParty, partitioned: thirdParty, 'tracking-prevention': thirdParty },
  deviations: [
    {
      ...noCredentiallessPolicy,
      expect: {
        'credentialless: img': sent,
        'credentialless: img of a sibling': sent,
        'credentialless: no-cors fetch': sent,
      },
    },
  ],
  rows: 'exchange',
});
