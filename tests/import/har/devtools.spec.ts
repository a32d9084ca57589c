import { expect, test } from '@playwright/test';
import { cookiesOf, seenHeader } from '../../../lab/scenario/recording.ts';
import { entry, imported, opened, scripted } from '../entries.ts';

const app = 'https://app.shop.example';
const page = entry('app.shop.example/', {
  request: opened,
  response: { 'set-cookie': ['a=1; Secure', 'b=2'] },
  more: { _resourceType: 'document', _initiator: { type: 'other' } },
});
const type = (_resourceType: string, more: object = {}) => ({
  more: { _resourceType, _initiator: { type: 'script' }, ...more },
});

test('A visit brings a document, and what its script asks has it as client', async () => {
  const { exchange, documents, observation } = await imported('devtools', [
    page,
    entry('app.shop.example/api/me?x=1', {
      request: { ...scripted(app, 'same-origin'), cookie: 'a=1; b=2' },
      ...type('fetch'),
    }),
  ]);
  expect(documents).toEqual([
    { id: 'd0', from: 'e0', url: `${app}/`, parent: null, initiator: null, opaque: null },
  ]);
  expect(exchange(`GET ${app}/`)).toMatchObject({
    kind: 'visit',
    client: null,
    credentials: 'include',
  });
  const asked = exchange(`GET ${app}/api/me`);
  expect(asked).toEqual({
    id: 'e1',
    as: `GET ${app}/api/me`,
    kind: 'fetch',
    method: 'GET',
    url: `${app}/api/me?x=1`,
    mode: 'cors',
    credentials: 'same-origin',
    client: 'd0',
    initiator: app,
    answer: {},
  });
  const { messages, script } = observation(`GET ${app}/api/me`);
  expect(messages.map(({ role, response }) => [role, response?.status, response?.from])).toEqual([
    ['actual', 200, 'network'],
  ]);
  expect(cookiesOf(messages[0])).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ]);
  expect(script).toEqual({ readable: true });
});

test('Headers of HTTP/2’s own are no headers, and each Set-Cookie line stays one', async () => {
  const { observation } = await imported('devtools', [page]);
  const [message] = observation(`GET ${app}/`).messages;
  expect(message?.request.headers.lines.filter(([name]) => name.startsWith(':'))).toEqual([]);
  expect(message?.response?.headers.lines).toEqual([
    ['set-cookie', 'a=1; Secure'],
    ['set-cookie', 'b=2'],
  ]);
  expect(message?.request.httpVersion).toBe('2.0');
});

const preflight = (path: string, method: string, options: object = {}) =>
  entry(`api.shop.example${path}`, {
    method: 'OPTIONS',
    status: 204,
    request: { ...scripted(app, 'same-site'), 'access-control-request-method': method },
    more: { _resourceType: 'preflight', _initiator: { type: 'preflight' } },
    ...options,
  });
const allowed = { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' };

test('A preflight belongs to the request before it of the same URL and method', async () => {
  const put = () =>
    entry('api.shop.example/cart', {
      method: 'PUT',
      request: scripted(app, 'same-site'),
      response: allowed,
      ...type('fetch'),
    });
  const { exchanges, observation } = await imported('devtools', [
    page,
    put(),
    preflight('/cart', 'PUT'),
    preflight('/cart', 'DELETE'),
    put(),
  ]);
  const roles = (as: string) => observation(as).messages.map(({ role }) => role);
  expect(roles('PUT https://api.shop.example/cart')).toEqual(['preflight', 'actual']);
  expect(roles('PUT https://api.shop.example/cart (2)')).toEqual(['actual']);
  expect(roles('DELETE https://api.shop.example/cart')).toEqual(['preflight']);
  expect(exchanges.map(({ method }) => method)).toEqual(['GET', 'PUT', 'DELETE', 'PUT']);
});

test('Of two requests the preflight is that of the nearer', async () => {
  const put = () =>
    entry('api.shop.example/cart', { method: 'PUT', response: allowed, ...type('fetch') });
  const { observation } = await imported('devtools', [
    page,
    put(),
    put(),
    preflight('/cart', 'PUT'),
  ]);
  const roles = (as: string) => observation(as).messages.map(({ role }) => role);
  expect(roles('PUT https://api.shop.example/cart')).toEqual(['actual']);
  expect(roles('PUT https://api.shop.example/cart (2)')).toEqual(['preflight', 'actual']);
});

test('A request that a failed preflight kept from leaving has no message of its own', async () => {
  const { observation, exchange } = await imported('devtools', [
    page,
    {
      ...entry('api.shop.example/cart', {
        method: 'PUT',
        status: 0,
        ...type('fetch'),
        responseMore: { _error: 'net::ERR_FAILED' },
      }),
      request: {
        ...page.request,
        method: 'PUT',
        url: 'https://api.shop.example/cart',
        // Provisional: what the page gave, and nothing that the network adds.
        headers: [{ name: 'Referer', value: `${app}/` }],
      },
    },
    preflight('/cart', 'PUT', { response: allowed }),
  ]);
  const as = 'PUT https://api.shop.example/cart';
  expect(observation(as).messages.map(({ role }) => role)).toEqual(['preflight']);
  expect(observation(as).script).toEqual({ readable: false, error: 'net::ERR_FAILED' });
  expect(exchange(as)).toMatchObject({ mode: 'cors', client: 'd0', assumed: ['credentials'] });
});

test('A response that CORS blocked keeps status and headers, and could not be read', async () => {
  const { observation } = await imported('devtools', [
    page,
    entry('api.shop.example/me', {
      status: 401,
      request: scripted(app, 'same-site'),
      ...type('xhr'),
      responseMore: { _error: 'net::ERR_FAILED' },
    }),
  ]);
  const { messages, script } = observation('GET https://api.shop.example/me');
  expect(messages[0]?.response?.status).toBe(401);
  expect(script.readable).toBe(false);
});

test('A sanitized file hides three headers, and says so first', async () => {
  const bare = entry('app.shop.example/', { request: opened });
  const { source, gaps, open, observation } = await imported('devtools', [bare]);
  expect(source.sanitized).toBe(true);
  expect(gaps[0]?.what).toBe('Cookie, Set-Cookie and Authorization headers');
  expect(gaps[0]?.remedy).toContain('Allow to generate HAR with sensitive data');
  const [message] = observation(`GET ${app}/`).messages;
  const request = message?.request.headers ?? { lines: [] };
  expect(cookiesOf(message)).toBeNull();
  expect(seenHeader(request, 'Authorization')).toEqual({ gap: 'sanitized' });
  expect(seenHeader(request, 'Origin')).toEqual({ value: null });
  expect(seenHeader(message?.response?.headers ?? { lines: [] }, 'Set-Cookie')).toEqual({
    gap: 'sanitized',
  });
  // Nothing tells it from a site without cookies: a person must.
  expect(open).toContainEqual(
    expect.objectContaining({ field: 'sanitized', assume: 'sanitized=no' }),
  );
});

test('The size of HTTP/1.1 headers proves that a file was sanitized', async () => {
  const sized = (headersSize: number) =>
    entry('app.shop.example/', {
      request: opened,
      response: { 'Content-Type': 'text/html' },
      responseMore: { httpVersion: 'HTTP/1.1', statusText: 'OK', headersSize },
    });
  const shown = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'.length;
  const hiding = await imported('devtools', [sized(shown + 'Set-Cookie: a=1\r\n'.length)]);
  expect(hiding.gaps[0]?.why).toBe('DevTools exported the file without sensitive data.');
  expect(hiding.open).toEqual([]);
  const open = await imported('devtools', [sized(shown)]);
  expect(open.gaps[0]?.why).toContain('or there were none');
});

test('One cookie anywhere shows that a file is not sanitized', async () => {
  const { source, gaps } = await imported('devtools', [page]);
  expect(source.sanitized).toBe(false);
  expect(gaps).toEqual([]);
});

test('What a cache answered did not leave the browser, and its missing cookie proves nothing', async () => {
  const cached = entry('app.shop.example/logo.png', {
    request: { referer: `${app}/` },
    more: { _fromCache: 'disk', _resourceType: 'image' },
  });
  const { observation, gaps } = await imported('devtools', [page, cached]);
  const [message] = observation(`GET ${app}/logo.png`).messages;
  expect(message?.response?.from).toBe('cache');
  expect(cookiesOf(message)).toBeNull();
  expect(gaps.map(({ what }) => what)).toEqual([
    'the cookies of 1 request that a cache or a service worker answered',
  ]);
});

test('A 304 that came over the network is a request like any other', async () => {
  const { observation } = await imported('devtools', [
    page,
    entry('app.shop.example/logo.png', {
      status: 304,
      request: { cookie: 'a=1', 'if-none-match': '"1"' },
    }),
  ]);
  const [message] = observation(`GET ${app}/logo.png`).messages;
  expect(message?.response).toMatchObject({ status: 304, from: 'network' });
});

test('A WebSocket is an exchange of its own kind', async () => {
  const { exchange } = await imported('devtools', [
    page,
    entry('wss://app.shop.example/live', {
      status: 101,
      request: { Host: 'app.shop.example', Origin: app, Cookie: 'a=1' },
      ...type('websocket'),
    }),
  ]);
  expect(exchange('GET wss://app.shop.example/live')).toMatchObject({
    kind: 'webSocket',
    credentials: 'include',
    client: 'd0',
  });
});

test('What never goes over a network is left out', async () => {
  const { exchanges, entryOf } = await imported('devtools', [
    entry('data:text/html,x'),
    entry('chrome-extension://abc/x.js'),
    page,
  ]);
  expect(exchanges.map(({ as }) => as)).toEqual([`GET ${app}/`]);
  expect(entryOf).toEqual({ e2: 2 });
});
