import { cookieStore, noCapOnScripts, scenario, visit, writeCookie, www } from '#lab';

const days = 30;
const month = days * 24 * 60 * 60;
const attributes = `Path=/; Secure; Max-Age=${month}`;

export default scenario({
  title: 'With tracking prevention a cookie that a script renews lives for seven days at most',
  claims: ['N3'],
  steps: [
    visit(www, {
      answer: {
        setCookie: ['server', 'document', 'store'].map((name) => `${name}=1; ${attributes}`),
      },
      as: 'set',
    }),
    writeCookie(`document=1; ${attributes}`),
    cookieStore.set({ name: 'store', value: '1', expires: Date.now() + month * 1000 }),
  ],
  expect: { set: { lifetime: { server: days, document: days, store: days } } },
  under: {
    'tracking-prevention': { set: { lifetime: { server: days, document: 7, store: 7 } } },
  },
  deviations: [
    {
      ...noCapOnScripts,
      expect: { set: { lifetime: { server: days, document: days, store: days } } },
    },
  ],
});
