import { back, evil, link, scenario, visit, www } from '#lab';

const noStore = [['Cache-Control', 'no-store']] as const;
const session = 'session=1; Secure; HttpOnly; SameSite=Strict';
const unasked = { arrived: false } as const;

export default scenario({
  title: 'Going back asks only for what may not be kept, and as cross-site as it was',
  claims: ['B15'],
  steps: [
    visit(www, {
      answer: {
        setCookie: ['strict=1; Secure; SameSite=Strict', 'lax=1; Secure; SameSite=Lax'],
        headers: noStore,
      },
    }),
    link(evil),
    back({ as: 'no-store, reached from the address bar' }),
    visit(evil),
    link(www, { answer: { headers: noStore } }),
    link(evil),
    back({ as: 'no-store, reached from another site' }),
    visit(evil),
    link(www, { answer: { headers: noStore } }),
    link(evil),
    back({ by: 'script', as: 'the same by history.back()' }),
    visit(evil),
    link(www),
    link(evil),
    back({ as: 'a page that may be kept' }),
    visit(www, { answer: { headers: noStore } }),
    link(`${www}/logout`),
    back({ as: 'no-store, from a page of the same site' }),
    visit(www, { answer: { setCookie: session, headers: noStore } }),
    link(`${www}/logout`, { answer: { setCookie: 'session=; Max-Age=0; Secure; HttpOnly' } }),
    back({ as: 'no-store, after an HttpOnly cookie was cleared' }),
    visit(www, { answer: { headers: noStore } }),
    link(`${www}/logout`, { answer: { setCookie: 'lax=; Max-Age=0; Secure' } }),
    back({ as: 'no-store, after a cookie that script can read was cleared' }),
  ],
  expect: {
    'no-store, reached from the address bar': { sent: ['strict', 'lax'] },
    'no-store, reached from another site': { sent: ['lax'] },
    'the same by history.back()': { sent: ['lax'] },
    'a page that may be kept': unasked,
    'no-store, from a page of the same site': { sent: ['strict', 'lax'] },
    'no-store, after an HttpOnly cookie was cleared': { sent: ['strict', 'lax'] },
    'no-store, after a cookie that script can read was cleared': { sent: ['strict', 'session'] },
  },
  deviations: [
    {
      where: 'chromium*',
      because:
        'Chromium keeps no-store pages in the back/forward cache, too, and makes no request. It drops such a page when a cookie of the site changes.',
      see: 'https://developer.chrome.com/docs/web-platform/bfcache-ccns',
      expect: {
        'no-store, reached from the address bar': unasked,
        'no-store, reached from another site': unasked,
        'the same by history.back()': unasked,
        'no-store, from a page of the same site': unasked,
      },
    },
    {
      where: 'webkit*',
      because:
        'WebKit treats going back from another site as cross-site. The page that is left counts as the initiator.',
      see: 'measured only',
      expect: { 'no-store, reached from the address bar': { sent: ['lax'] } },
    },
  ],
  rows: 'exchange',
});
