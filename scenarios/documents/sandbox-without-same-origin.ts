import {
  allow,
  cookieStore,
  explicitSameSite,
  fetch,
  frame,
  localFrame,
  onlyTheTopCounts,
  readCookie,
  sandboxedByItsUrl,
  scenario,
  visit,
  www,
} from '#lab';

const asks = (as: string) =>
  fetch(www, { credentials: 'include', answer: { cors: allow('null') }, as });
const all = { sent: ['none', 'lax', 'strict'] };
const none = { sent: ['none'] };
const nothing = { 'a sandboxed page asks': { sent: [] }, 'a sandboxed srcdoc asks': { sent: [] } };

export default scenario({
  title: 'A sandbox without allow-same-origin makes a page cross-site to its own host',
  claims: ['B6'],
  steps: [
    visit(www, {
      answer: {
        setCookie: explicitSameSite,
      },
    }),
    frame(www, [asks('a sandboxed page asks')], {
      sandbox: 'allow-scripts',
      as: 'the page comes into the sandbox',
    }),
    localFrame('srcdoc', [asks('a sandboxed srcdoc asks')], { sandbox: 'allow-scripts' }),
    frame(www, [readCookie('with allow-same-origin it reads'), cookieStore.getAll()], {
      sandbox: 'allow-scripts allow-same-origin',
    }),
  ],
  expect: {
    'the page comes into the sandbox': all,
    'a sandboxed page asks': none,
    'a sandboxed srcdoc asks': none,
    'with allow-same-origin it reads': { documentCookie: ['none', 'lax', 'strict'] },
  },
  under: { blocked: nothing, partitioned: nothing, 'tracking-prevention': nothing },
  deviations: [
    {
      ...onlyTheTopCounts,
      expect: { 'a sandboxed page asks': all, 'a sandboxed srcdoc asks': all },
    },
    {
      ...sandboxedByItsUrl,
      expect: { 'a sandboxed page asks': all, 'a sandboxed srcdoc asks': all },
    },
  ],
  rows: 'exchange',
});
