import { api, fetch, noSizeLimit, pause, scenario, visit, writeCookie } from '#lab';

/** A text of so many bytes. */
const bytes = (count: number) => 'x'.repeat(count);
/** A cookie `c` whose name and value have so many bytes together. */
const sized = (total: number) => `c=${bytes(total - 1)}`;

/** Set-Cookie by what is measured; each cookie is asked for under a path of its own. */
const set: Record<string, (path: string) => string> = {
  'name and value of 4096 bytes': (path) => `${sized(4096)}; Path=${path}`,
  'name and value of 4097 bytes': (path) => `${sized(4097)}; Path=${path}`,
  'a name of 4096 bytes': (path) => `${bytes(4096)}=; Path=${path}`,
  'a name of 4097 bytes': (path) => `${bytes(4097)}=; Path=${path}`,
  'an unknown attribute of 1024 bytes': (path) => `c=1; Path=${path}; Unknown=${bytes(1024)}`,
  'an unknown attribute of 1025 bytes': (path) => `c=1; Path=${path}; Unknown=${bytes(1025)}`,
  'six attributes of 1000 bytes': (path) =>
    `c=1; Path=${path}${`; Unknown=${bytes(1000)}`.repeat(6)}`,
};
const written = {
  'name and value of 4096 bytes, by script': 4096,
  'name and value of 4097 bytes, by script': 4097,
};
const pathOf = (label: string) => `/${label.replace(/\W+/g, '-')}` as const;

export default scenario({
  title: 'Name and value may have 4096 bytes together, an attribute value 1024',
  claims: ['B8'],
  steps: [
    ...Object.entries(set).map(([label, lineOf]) =>
      visit(api, { answer: { setCookie: lineOf(pathOf(label)) } }),
    ),
    // An attribute whose value is too long is as if it were not there: then Path is the default.
    visit(`${api}/default/path`, {
      answer: {
        setCookie: [`at-1024=1; Path=/${bytes(1023)}`, `at-1025=1; Path=/${bytes(1024)}`],
      },
    }),
    ...Object.entries(written).map(([label, total]) =>
      writeCookie(`${sized(total)}; Path=${pathOf(label)}`),
    ),
    pause(100),
    ...[...Object.keys(set), ...Object.keys(written)].map((label) =>
      fetch(`${api}${pathOf(label)}`, { as: label }),
    ),
    fetch(`${api}/default/other`, { as: 'a Path of 1024 and one of 1025 bytes' }),
  ],
  expect: {
    'name and value of 4096 bytes': { sent: ['c'] },
    'name and value of 4097 bytes': { sent: [] },
    'a name of 4096 bytes': { sent: [bytes(4096)] },
    'a name of 4097 bytes': { sent: [] },
    'an unknown attribute of 1024 bytes': { sent: ['c'] },
    'an unknown attribute of 1025 bytes': { sent: ['c'] },
    'six attributes of 1000 bytes': { sent: ['c'] },
    'a Path of 1024 and one of 1025 bytes': { sent: ['at-1025'] },
    'name and value of 4096 bytes, by script': { sent: ['c'] },
    'name and value of 4097 bytes, by script': { sent: [] },
  },
  deviations: [
    {
      ...noSizeLimit,
      expect: {
        'name and value of 4097 bytes': { sent: ['c'] },
        'a name of 4097 bytes': { sent: [bytes(4097)] },
        'a Path of 1024 and one of 1025 bytes': { sent: [] },
        'name and value of 4097 bytes, by script': { sent: ['c'] },
      },
    },
  ],
  rows: 'exchange',
});
