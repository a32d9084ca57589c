import {
  allow,
  api,
  explicitSameSite,
  fetch,
  localFrame,
  onlyTheTopCounts,
  readCookie,
  scenario,
  visit,
  www,
} from '#lab';

const asks = (as: string) =>
  fetch(api, { credentials: 'include', answer: { cors: allow(www, 'null') }, as });
const all = ['none', 'lax', 'strict'];
const nothing = { 'data: asks': { sent: [] } };

export default scenario({
  title: 'A frame of srcdoc or about:blank has its parent’s cookies, one of data: is cross-site',
  claims: ['B6'],
  steps: [
    visit(www, {
      answer: {
        setCookie: explicitSameSite.map((line) => `${line}; Domain=example.test`),
      },
    }),
    localFrame('srcdoc', [readCookie('srcdoc reads'), asks('srcdoc asks')]),
    localFrame('about:blank', [readCookie('about:blank reads'), asks('about:blank asks')]),
    localFrame('data:', [asks('data: asks')]),
  ],
  expect: {
    'srcdoc reads': { documentCookie: all },
    'srcdoc asks': { sent: all, readable: true },
    'about:blank reads': { documentCookie: all },
    'about:blank asks': { sent: all, readable: true },
    'data: asks': { sent: ['none'], readable: true },
  },
  under: { blocked: nothing, partitioned: nothing, 'tracking-prevention': nothing },
  deviations: [{ ...onlyTheTopCounts, expect: { 'data: asks': { sent: ['none'] } } }],
  rows: 'exchange',
});
