import {
  api,
  controlCharactersCut,
  fetch,
  pause,
  scenario,
  tabIsRefused,
  visit,
  writeCookie,
} from '#lab';

/** No HTTP header can carry most of these, but a script can write them. */
const characters = {
  NUL: '\0',
  SOH: '\x01',
  BS: '\b',
  TAB: '\t',
  LF: '\n',
  VT: '\v',
  FF: '\f',
  CR: '\r',
  US: '\x1f',
  DEL: '\x7f',
};
/** Each cookie is asked for under a path of its own: some cannot even be sent. */
const inValue = Object.entries(characters).map(([name, character]) => ({
  name,
  as: name,
  path: `/${name}` as const,
  line: `${name}=a${character}b; Path=/${name}`,
}));
const inAttribute = Object.entries(characters).map(([name, character]) => ({
  name: `attribute-${name}`,
  as: `${name} in an attribute`,
  path: `/attribute/${name}` as const,
  line: `attribute-${name}=1; Path=/attribute/${name}; Unknown=a${character}b`,
}));
const cookies = [...inValue, ...inAttribute];

const expect = (
  of: readonly { as: string; name: string }[],
  sent: (name: string) => readonly string[],
) => Object.fromEntries(of.map(({ as, name }) => [as, { about: name, sent: sent(name) }]));

export default scenario({
  title: 'Of the control characters only TAB may stand in a cookie; with any other it is refused',
  claims: ['B9'],
  steps: [
    visit(api),
    ...cookies.map(({ line }) => writeCookie(line)),
    pause(100),
    ...cookies.map(({ as, path }) => fetch(`${api}${path}`, { as })),
  ],
  expect: {
    ...expect(cookies, () => []),
    TAB: { about: 'TAB', sent: ['TAB=a\tb'] },
    'TAB in an attribute': { about: 'attribute-TAB', sent: ['attribute-TAB=1'] },
  },
  deviations: [
    {
      ...tabIsRefused,
      expect: {
        TAB: { about: 'TAB', sent: [] },
        'TAB in an attribute': { about: 'attribute-TAB', sent: [] },
      },
    },
    {
      ...controlCharactersCut,
      expect: {
        ...expect(inValue, (name) => [`${name}=a`]),
        // DEL stays in the value: the request with it breaks HTTP, and never comes.
        DEL: { arrived: false },
        ...expect(inAttribute, (name) => [`${name}=1`]),
      },
    },
  ],
  rows: 'exchange',
});
