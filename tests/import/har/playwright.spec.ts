import { expect, test } from '@playwright/test';
import { cookiesOf } from '../../../lab/scenario/recording.ts';
import { entry, imported, opened, scripted } from '../entries.ts';

const app = 'https://app.shop.example';
const inFrame = (_frameref: string, _resourceType: string) => ({
  more: { pageref: 'page@1', _frameref, _resourceType },
});
const page = entry('app.shop.example/', {
  request: opened,
  response: { 'set-cookie': 'a=1' },
  ...inFrame('frame@main', 'document'),
});

test('The frame that Playwright names is the document that asks', async () => {
  const widget = 'https://widget.example';
  const { exchange, documents } = await imported('playwright', [
    page,
    entry('widget.example/', {
      request: {
        ...opened,
        'sec-fetch-dest': 'iframe',
        'sec-fetch-site': 'cross-site',
        referer: `${app}/`,
      },
      ...inFrame('frame@1', 'document'),
    }),
    // Of both documents the origin is the widget's: only the frame tells.
    entry('widget.example/nested', {
      request: {
        ...opened,
        'sec-fetch-dest': 'iframe',
        'sec-fetch-site': 'same-origin',
        referer: `${widget}/`,
      },
      ...inFrame('frame@2', 'document'),
    }),
    entry('widget.example/first', {
      request: scripted(widget, 'same-origin'),
      ...inFrame('frame@1', 'fetch'),
    }),
    entry('widget.example/second', {
      request: scripted(widget, 'same-origin'),
      ...inFrame('frame@2', 'fetch'),
    }),
  ]);
  expect(documents.map(({ id, url, parent }) => [id, url, parent])).toEqual([
    ['d0', `${app}/`, null],
    ['d1', `${widget}/`, 'd0'],
    ['d2', `${widget}/nested`, 'd1'],
  ]);
  expect(exchange(`GET ${widget}/first`).client).toBe('d1');
  expect(exchange(`GET ${widget}/second`).client).toBe('d2');
});

test('A frame that leads itself on keeps its place', async () => {
  const led = (path: string, referer: string) =>
    entry(`app.shop.example/${path}`, {
      request: {
        ...opened,
        'sec-fetch-dest': 'iframe',
        'sec-fetch-site': 'same-origin',
        referer: `${app}/${referer}`,
      },
      ...inFrame('frame@1', 'document'),
    });
  const { documents } = await imported('playwright', [page, led('one', ''), led('two', 'one')]);
  expect(documents.map(({ parent, initiator }) => [parent, initiator])).toEqual([
    [null, null],
    ['d0', 'd0'],
    ['d0', 'd1'],
  ]);
});

const bare = (_failureText?: string) => ({
  ...entry('api.shop.example/me', {
    status: -1,
    ...inFrame('frame@main', 'fetch'),
    ...(_failureText && { responseMore: { _failureText } }),
  }),
  request: {
    method: 'GET',
    url: 'https://api.shop.example/me',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Referer', value: `${app}/` }],
    cookies: [],
  },
});

test('A failed request has no response, and shows nothing of what was sent', async () => {
  const { observation, gaps, exchange } = await imported('playwright', [
    page,
    bare('net::ERR_FAILED'),
  ]);
  const as = 'GET https://api.shop.example/me';
  const [message] = observation(as).messages;
  expect(message?.response).toBeNull();
  expect(cookiesOf(message)).toBeNull();
  expect(observation(as).script.readable).toBe(false);
  expect(exchange(as).assumed).toEqual(['mode', 'credentials']);
  expect(gaps.map(({ what }) => what)).toEqual([
    'preflights',
    'status and headers of 1 failed request',
  ]);
});

test('A request that was under way when the file was written has not failed', async () => {
  const { observation } = await imported('playwright', [page, bare()]);
  expect(observation('GET https://api.shop.example/me').script).toEqual({});
});

test('A request that the page gave up tells nothing of what it could have read', async () => {
  const { observation } = await imported('playwright', [page, bare('net::ERR_ABORTED')]);
  expect(observation('GET https://api.shop.example/me').script.readable).toBeUndefined();
});

test('A response to headers that never left is the cache’s', async () => {
  const { observation } = await imported('playwright', [
    page,
    { ...bare(), response: page.response },
  ]);
  const [message] = observation('GET https://api.shop.example/me').messages;
  expect(message?.response?.from).toBe('cache');
  expect(cookiesOf(message)).toBeNull();
});
