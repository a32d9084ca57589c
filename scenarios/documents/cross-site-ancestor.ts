import {
  allow,
  api,
  explicitSameSite,
  fetch,
  frame,
  localFrame,
  onlyTheTopCounts,
  otherWww,
  readCookie,
  scenario,
  theFramesParentCounts,
  visit,
  www,
} from '#lab';

const asks = (as: string) =>
  fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as });
const names = ['none', 'lax', 'strict'];
const all = { sent: names };
const none = { sent: ['none'] };
const nothing = {
  'www comes into other, under www': { sent: [] },
  'and reads': { documentCookie: [] },
  'and asks': { sent: [] },
  'www comes into data:, under www': { sent: [] },
};

export default scenario({
  title: 'A cross-site frame between makes a page cross-site to its own top-level page',
  claims: ['B6'],
  steps: [
    visit(www, {
      answer: {
        setCookie: explicitSameSite.map((line) => `${line}; Domain=example.test`),
      },
    }),
    frame(otherWww, [
      frame(www, [readCookie('and reads'), asks('and asks')], {
        as: 'www comes into other, under www',
      }),
    ]),
    localFrame('data:', [frame(www, [], { as: 'www comes into data:, under www' })]),
    localFrame('srcdoc', [frame(www, [], { as: 'www comes into srcdoc, under www' })]),
  ],
  expect: {
    'www comes into other, under www': none,
    'and reads': { documentCookie: ['none'] },
    'and asks': none,
    'www comes into data:, under www': none,
    'www comes into srcdoc, under www': all,
  },
  under: { blocked: nothing, partitioned: nothing, 'tracking-prevention': nothing },
  deviations: [
    {
      ...onlyTheTopCounts,
      expect: {
        'www comes into other, under www': all,
        'and reads': { documentCookie: names },
        'and asks': all,
        'www comes into data:, under www': all,
      },
    },
    {
      ...theFramesParentCounts,
      expect: {
        'www comes into other, under www': none,
        'and reads': { documentCookie: ['none'] },
        'www comes into data:, under www': none,
      },
    },
  ],
  rows: 'exchange',
});
