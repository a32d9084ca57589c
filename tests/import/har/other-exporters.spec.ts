import { expect, test } from '@playwright/test';
import { cookiesOf, seenHeader } from '../../../lab/scenario/recording.ts';
import { entry, imported, opened, scripted } from '../entries.ts';

const app = 'https://app.shop.example';
const page = entry('app.shop.example/', { request: opened });
const me = `GET ${app}/me`;
const setCookies = (headers: readonly (readonly [string, string])[] | undefined) =>
  headers?.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, line]) => line);

test('Firefox’s preflight stands before its request and is joined to it', async () => {
  const cross = { request: scripted(app, 'same-site') };
  const { observation, gaps } = await imported('firefox', [
    page,
    entry('api.shop.example/cart', {
      method: 'OPTIONS',
      request: { ...cross.request, 'access-control-request-method': 'PUT' },
    }),
    entry('api.shop.example/cart', { method: 'PUT', ...cross }),
  ]);
  const { messages, script } = observation('PUT https://api.shop.example/cart');
  expect(messages.map(({ role }) => role)).toEqual(['preflight', 'actual']);
  expect(script.readable).toBeUndefined();
  expect(gaps.map(({ what }) => what)).toEqual([
    'whether the page could read the responses of other origins',
  ]);
});

test('After a preflight that failed Firefox shows a request that never left', async () => {
  const { observation, exchange } = await imported('firefox', [
    page,
    entry('api.shop.example/cart', {
      method: 'OPTIONS',
      request: {
        ...scripted(app, 'cross-site'),
        'access-control-request-method': 'PUT',
        // Firefox sends it with the preflight of a request with credentials.
        'sec-fetch-storage-access': 'none',
      },
      response: { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' },
    }),
    entry('api.shop.example/cart', {
      method: 'PUT',
      status: 0,
      request: scripted(app, 'cross-site'),
    }),
  ]);
  const as = 'PUT https://api.shop.example/cart';
  expect(observation(as).messages.map(({ role }) => role)).toEqual(['preflight']);
  expect(observation(as).script.readable).toBe(false);
  expect(exchange(as)).toMatchObject({ credentials: 'include', assumed: ['kind'] });
});

test('A status 304 that Firefox did not ask for is its cache’s', async () => {
  const asked = entry('app.shop.example/a.js', {
    status: 304,
    request: { 'if-none-match': '"1"' },
    more: { cache: { afterRequest: null } },
  });
  const cached = entry('app.shop.example/b.js', {
    status: 304,
    more: { cache: { afterRequest: null } },
  });
  const { observation } = await imported('firefox', [page, asked, cached]);
  const from = (as: string) => observation(as).messages[0]?.response?.from;
  expect(from(`GET ${app}/a.js`)).toBe('network');
  expect(from(`GET ${app}/b.js`)).toBe('cache');
});

test('A request that Firefox aborted has no response', async () => {
  const { observation } = await imported('firefox', [
    page,
    entry('app.shop.example/me', { status: 0 }),
  ]);
  expect(observation(me).messages[0]?.response).toBeNull();
});

const lines = [
  'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/',
  'b=x,y; Secure',
  '__Host-c=3; SameSite=None',
];

test('Set-Cookie lines that Safari joined with a comma come apart again', async () => {
  const joined = entry('app.shop.example/me', { response: { 'Set-Cookie': lines.join(', ') } });
  const { observation } = await imported('webkit', [page, joined]);
  expect(setCookies(observation(me).messages[0]?.response?.headers.lines)).toEqual(lines);
});

test('In other exports a comma belongs to the cookie', async () => {
  const odd = 'a=1, b=2; Path=/';
  const { observation } = await imported('mitmproxy', [
    page,
    entry('app.shop.example/me', { response: { 'set-cookie': odd } }),
  ]);
  expect(setCookies(observation(me).messages[0]?.response?.headers.lines)).toEqual([odd]);
});

test('Set-Cookie lines that older exporters joined with a newline come apart again', async () => {
  const joined = entry('app.shop.example/me', { response: { 'Set-Cookie': lines.join('\n') } });
  const { observation } = await imported('chrome-har', [page, joined]);
  expect(setCookies(observation(me).messages[0]?.response?.headers.lines)).toEqual(lines);
});

test('Headers may be a map', async () => {
  const mapped = entry('app.shop.example/me', {
    requestMore: { headers: { Cookie: 'a=1', Host: 'app.shop.example' } },
    responseMore: { headers: { 'Set-Cookie': lines, Vary: 'Origin' } },
  });
  const { observation } = await imported('webkit', [page, mapped]);
  const [message] = observation(me).messages;
  expect(cookiesOf(message)).toEqual([{ name: 'a', value: '1' }]);
  expect(setCookies(message?.response?.headers.lines)).toEqual(lines);
});

test('WebKit says cross-site of an address that was typed: it is a visit all the same', async () => {
  const agent =
    'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';
  const typed = { ...opened, 'sec-fetch-site': 'cross-site', 'user-agent': agent };
  const { exchange, source } = await imported('webkit', [
    entry('app.shop.example/', { request: typed }),
  ]);
  expect(exchange(`GET ${app}/`)).toMatchObject({
    kind: 'visit',
    client: null,
    assumed: ['kind', 'client'],
  });
  expect(source.browser).toMatchObject({ engine: 'webkit', version: '26.1' });
});

test('chrome-har does not show the cookies of a redirect where they were set', async () => {
  const { observation, gaps } = await imported('chrome-har', [
    page,
    entry('app.shop.example/go', { status: 302, response: { location: '/me' } }),
    entry('app.shop.example/me', { response: { 'set-cookie': 'a=1' } }),
  ]);
  const response = observation(`GET ${app}/go`).messages[0]?.response;
  expect(seenHeader(response?.headers ?? { lines: [] }, 'set-cookie')).toEqual({
    gap: 'left out by the exporter',
  });
  expect(gaps.map(({ what }) => what)).toContain('which response of a redirect chain set a cookie');
});

test('cookies[] speaks only where the header is missing', async () => {
  const cookies = [
    {
      name: 'a',
      value: '1',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      expires: '2026-12-01T00:00:00.000Z',
    },
  ];
  const without = entry('app.shop.example/me', {
    requestMore: { cookies },
    responseMore: { cookies },
  });
  const having = entry('app.shop.example/you', {
    request: { cookie: 'b=2' },
    response: { 'set-cookie': 'b=2; Path=/x' },
    requestMore: { cookies },
    responseMore: { cookies },
  });
  const { observation } = await imported('mitmproxy', [page, without, having]);
  const [rebuilt] = observation(me).messages;
  expect(cookiesOf(rebuilt)).toEqual([{ name: 'a', value: '1' }]);
  expect(setCookies(rebuilt?.response?.headers.lines)).toEqual([
    'a=1; Path=/; Expires=Tue, 01 Dec 2026 00:00:00 GMT; SameSite=Lax; HttpOnly; Secure',
  ]);
  const [kept] = observation(`GET ${app}/you`).messages;
  expect(cookiesOf(kept)).toEqual([{ name: 'b', value: '2' }]);
  expect(setCookies(kept?.response?.headers.lines)).toEqual(['b=2; Path=/x']);
});

test('A Cookie header that HTTP/2 cut into several is one', async () => {
  const cut = entry('app.shop.example/me', { request: { cookie: ['a=1', 'b=2'] } });
  const { observation } = await imported('mitmproxy', [page, cut]);
  expect(cookiesOf(observation(me).messages[0])).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ]);
});

test('Where an older mitmproxy joined the cut header by commas, cookies[] tells the cookies apart', async () => {
  const joined = entry('app.shop.example/me', {
    request: { cookie: 'a=1, b=2' },
    response: { 'set-cookie': lines.join(', ') },
    requestMore: {
      cookies: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    },
  });
  const { observation } = await imported('har_dump', [page, joined]);
  const [message] = observation(me).messages;
  expect(cookiesOf(message)).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ]);
  expect(setCookies(message?.response?.headers.lines)).toEqual(lines);
});

test('A proxy knows of no cache and no page: what a page asked is told by its headers', async () => {
  const { client, gaps } = await imported('mitmproxy', [
    entry('api.shop.example/me', { request: scripted(app, 'same-site') }),
  ]);
  expect(client('GET https://api.shop.example/me')).toBe(`${app}/`);
  expect(gaps.map(({ what }) => what)).toEqual([
    'the document of https://app.shop.example/',
    'whether the page could read the responses of other origins',
    'responses from the browser’s cache, and which page asked',
  ]);
});
