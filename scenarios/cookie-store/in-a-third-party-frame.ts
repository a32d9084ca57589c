import {
  cookieChanges,
  cookieStore,
  fetch,
  frame,
  otherWww,
  scenario,
  visit,
  watchCookieStore,
  www,
} from '#lab';

const nothing = {
  'the events': { cookieChanges: { changed: [], deleted: [] } },
  'next call': { sent: [] },
};

export default scenario({
  title: 'In a third-party frame the cookie store sets what the policy and SameSite let it',
  claims: ['B14', 'T5'],
  steps: [
    visit(www),
    frame(otherWww, [
      watchCookieStore(),
      // Without sameSite it means Strict.
      cookieStore.set({ name: 'strict', value: '1' }),
      cookieStore.set({ name: 'none', value: '1', sameSite: 'none' }),
      cookieStore.set({ name: 'part', value: '1', sameSite: 'none', partitioned: true }),
      cookieChanges('the events'),
      fetch(otherWww, { as: 'next call' }),
    ]),
  ],
  expect: {
    'the events': { cookieChanges: { changed: ['none', 'part'], deleted: [] } },
    'next call': { sent: ['none', 'part'] },
  },
  under: {
    blocked: {
      'the events': { cookieChanges: { changed: ['part'], deleted: [] } },
      'next call': { sent: ['part'] },
    },
    'first-party-set': nothing,
    'tracking-prevention': nothing,
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'Firefox raises no change events in a third-party frame. It sets the cookies all the same.',
      see: 'measured only',
      expect: { 'the events': { cookieChanges: { changed: [], deleted: [] } } },
    },
  ],
  rows: 'exchange',
});
