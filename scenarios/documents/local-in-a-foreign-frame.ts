import {
  cookieStore,
  fetch,
  frame,
  localFrame,
  noCookieStoreWhereBlocked,
  noCookiesInLocalDocuments,
  otherWww,
  readCookie,
  scenario,
  visit,
  writeCookie,
  www,
} from '#lab';

const nothing = {
  'the frame writes': { documentCookie: [] },
  'the frame’s cookie store': { cookieStore: [] },
  'srcdoc reads': { documentCookie: [] },
  'srcdoc’s cookie store': { cookieStore: [] },
  'srcdoc writes': { documentCookie: [] },
  'srcdoc asks': { sent: [] },
  'about:blank reads': { documentCookie: [] },
};

/** It neither reads nor sets any. */
const keptOut = {
  'srcdoc reads': { documentCookie: [] },
  'srcdoc’s cookie store': { fails: true },
  'srcdoc writes': { documentCookie: [] },
  'about:blank reads': { documentCookie: [] },
};

export default scenario({
  title: 'A document without a URL in a third-party frame has the cookies that the frame has',
  claims: ['B6', 'T5'],
  steps: [
    visit(otherWww, { answer: { setCookie: 'first=1; SameSite=None; Secure' } }),
    visit(www),
    frame(otherWww, [
      writeCookie('own=1; SameSite=None; Secure', { as: 'the frame writes' }),
      cookieStore.getAll('the frame’s cookie store'),
      localFrame('srcdoc', [
        readCookie('srcdoc reads'),
        cookieStore.getAll('srcdoc’s cookie store'),
        writeCookie('local=1; SameSite=None; Secure', { as: 'srcdoc writes' }),
        fetch(otherWww, { as: 'srcdoc asks' }),
      ]),
      localFrame('about:blank', [readCookie('about:blank reads')]),
    ]),
  ],
  expect: {
    'the frame writes': { documentCookie: ['first', 'own'] },
    'the frame’s cookie store': { cookieStore: ['first', 'own'] },
    'srcdoc reads': { documentCookie: ['first', 'own'] },
    'srcdoc’s cookie store': { cookieStore: ['first', 'own'] },
    'srcdoc writes': { documentCookie: ['first', 'own', 'local'] },
    'srcdoc asks': { sent: ['first', 'own', 'local'] },
    'about:blank reads': { documentCookie: ['first', 'own', 'local'] },
  },
  under: {
    partitioned: {
      'the frame writes': { documentCookie: ['own'] },
      'the frame’s cookie store': { cookieStore: ['own'] },
      'srcdoc reads': { documentCookie: ['own'] },
      'srcdoc’s cookie store': { cookieStore: ['own'] },
      'srcdoc writes': { documentCookie: ['own', 'local'] },
      'srcdoc asks': { sent: ['own', 'local'] },
      'about:blank reads': { documentCookie: ['own', 'local'] },
    },
    'first-party-set': {
      'the frame writes': { documentCookie: ['first'] },
      'the frame’s cookie store': { cookieStore: ['first'] },
      'srcdoc reads': { documentCookie: ['first'] },
      'srcdoc’s cookie store': { cookieStore: ['first'] },
      'srcdoc writes': { documentCookie: ['first'] },
      'srcdoc asks': { sent: ['first'] },
      'about:blank reads': { documentCookie: ['first'] },
    },
    blocked: nothing,
    'tracking-prevention': nothing,
  },
  deviations: [
    {
      ...noCookieStoreWhereBlocked,
      expect: {
        'the frame’s cookie store': { fails: true },
        'srcdoc’s cookie store': { fails: true },
      },
    },
    { ...noCookiesInLocalDocuments, where: 'webkit', expect: keptOut },
    {
      ...noCookiesInLocalDocuments,
      where: 'webkit:allowed',
      expect: { ...keptOut, 'srcdoc asks': { sent: ['first', 'own'] } },
    },
  ],
  rows: 'exchange',
});
