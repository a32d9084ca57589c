import { api, fetch, noPartitionedCookies, noPrefixes, scenario, visit } from '#lab';

const gone = 'Max-Age=0';
/** What is set, and what is to delete it. */
const deletions = {
  'by-the-same': ['; Path=/; Secure; HttpOnly', `; Path=/; Secure; HttpOnly; ${gone}`],
  'without-http-only': ['; HttpOnly', `; ${gone}`],
  'without-secure': ['; Secure', `; ${gone}`],
  'other-same-site': ['; Secure; SameSite=Strict', `; Secure; SameSite=None; ${gone}`],
  'other-path': ['; Path=/dir', `; Path=/; ${gone}`],
  'longer-path': ['; Path=/', `; Path=/dir; ${gone}`],
  'without-domain': ['; Domain=example.test', `; ${gone}`],
  'with-domain': ['', `; Domain=api.example.test; ${gone}`],
  'parent-domain': ['', `; Domain=example.test; ${gone}`],
  'without-partitioned': ['; Secure; Partitioned', `; Secure; ${gone}`],
  'with-partitioned': ['; Secure', `; Secure; Partitioned; ${gone}`],
  '__Secure-without-secure': ['; Secure', `; ${gone}`],
  '__Host-without-secure': ['; Secure; Path=/', `; Path=/; ${gone}`],
  '__Host-with-domain': ['; Secure; Path=/', `; Secure; Path=/; Domain=api.example.test; ${gone}`],
} satisfies Record<string, [set: string, deletion: string]>;

const names = Object.keys(deletions);
const cleared = ['by-the-same', 'without-http-only', 'without-secure', 'other-same-site'];
const kept = names.filter((name) => !cleared.includes(name));

export default scenario({
  title:
    'A logout deletes a cookie only if it names its Domain, Path and Partitioned, and keeps its prefix',
  claims: ['B13', 'B7'],
  steps: [
    visit(`${api}/dir/page`, {
      answer: {
        setCookie: Object.entries(deletions).map(([name, [attributes]]) =>
          attributes.includes('Path=')
            ? `${name}=1${attributes}`
            : `${name}=1; Path=/${attributes}`,
        ),
      },
    }),
    fetch(`${api}/dir/logout`, {
      answer: {
        setCookie: Object.entries(deletions).map(([name, [, deletion]]) =>
          deletion.includes('Path=') ? `${name}=${deletion}` : `${name}=; Path=/${deletion}`,
        ),
      },
    }),
    fetch(`${api}/dir/page`, { as: 'after the logout' }),
  ],
  expect: { 'after the logout': { sent: kept } },
  deviations: [
    {
      ...noPrefixes,
      expect: {
        'after the logout': {
          sent: kept.filter((name) => !/^__(Secure|Host)-without/.test(name)),
        },
      },
    },
    {
      ...noPartitionedCookies,
      expect: {
        'after the logout': { sent: kept.filter((name) => !/^with(out)?-partitioned$/.test(name)) },
      },
    },
  ],
  rows: 'exchange and cookie',
});
