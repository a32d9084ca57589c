import { back, evil, link, scenario, visit, www } from '#lab';

const noStore = [['Cache-Control', 'no-store']] as const;

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
  ],
  expect: {
    'no-store, reached from the address bar': { sent: ['strict', 'lax'] },
    'no-store, reached from another site': { sent: ['lax'] },
    'the same by history.back()': { sent: ['lax'] },
    'a page that may be kept': { arrived: false },
  },
  deviations: [
    {
      where: 'webkit*',
      because:
        'WebKit takes going back from another site for cross-site. It judges the way back by the page that is left.',
      see: 'measured only',
      expect: { 'no-store, reached from the address bar': { sent: ['lax'] } },
    },
  ],
  rows: 'exchange',
});
