import { allow, api, fetch, noHttpCache, scenario, star, visit, www } from '#lab';

const headers = [['Cache-Control', 'max-age=60']] as const;
const include = { credentials: 'include' } as const;

export default scenario({
  title:
    'The HTTP cache knows no credentials: what came with them is served without, and the reverse',
  claims: ['B18'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(api, { ...include, answer: { cors: allow(www), headers }, as: 'with credentials' }),
    fetch(api, { again: 'with credentials', as: 'then without' }),
    fetch(api, { answer: { cors: star(), headers }, as: 'without credentials' }),
    fetch(api, { ...include, again: 'without credentials', as: 'then with' }),
    fetch(api, { ...include, answer: { cors: allow(www), headers }, as: 'with, first' }),
    fetch(api, { ...include, again: 'with, first', as: 'with, again' }),
    fetch(api, {
      ...include,
      answer: { cors: allow(www), headers: [...headers, ['Vary', 'Cookie']] },
      as: 'with, Vary: Cookie',
    }),
    fetch(api, { again: 'with, Vary: Cookie', as: 'then without, Vary: Cookie' }),
  ],
  expect: {
    'with credentials': { arrived: true, sent: ['sid'], readable: true },
    'then without': { arrived: false, readable: true },
    'without credentials': { arrived: true, sent: [], readable: true },
    // The star that it was answered with does not do for credentials.
    'then with': { arrived: false, readable: false },
    'with, first': { arrived: true, sent: ['sid'], readable: true },
    'with, again': { arrived: false, readable: true },
    'with, Vary: Cookie': { arrived: true, sent: ['sid'], readable: true },
    'then without, Vary: Cookie': { arrived: true, sent: [], readable: true },
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'Firefox makes credentials part of the cache key. A response to a request without credentials is stored separately, and neither is used for the other.',
      see: 'https://searchfox.org/mozilla-central/source/netwerk/cache2/CacheFileUtils.cpp',
      expect: { 'then without': { arrived: true }, 'then with': { arrived: true } },
    },
    {
      ...noHttpCache,
      expect: {
        'then without': { arrived: true },
        'then with': { arrived: true },
        'with, again': { arrived: true },
      },
    },
  ],
  rows: 'exchange',
});
