import {
  cookieStore,
  fetch,
  frame,
  noCookieStoreWhereBlocked,
  otherWww,
  scenario,
  visit,
  www,
} from '#lab';

const failing = {
  'in a frame elsewhere': { fails: true },
  'set in the frame': { fails: true },
};
const blocked = {
  'in a frame elsewhere': { cookieStore: [] },
  'set in the frame': { cookieStore: [] },
  'call of the page around': { sent: [] },
};

export default scenario({
  title: 'A cookie that the cookie store sets as partitioned stays with the top-level site',
  claims: ['B14', 'T5'],
  steps: [
    visit(otherWww),
    cookieStore.set(
      { name: 'top', value: '1', sameSite: 'none', partitioned: true },
      'set at the top',
    ),
    visit(www),
    frame(otherWww, [
      cookieStore.getAll('in a frame elsewhere'),
      cookieStore.set(
        { name: 'framed', value: '1', sameSite: 'none', partitioned: true },
        'set in the frame',
      ),
    ]),
    fetch(otherWww, { credentials: 'include', mode: 'no-cors', as: 'call of the page around' }),
    visit(otherWww, { as: 'at its own site' }),
  ],
  expect: {
    'set at the top': { cookieStore: ['top'] },
    'in a frame elsewhere': { cookieStore: [] },
    'set in the frame': { cookieStore: ['framed'] },
    'call of the page around': { sent: ['framed'] },
    'at its own site': { sent: ['top'] },
  },
  under: {
    'first-party-set': {
      'in a frame elsewhere': { cookieStore: ['top'] },
      'set in the frame': { cookieStore: ['top'] },
      'call of the page around': { sent: ['top'] },
    },
    'tracking-prevention': blocked,
  },
  deviations: [
    { ...noCookieStoreWhereBlocked, expect: { ...blocked, ...failing } },
    {
      where: ['firefox:allowed', 'webkit:allowed'],
      because:
        'Where all third-party cookies are allowed the cookie stores of Firefox and WebKitGTK partition none. Firefox’s Set-Cookie does partition there; WebKitGTK does not know the attribute.',
      see: 'measured only',
      expect: {
        'in a frame elsewhere': { cookieStore: ['top'] },
        'set in the frame': { cookieStore: ['top', 'framed'] },
        'call of the page around': { sent: ['top', 'framed'] },
        'at its own site': { sent: ['top', 'framed'] },
      },
    },
  ],
  rows: 'exchange',
});
