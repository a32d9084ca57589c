import { expect, test } from '@playwright/test';
import { entry, type HarEntry, imported, opened, scripted } from '../entries.ts';

const app = 'https://app.shop.example';
const page = entry('app.shop.example/', { request: opened });
const frame = (address: string, referer: string, site: string, more = {}): HarEntry =>
  entry(address, {
    request: {
      ...opened,
      'sec-fetch-user': [],
      'sec-fetch-dest': 'iframe',
      'sec-fetch-site': site,
      referer,
      ...more,
    },
  });

test('Origin, Referer and Sec-Fetch-Site name the document that asks, in a page of frames', async () => {
  const widget = 'https://widget.example';
  const { client, exchange } = await imported('firefox', [
    page,
    frame('widget.example/', `${app}/`, 'cross-site'),
    entry('api.shop.example/a', { request: scripted(widget, 'cross-site') }),
    entry('api.shop.example/b', { request: scripted(app, 'same-site') }),
    // Without Referer, as a policy may have it.
    entry('widget.example/c', {
      request: {
        'sec-fetch-mode': 'cors',
        'sec-fetch-dest': 'empty',
        'sec-fetch-site': 'same-origin',
      },
    }),
    entry('app.shop.example/d', {
      request: {
        'sec-fetch-mode': 'cors',
        'sec-fetch-dest': 'empty',
        'sec-fetch-site': 'same-origin',
      },
    }),
  ]);
  expect(client('GET https://api.shop.example/a')).toBe(`${widget}/`);
  expect(client('GET https://api.shop.example/b')).toBe(`${app}/`);
  expect(client(`GET ${widget}/c`)).toBe(`${widget}/`);
  expect(client(`GET ${app}/d`)).toBe(`${app}/`);
  expect(exchange(`GET ${app}/d`).assumed).not.toContain('client');
});

test('Where Referer is cut to the origin, the latest of its documents asks', async () => {
  const { client } = await imported('firefox', [
    page,
    entry('app.shop.example/account', { request: opened }),
    entry('api.shop.example/cross', { request: scripted(app, 'same-site') }),
    entry('app.shop.example/own', { request: scripted(app, 'same-origin') }),
  ]);
  expect(client('GET https://api.shop.example/cross')).toBe(`${app}/account`);
  expect(client(`GET ${app}/own`)).toBe(`${app}/`);
});

test('A link from another site has that site’s document as client, and brings a page of its own', async () => {
  const { documents, exchange } = await imported('devtools', [
    entry('mail.example/', { request: opened }),
    entry('app.shop.example/', {
      request: { ...opened, 'sec-fetch-site': 'cross-site', referer: 'https://mail.example/' },
    }),
  ]);
  expect(documents.map(({ url, parent, initiator }) => [url, parent, initiator])).toEqual([
    ['https://mail.example/', null, null],
    [`${app}/`, null, 'd0'],
  ]);
  expect(exchange(`GET ${app}/`)).toMatchObject({
    kind: 'link',
    initiator: 'https://mail.example',
  });
});

test('Where a cross-site page does not say which it is, it is one that nobody knows', async () => {
  const { client, exchange, gaps } = await imported('devtools', [
    entry('app.shop.example/', { request: { ...opened, 'sec-fetch-site': 'cross-site' } }),
  ]);
  expect(client(`GET ${app}/`)).toBe('https://unknown.invalid/');
  expect(exchange(`GET ${app}/`).assumed).toContain('client');
  expect(gaps.map(({ what }) => what)).toContain(`which page sent 1 request, such as GET ${app}/`);
});

test('A page that the file does not hold is made up from Referer, and its exchange is a gap', async () => {
  const { recording, documents, client, entryOf } = await imported('devtools', [
    entry('app.shop.example/me', {
      request: { ...scripted(app, 'same-origin'), referer: `${app}/cart?x=1` },
    }),
  ]);
  expect(documents).toMatchObject([{ id: 'd0', from: 'page0', url: `${app}/cart?x=1` }]);
  expect(client(`GET ${app}/me`)).toBe(`${app}/cart?x=1`);
  expect(recording.gaps).toEqual({ page0: 'The file does not have this document’s own request.' });
  expect(recording.plan.exchanges.map(({ id }) => id)).toEqual(['page0', 'e0']);
  expect(recording.observations).not.toHaveProperty('page0');
  expect(entryOf).toEqual({ e0: 0 });
});

test('Pages that the file does not hold have labels of their own', async () => {
  const led = entry('app.shop.example/', {
    request: { ...opened, 'sec-fetch-site': 'cross-site' },
  });
  const { exchanges } = await imported('devtools', [led, led]);
  expect(exchanges.map(({ as }) => as)).toEqual([
    'page https://unknown.invalid/',
    `GET ${app}/`,
    'page https://unknown.invalid/ (2)',
    `GET ${app}/ (2)`,
  ]);
});

test('What a style sheet loads is the page’s, although Referer names the style sheet', async () => {
  const { client } = await imported('devtools', [
    page,
    entry('cdn.example/font.woff2', {
      request: {
        'sec-fetch-dest': 'font',
        'sec-fetch-mode': 'cors',
        'sec-fetch-site': 'cross-site',
        referer: 'https://cdn.example/main.css',
      },
    }),
  ]);
  expect(client('GET https://cdn.example/font.woff2')).toBe(`${app}/`);
});

test('The hops of a redirect have the client of the first, and only the last brings a document', async () => {
  const hop = (address: string, status: number, location?: string) =>
    entry(address, {
      status,
      request: { ...opened, 'sec-fetch-site': 'cross-site', referer: 'https://mail.example/' },
      response: location ? { location } : {},
    });
  const { exchanges, documents } = await imported('devtools', [
    entry('mail.example/', { request: opened }),
    hop('app.shop.example/in', 302, 'https://id.shop.example/login#top'),
    hop('id.shop.example/login', 303, '/done'),
    hop('id.shop.example/done', 200),
  ]);
  expect(exchanges.map(({ kind, hopOf, client }) => [kind, hopOf, client])).toEqual([
    ['visit', undefined, null],
    ['link', undefined, 'd0'],
    ['redirect', 'e1', 'd0'],
    ['redirect', 'e2', 'd0'],
  ]);
  expect(documents.map(({ from, url, initiator }) => [from, url, initiator])).toEqual([
    ['e0', 'https://mail.example/', null],
    ['e3', 'https://id.shop.example/done', 'd0'],
  ]);
});

test('A redirect of a script leads on, and not to what another asked by chance', async () => {
  const asked = (address: string, type: string, status = 200, location?: string) =>
    entry(address, {
      status,
      request: scripted(app, 'same-origin'),
      response: location ? { location } : {},
      more: { _resourceType: type },
    });
  const { exchange } = await imported('devtools', [
    page,
    asked('app.shop.example/old', 'fetch', 307, '/new'),
    asked('app.shop.example/new', 'xhr'),
    asked('app.shop.example/new', 'fetch'),
  ]);
  expect(exchange(`GET ${app}/new`)).not.toHaveProperty('hopOf');
  expect(exchange(`GET ${app}/new (2)`)).toMatchObject({ kind: 'redirect', hopOf: 'e1' });
});

test('A form in a frame leads the frame, and a frame in a frame is one deeper', async () => {
  const widget = 'https://widget.example';
  const { documents } = await imported('firefox', [
    page,
    frame('widget.example/', `${app}/`, 'cross-site'),
    frame('pay.example/', `${widget}/`, 'cross-site', { 'sec-fetch-user': '?1' }),
    frame('widget.example/inner', `${widget}/`, 'same-origin'),
  ]);
  expect(documents.map(({ parent }) => parent)).toEqual([null, 'd0', 'd0', 'd1']);
});

test('A document whose scripts have no origin is sandboxed', async () => {
  const { documents, exchange } = await imported('firefox', [
    page,
    frame('widget.example/', `${app}/`, 'cross-site'),
    entry('api.example/me', {
      request: { ...scripted('https://widget.example', 'cross-site'), origin: 'null' },
    }),
  ]);
  expect(documents.map(({ opaque }) => opaque)).toEqual([null, 'sandboxed']);
  expect(exchange('GET https://api.example/me').initiator).toBe('null');
});

test('A script without origin and Referer is that of the page’s frame', async () => {
  const { client, exchange } = await imported('firefox', [
    page,
    frame('app.shop.example/embedded', `${app}/`, 'same-origin'),
    entry('api.shop.example/me', {
      request: { ...scripted('null', 'cross-site'), referer: [] },
    }),
  ]);
  expect(client('GET https://api.shop.example/me')).toBe(`${app}/embedded`);
  expect(exchange('GET https://api.shop.example/me')).toMatchObject({ initiator: 'null' });
});

test('What brings no page brings no document', async () => {
  const download = { 'content-disposition': 'attachment; filename=x.pdf' };
  const { documents } = await imported('devtools', [
    entry('app.shop.example/file', { request: opened, response: download }),
    entry('app.shop.example/nothing', { request: opened, status: 204 }),
    entry('app.shop.example/failed', { request: opened, status: 0 }),
  ]);
  expect(documents).toEqual([]);
});

test('Over plain http nothing says frame or page: the first is the page, of another one asks', async () => {
  const plain = (address: string, referer?: string) =>
    entry(`http://${address}`, {
      request: { accept: 'text/html,application/xhtml+xml', ...(referer && { referer }) },
    });
  const { documents, open } = await imported('firefox', [
    plain('app.example/'),
    plain('widget.example/', 'http://app.example/'),
  ]);
  expect(documents.map(({ parent }) => parent)).toEqual([null, null]);
  expect(open.filter(({ field }) => field === 'frame')).toMatchObject([
    {
      document: 'd1',
      values: [null, 'd0'],
      asks: 'Is http://widget.example/ a frame in http://app.example/, or a page of its own?',
    },
  ]);
});
