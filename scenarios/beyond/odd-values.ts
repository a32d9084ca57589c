import { api, fetch, pause, scenario, tabIsRefused, visit, writeCookie } from '#lab';

/** What is set, and what of it is to arrive: here the value is what it says. */
const values: Record<string, [set: string, sent: string]> = {
  quotes: ['"a b"', '"a b"'],
  spaces: ['a b', 'a b'],
  padded: ['  a  ', 'a'],
  tab: ['a\tb', 'a\tb'],
  comma: ['a,b', 'a,b'],
  equals: ['a=b=c', 'a=b=c'],
  backslash: ['a\\b', 'a\\b'],
  percent: ['a%3Bb', 'a%3Bb'],
  json: ['{"a":1}', '{"a":1}'],
  // The bytes of `é` in UTF-8, as a header carries them.
  utf8: ['caf\u00c3\u00a9', 'caf\u00c3\u00a9'],
  // One byte that is no UTF-8: `é` in Latin-1.
  latin1: ['caf\u00e9', 'caf\u00e9'],
  semicolon: ['a;b', 'a'],
  'semicolon-in-quotes': ['"a;b"', '"a'],
  empty: ['', ''],
};

const sent = [
  ...Object.entries(values).map(([name, [, sent]]) => `${name}=${sent}`),
  'name-in-spaces=1',
  'case=lower',
  'CASE=upper',
  'caf\u00c3\u00a9=utf8',
  'two words=1',
  'by-script=caf\u00c3\u00a9',
];
const without = (...names: string[]) =>
  sent.filter((pair) => !names.includes(pair.split('=')[0] ?? ''));

export default scenario({
  title: 'A value ends at the first semicolon and comes back as it was set, without outer spaces',
  claims: ['B9'],
  steps: [
    visit(api, {
      answer: {
        setCookie: [
          ...Object.entries(values).map(([name, [set]]) => `${name}=${set}`),
          ' name-in-spaces =1',
          'case=lower',
          'CASE=upper',
          'caf\u00c3\u00a9=utf8',
          'two words=1',
        ],
      },
    }),
    // A script's text goes out as UTF-8.
    writeCookie('by-script=caf\u00e9'),
    pause(100),
    fetch(api, { as: 'next request' }),
  ],
  expect: { 'next request': { sent } },
  deviations: [
    { ...tabIsRefused, expect: { 'next request': { sent: without('tab') } } },
    {
      where: ['firefox*', 'webkit*'],
      because:
        'Firefox and WebKitGTK 2.54 change a value that is not UTF-8. They keep cookies as UTF-8: each byte that is not becomes U+FFFD, the replacement character.',
      see: 'measured only',
      expect: { 'next request': { sent: [...without('latin1'), 'latin1=caf\u00ef\u00bf\u00bd'] } },
    },
    {
      where: 'webkit*',
      because:
        'WebKitGTK cuts a value at its first octet that is not ASCII or is a control character. Before 3.4 libsoup, its cookie library, stops at the first octet that C considers less than a space.',
      see: 'https://gitlab.gnome.org/GNOME/libsoup/-/blob/master/NEWS',
      expect: {
        'next request': {
          sent: [
            ...without('tab', 'utf8', 'latin1', 'caf\u00c3\u00a9', 'by-script'),
            'tab=a',
            'utf8=caf',
            'latin1=caf',
            'by-script=caf',
          ],
        },
      },
    },
  ],
  rows: 'exchange and cookie',
});
