import { api, fetch, noPrefixes, scenario, visit } from '#lab';

const prefixes = ['__Secure-', '__Host-', '__Http-', '__Host-Http-', '__HoSt-'];
const pathOf = (prefix: string) => `/${prefix.replace(/_/g, '')}` as const;

export default scenario({
  title: 'A cookie without a name cannot pose as one with a prefix',
  claims: ['B7', 'B9'],
  steps: [
    visit(api, {
      answer: {
        // To the server `=__Host-sid=1` would look like a cookie named `__Host-sid`.
        setCookie: prefixes.map((prefix) => `=${prefix}sid=1; Path=${pathOf(prefix)}`),
      },
    }),
    ...prefixes.map((prefix) => fetch(`${api}${pathOf(prefix)}`, { as: prefix })),
  ],
  expect: Object.fromEntries(prefixes.map((prefix) => [prefix, { sent: [] }])),
  deviations: [
    {
      ...noPrefixes,
      expect: Object.fromEntries(prefixes.map((prefix) => [prefix, { sent: [`${prefix}sid`] }])),
    },
  ],
  rows: 'exchange',
});
