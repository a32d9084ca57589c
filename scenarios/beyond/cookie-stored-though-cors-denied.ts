import {
  allow,
  allowWithoutCredentials,
  api,
  app,
  fetch,
  scenario,
  star,
  unlistedSuffix,
  visit,
  www,
} from '#lab';

/** Answers that the script may not read, or that come before the one that it reads. */
const stored = {
  'no-cors-header': {},
  star: { cors: star() },
  'another-origin': { cors: allow(app) },
  'no-allow-credentials': { cors: allowWithoutCredentials(www) },
  'status-500': { cors: allow(www), status: 500 },
};
const names = Object.keys(stored);

export default scenario({
  title: 'A cookie is stored though CORS denied the script its answer; one on a preflight never is',
  claims: ['B2', 'C7', 'F1', 'F10'],
  steps: [
    visit(www),
    ...Object.entries(stored).map(([name, answer]) =>
      fetch(api, { credentials: 'include', answer: { ...answer, setCookie: `${name}=1` } }),
    ),
    fetch(api, {
      method: 'PUT',
      credentials: 'include',
      answer: { cors: allow(www), preflight: { setCookie: 'on-preflight=1' } },
    }),
    fetch(api, {
      method: 'PUT',
      credentials: 'include',
      answer: { cors: allow(www), preflight: { status: 401, setCookie: 'on-refused-preflight=1' } },
    }),
    fetch(api, { answer: { cors: allow(www), setCookie: 'without-credentials=1' } }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: names } },
  deviations: [{ ...unlistedSuffix, expect: { 'next call': { sent: [] } } }],
  rows: 'exchange and cookie',
});
