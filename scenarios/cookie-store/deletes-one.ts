import { cookieStore, fetch, scenario, visit, www } from '#lab';

const shown = (...cookies: string[]) => ({ cookieStore: cookies });

export default scenario({
  title: 'The cookie store deletes the cookie of a name, domain, path and partition, and no other',
  claims: ['B14'],
  steps: [
    visit(`${www}/account`, {
      answer: {
        setCookie: [
          'a=domain; Path=/; Secure; Domain=example.test',
          'a=host; Path=/; Secure',
          'b=path; Path=/account; Secure',
          'c=partitioned; Path=/; Secure; Partitioned',
        ],
      },
    }),
    cookieStore.delete({ name: 'a' }, 'delete of two domains'),
    cookieStore.delete({ name: 'b' }, 'delete without the path'),
    cookieStore.delete({ name: 'c', partitioned: true }, 'delete with partitioned'),
    fetch(www, { as: 'next call' }),
  ],
  expect: {
    'delete of two domains': shown('b=path', 'a=domain', 'c'),
    'delete without the path': shown('b=path', 'a=domain', 'c'),
    'delete with partitioned': shown('b=path', 'a=domain'),
    'next call': { sent: ['a=domain'] },
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'In Firefox cookieStore.delete() deletes the first cookie of a name and path, whatever its Domain. In a top-level page it finds no partitioned cookie.',
      see: 'https://searchfox.org/firefox-main/source/dom/cookiestore/CookieStoreParent.cpp',
      expect: {
        'delete of two domains': shown('a=host', 'b=path', 'c'),
        'delete without the path': shown('a=host', 'b=path', 'c'),
        'delete with partitioned': shown('a=host', 'b=path', 'c'),
        'next call': { sent: ['a=host', 'c'] },
      },
    },
  ],
  rows: 'exchange',
});
