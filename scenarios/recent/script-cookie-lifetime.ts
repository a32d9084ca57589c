import { noCapOnScripts, scenario, visit, writeCookie, www } from '#lab';

const days = 30;
const month = days * 24 * 60 * 60;
const attributes = `Path=/; Secure; Max-Age=${month}`;

export default scenario({
  title: 'With tracking prevention a cookie that a script renews lives for seven days at most',
  claims: ['N3'],
  steps: [
    visit(www, {
      answer: {
        setCookie: ['server', 'script'].map((name) => `${name}=1; ${attributes}`),
      },
      as: 'set',
    }),
    writeCookie(`script=1; ${attributes}`),
  ],
  expect: { set: { lifetime: { server: days, script: days } } },
  under: {
    'tracking-prevention': { set: { lifetime: { server: days, script: 7 } } },
  },
  deviations: [
    {
      ...noCapOnScripts,
      expect: { set: { lifetime: { server: days, script: days } } },
    },
  ],
});
