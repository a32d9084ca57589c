import {
  blocksPartitionedToo,
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
  'at its own site': { sent: [] },
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
    visit(otherWww, { as: 'at its own site' }),
  ],
  expect: {
    'the events': { cookieChanges: { changed: ['none', 'part'], deleted: [] } },
    'next call': { sent: ['none', 'part'] },
    'at its own site': { sent: ['none'] },
  },
  under: {
    partitioned: { 'at its own site': { sent: [] } },
    blocked: {
      'the events': { cookieChanges: { changed: ['part'], deleted: [] } },
      'next call': { sent: ['part'] },
      'at its own site': { sent: [] },
    },
    'first-party-set': nothing,
    'tracking-prevention': nothing,
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'Firefox fires no change events for cookies in a partitioned jar. As shipped, a third-party frame has no other; it still sets the cookies.',
      see: 'measured only',
      expect: { 'the events': { cookieChanges: { changed: [], deleted: [] } } },
    },
    { ...blocksPartitionedToo, expect: { 'next call': { sent: [] } } },
    {
      where: 'firefox:allowed',
      because:
        'Firefox’s cookie store does not partition cookies where all third-party cookies are allowed. It sets a cookie that is sent under every site; Set-Cookie does partition there.',
      see: 'measured only',
      expect: { 'at its own site': { sent: ['none', 'part'] } },
    },
    {
      where: 'webkit:allowed',
      because:
        'WebKitGTK’s cookie store lets a third-party frame set a Strict cookie, and does not partition. SameSite is checked when the cookie is sent, and Partitioned is not supported.',
      see: 'measured only',
      expect: {
        'the events': { cookieChanges: { changed: ['strict', 'none', 'part'], deleted: [] } },
        'at its own site': { sent: ['strict', 'none', 'part'] },
      },
    },
  ],
  rows: 'exchange',
});
