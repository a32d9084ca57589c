import { expect, test } from '@playwright/test';
import { suppose } from '../../../lab/import/index.ts';
import { type EntryOptions, entry, imported, opened, scripted } from '../entries.ts';

const app = 'https://app.shop.example';
const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const page = entry('app.shop.example/', {
  request: { ...opened, 'user-agent': agent },
  response: { 'set-cookie': 'a=1' },
});
const api = 'GET https://api.shop.example/me';

/** What a page asks of an API of its site, as DevTools shows it. */
async function asked({ request = {}, ...options }: EntryOptions, site = 'same-site') {
  const all = await imported('devtools', [
    page,
    entry('api.shop.example/me', {
      request: { ...scripted(app, site), ...request },
      more: { _resourceType: 'fetch' },
      ...options,
    }),
  ]);
  const { credentials, assumed } = all.exchange(api);
  const values = all.open.flatMap((one) => (one.field === 'credentials' ? [one.values] : []));
  return { ...all, known: assumed?.includes('credentials') ? null : credentials, values };
}

const failed = { responseMore: { _error: 'net::ERR_FAILED' } };
const named = { 'access-control-allow-origin': app };

test('The absence of a cookie does not tell whether credentials were included', async () => {
  const { known, values } = await asked({ response: named, ...failed, status: 401 });
  expect(known).toBe('include');
  const silent = await asked({
    response: { ...named, 'access-control-allow-credentials': 'true' },
  });
  expect(silent.known).toBeNull();
  expect(silent.values).toEqual([['include', 'same-origin']]);
  expect(values).toEqual([]);
});

test('A cookie that went to another origin proves that credentials were included', async () => {
  expect((await asked({ request: { cookie: 'a=1' } })).known).toBe('include');
});

test('Sec-Fetch-Storage-Access proves it, and its absence from a third-party request the reverse', async () => {
  const storage = { 'sec-fetch-storage-access': 'active' };
  expect((await asked({ request: storage }, 'cross-site')).known).toBe('include');
  expect((await asked({}, 'cross-site')).known).toBe('same-origin');
  expect((await asked({}, 'same-site')).known).toBeNull();
});

test('From an http page to https nothing is proven without it: Firefox calls that cross-site, and sends none', async () => {
  const request = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  };
  const { exchange } = await imported('firefox', [
    entry('http://app.shop.example/', { request }),
    entry('api.shop.example/me', {
      request: { ...scripted('http://app.shop.example', 'cross-site'), ...request },
    }),
  ]);
  expect(exchange(api).assumed).toContain('credentials');
});

test('A browser that does not send Sec-Fetch-Storage-Access proves nothing without it', async () => {
  const old = { 'user-agent': agent.replace('156', '130') };
  const { exchange } = await imported('devtools', [
    entry('app.shop.example/', { request: { ...opened, ...old } }),
    entry('api.shop.example/me', {
      request: { ...scripted(app, 'cross-site'), ...old },
      more: { _resourceType: 'fetch' },
    }),
  ]);
  expect(exchange(api).assumed).toContain('credentials');
});

for (const [what, response, wasRead, known] of [
  ['* was read', { 'access-control-allow-origin': '*' }, true, 'same-origin'],
  ['* was blocked', { 'access-control-allow-origin': '*' }, false, 'include'],
  ['the origin without Allow-Credentials was read', named, true, 'same-origin'],
  ['the origin without Allow-Credentials was blocked', named, false, 'include'],
  [
    'another origin was blocked',
    { 'access-control-allow-origin': 'https://x.example' },
    false,
    null,
  ],
  ['nothing was blocked', {}, false, null],
  [
    'all that credentials need was read',
    { ...named, 'access-control-allow-credentials': 'true' },
    true,
    null,
  ],
] as const) {
  test(`A response that allowed ${what}: credentials are ${known ?? 'not known'}`, async () => {
    expect((await asked({ response, ...(!wasRead && failed) })).known).toBe(known);
  });
}

test('A preflight that lacks Allow-Credentials alone, and failed, proves that they were included', async () => {
  const withPreflight = (response: object) =>
    imported('devtools', [
      page,
      entry('api.shop.example/me', {
        method: 'PUT',
        status: 0,
        requestMore: { headers: [{ name: 'referer', value: `${app}/` }] },
        more: { _resourceType: 'fetch' },
        ...failed,
      }),
      entry('api.shop.example/me', {
        method: 'OPTIONS',
        request: {
          ...scripted(app, 'same-site'),
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'content-type',
        },
        response: { ...named, 'access-control-allow-headers': 'Content-Type', ...response },
      }),
    ]).then(({ exchange }) => exchange('PUT https://api.shop.example/me'));
  const right = { 'access-control-allow-methods': 'PUT' };
  expect(await withPreflight(right)).toMatchObject({ credentials: 'include' });
  expect(await withPreflight(right)).not.toHaveProperty('assumed');
  expect((await withPreflight({})).assumed).toEqual(['credentials']);
});

test('To the own origin only omit keeps cookies away, and a cookie rules it out', async () => {
  const own = async (cookie: object) => {
    const { exchange, open } = await imported('devtools', [
      page,
      entry('app.shop.example/me', {
        request: { ...scripted(app, 'same-origin'), ...cookie },
        more: { _resourceType: 'fetch' },
      }),
    ]);
    return [exchange(`GET ${app}/me`).credentials, open.map(({ assume }) => assume)];
  };
  expect(await own({})).toEqual(['same-origin', ['credentials=omit']]);
  expect(await own({ cookie: 'a=1' })).toEqual(['same-origin', []]);
});

test('An element’s mode tells its credentials', async () => {
  const loads = (destination: string, mode: string) =>
    entry(`cdn.example/${destination}-${mode}`, {
      request: {
        ...scripted(app, 'cross-site'),
        'sec-fetch-dest': destination,
        'sec-fetch-mode': mode,
      },
    });
  const { exchanges } = await imported('devtools', [
    page,
    loads('image', 'no-cors'),
    loads('image', 'cors'),
    loads('font', 'cors'),
    loads('script', 'cors'),
    loads('iframe', 'navigate'),
  ]);
  expect(exchanges.slice(1).map(({ kind, credentials }) => [kind, credentials])).toEqual([
    ['img', 'include'],
    ['img', 'same-origin'],
    ['font', 'same-origin'],
    ['module script', 'same-origin'],
    ['frame', 'include'],
  ]);
});

test('One call site is one question, and its answer holds for all of its requests', async () => {
  const from = (line: number) => ({
    more: {
      _resourceType: 'fetch',
      _initiator: {
        type: 'script',
        stack: { callFrames: [{ url: `${app}/main.js`, lineNumber: line, columnNumber: 3 }] },
      },
    },
  });
  const one = (line: number) =>
    entry('api.shop.example/me', { request: scripted(app, 'same-site'), ...from(line) });
  const { open, recording } = await imported('devtools', [page, one(1), one(1), one(2)]);
  expect(open).toMatchObject([
    {
      field: 'credentials',
      exchanges: ['e1', 'e2'],
      values: ['same-origin', 'include'],
      assume: 'credentials=include',
    },
    { field: 'credentials', exchanges: ['e3'] },
  ]);
  expect(open[0]?.asks).toBe(`Does the fetch of ${api} say credentials: 'include'?`);
  const [question] = open;
  if (question?.field !== 'credentials') throw new Error('No question');
  const supposed = suppose(recording, question, 'include');
  expect(supposed.plan.exchanges.map(({ credentials }) => credentials)).toEqual([
    'include',
    'include',
    'include',
    'same-origin',
  ]);
});

test('A request that shows no site is third-party where its like is', async () => {
  const bare = entry('api.shop.example/cart', {
    status: -1,
    requestMore: { headers: [{ name: 'Referer', value: `${app}/` }] },
  });
  const policies = async (site: string) => {
    const like = entry('api.shop.example/me', { request: scripted(app, site) });
    const { open } = await imported('playwright', [page, like, bare]);
    return open.some(({ field }) => field === 'policy');
  };
  expect(await policies('same-site')).toBe(false);
  expect(await policies('cross-site')).toBe(true);
});

test('What Chromium says of third-party cookies narrows the policy down', async () => {
  const policies = async (access: string | null) => {
    const request = access === null ? {} : { 'sec-fetch-storage-access': access };
    const { open } = await asked({ request }, 'cross-site');
    return open.flatMap((one) => (one.field === 'policy' ? [one.values] : []));
  };
  expect(await policies(null)).toEqual([['chromium', 'chromium:blocked']]);
  expect(await policies('active')).toEqual([['chromium']]);
  expect(await policies('none')).toEqual([['chromium:blocked']]);
});
