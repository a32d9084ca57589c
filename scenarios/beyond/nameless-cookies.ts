import { api, fetch, scenario, visit } from '#lab';

/** Each is asked for under a path of its own. */
const set = {
  value: 'no equals sign',
  '=value': 'empty name',
  '=a=b': 'empty name, value with an equals sign',
  '': 'nothing',
  '=': 'an equals sign alone',
};
const pathOf = (about: string) => `/${about.replace(/\W+/g, '-')}` as const;

export default scenario({
  title: 'A cookie may have no name, but not neither name nor value',
  claims: ['B9'],
  steps: [
    visit(api, {
      answer: {
        setCookie: Object.entries(set).map(([pair, about]) => `${pair}; Path=${pathOf(about)}`),
      },
    }),
    ...Object.values(set).map((about) => fetch(`${api}${pathOf(about)}`, { as: about })),
  ],
  expect: {
    'no equals sign': { sent: ['=value'] },
    'empty name': { sent: ['=value'] },
    // On the wire it cannot be told from a cookie named `a`.
    'empty name, value with an equals sign': { sent: ['a=b'] },
    nothing: { sent: [] },
    'an equals sign alone': { sent: [] },
  },
  deviations: [
    {
      where: ['chromium*', 'firefox*'],
      because:
        'Chromium and Firefox refuse a nameless cookie with an equals sign in its value. A server would read it as a cookie of another name; the Cookie Store standard has the same rule for its own cookies.',
      see: 'https://github.com/httpwg/http-extensions/issues/1210',
      expect: { 'empty name, value with an equals sign': { sent: [] } },
    },
    {
      where: 'firefox*',
      because:
        'Firefox stores no cookie without a name. It reads text without an equals sign as a name with an empty value, and rejects an empty name.',
      see: 'measured only',
      expect: { 'no equals sign': { sent: ['value'] }, 'empty name': { sent: [] } },
    },
  ],
  rows: 'exchange',
});
