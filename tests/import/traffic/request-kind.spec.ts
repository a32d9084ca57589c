import { expect, test } from '@playwright/test';
import { browserOf, policiesOf } from '../../../lab/import/traffic/browser.ts';
import { kindOf } from '../../../lab/import/traffic/request-kind.ts';
import { agents } from '../../../lab/model/agents/agents.ts';

const kind = (headers: Record<string, string>, more: Partial<Parameters<typeof kindOf>[0]> = {}) =>
  kindOf({
    method: 'GET',
    url: 'https://app.example/',
    headers: Object.entries(headers),
    resourceType: null,
    initiatorType: null,
    mimeType: null,
    ...more,
  });

for (const [says, headers, more, expected] of [
  ['Sec-Fetch-Dest: image', { 'Sec-Fetch-Dest': 'image' }, {}, 'img'],
  [
    'Sec-Fetch-Dest over the resource type',
    { 'Sec-Fetch-Dest': 'style' },
    { resourceType: 'fetch' },
    'stylesheet',
  ],
  ['the resource type', {}, { resourceType: 'xhr' }, 'xhr'],
  [
    'Sec-Fetch-Dest: empty and the type',
    { 'Sec-Fetch-Dest': 'empty' },
    { resourceType: 'ping' },
    'beacon',
  ],
  ['X-Requested-With', { 'X-Requested-With': 'XMLHttpRequest' }, {}, 'xhr'],
  ['Accept: text/event-stream', { Accept: 'text/event-stream' }, {}, 'eventSource'],
  ['wss:', {}, { url: 'wss://app.example/' }, 'webSocket'],
  [
    'Sec-Purpose',
    { 'Sec-Purpose': 'prefetch;prerender', 'Sec-Fetch-Dest': 'document' },
    {},
    'speculation',
  ],
  ['Sec-Fetch-Site: none', { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'none' }, {}, 'visit'],
  [
    'POST',
    { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'cross-site' },
    { method: 'POST' },
    'form',
  ],
  ['Sec-Fetch-Dest: iframe', { 'Sec-Fetch-Dest': 'iframe' }, {}, 'frame'],
] as const) {
  test(`The kind is known by ${says}`, () => {
    expect(kind(headers, more)).toMatchObject({ kind: expected, assumed: false });
  });
}

for (const [says, headers, more, expected] of [
  ['Accept: image', { Accept: 'image/avif,*/*' }, {}, 'img'],
  ['Accept: text/css', { Accept: 'text/css,*/*;q=0.1' }, {}, 'stylesheet'],
  ['Origin', { Origin: 'https://x.example' }, {}, 'fetch'],
  ['Content-Type of the response', {}, { mimeType: 'text/javascript' }, 'script'],
  ['nothing', {}, {}, 'fetch'],
] as const) {
  test(`The kind is assumed by ${says}`, () => {
    expect(kind(headers, more)).toMatchObject({ kind: expected, assumed: true });
  });
}

test('Without Sec-Fetch a page is known by what it accepts, but a script may accept that as well', () => {
  const accept = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  expect(kind(accept)).toMatchObject({ kind: 'visit', navigates: 'unknown' });
  expect(kind(accept, { resourceType: 'fetch' })).toMatchObject({ kind: 'fetch', navigates: null });
});

for (const [agent, engine, version] of [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'firefox', '153.0'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'chromium',
    '156.0.0.0',
  ],
  [
    'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'webkit',
    '26.1',
  ],
  [
    'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1',
    'webkit',
    '',
  ],
] as const) {
  test(`${engine} ${version} is known by its User-Agent`, () => {
    expect(browserOf(agent)).toMatchObject({ engine, version });
  });
}

test('What is no browser is none', () => {
  for (const agent of ['curl/8.5.0', 'PostmanRuntime/7.36', '', null])
    expect(browserOf(agent)).toBeNull();
});

test('The policies that a browser may have are agents of the model', () => {
  const all = (['chromium', 'firefox', 'webkit'] as const).flatMap((engine) =>
    policiesOf({ engine, version: '' }),
  );
  expect(all.length).toBeGreaterThan(7);
  expect([...all, ...policiesOf(null)].filter((id) => !Object.hasOwn(agents, id))).toEqual([]);
});
