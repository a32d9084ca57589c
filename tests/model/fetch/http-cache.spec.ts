import { expect, test } from '@playwright/test';
import type { Header } from '../../../lab/base/headers.ts';
import { agents } from '../../../lab/model/agents/agents.ts';
import { type CacheRequest, HttpCache } from '../../../lab/model/fetch/http-cache.ts';

const asked = ({
  origin = 'https://www.example.com',
  ...more
}: Partial<CacheRequest> & { origin?: string } = {}): CacheRequest => ({
  method: 'GET',
  url: 'https://api.example.com/a',
  partition: 'https://example.com',
  header: (name) => (name.toLowerCase() === 'origin' ? origin : null),
  ...more,
});
const answered = (...headers: Header[]) => ({ status: 200, headers, body: '' });
const fresh: Header = ['Cache-Control', 'max-age=60'];

/** Is an answer with these headers used again for a second request, so many milliseconds later? */
const isUsed = (headers: readonly Header[], second: CacheRequest = asked(), later = 1000) => {
  const cache = new HttpCache(agents.chromium);
  cache.store(asked(), answered(...headers), 0);
  return cache.select(second, later) !== null;
};

const lifetimes: readonly [header: string, used: boolean][] = [
  ['max-age=60', true],
  ['public, Max-Age=60', true],
  ['private, max-age="60"', true],
  ['max-age=1', false],
  ['max-age=0', false],
  ['max-age=x', false],
  ['no-store, max-age=60', false],
  ['no-cache, max-age=60', false],
  ['no-cache="set-cookie", max-age=60', false],
  ['public', false],
];
for (const [header, used] of lifetimes) {
  test(`An answer with "${header}" is ${used ? '' : 'not '}used again after a second`, () => {
    expect(isUsed([['Cache-Control', header]])).toBe(used);
  });
}

test('An answer that says nothing of caching is asked for again', () => {
  expect(isUsed([])).toBe(false);
});

test('Only the same URL in the same partition is the same answer, and only for GET', () => {
  expect(isUsed([fresh], asked({ url: 'https://api.example.com/b' }))).toBe(false);
  expect(isUsed([fresh], asked({ partition: 'https://example.org' }))).toBe(false);
  expect(isUsed([fresh], asked({ method: 'POST' }))).toBe(false);
});

test('Another origin gets the first one’s answer, unless that varies by origin', () => {
  const second = asked({ origin: 'https://app.example.com' });
  expect(isUsed([fresh], second)).toBe(true);
  expect(isUsed([fresh, ['Vary', 'Accept-Encoding, origin']], second)).toBe(false);
  expect(isUsed([fresh, ['Vary', 'Origin']])).toBe(true);
  expect(isUsed([fresh, ['Vary', '*']])).toBe(false);
});

test('Chromium reuses any fresh error, and Firefox only that something is gone', () => {
  const reused = (status: number, agent: 'chromium' | 'firefox') => {
    const cache = new HttpCache(agents[agent]);
    cache.store(asked(), { ...answered(fresh), status }, 0);
    return cache.select(asked(), 1000) !== null;
  };
  expect([403, 404, 410, 500].map((status) => reused(status, 'chromium'))).toEqual(
    Array(4).fill(true),
  );
  expect([200, 403, 404, 410].map((status) => reused(status, 'firefox'))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('Of several answers that match the newest is used', () => {
  const cache = new HttpCache(agents.chromium);
  cache.store(asked(), answered(fresh, ['X-Answer', '1']), 0);
  cache.store(asked(), answered(fresh, ['X-Answer', '2']), 1);
  expect(cache.select(asked(), 2)?.headers).toContainEqual(['X-Answer', '2']);
});

test('A POST makes the cache forget its URL, and clearing an origin all of it', () => {
  const cache = new HttpCache(agents.chromium);
  const other = asked({ url: 'https://api.example.com/b' });
  cache.store(asked(), answered(fresh), 0);
  cache.store(other, answered(fresh), 0);
  cache.store(asked({ method: 'POST' }), answered(), 1);
  expect(cache.select(asked(), 2)).toBeNull();
  expect(cache.select(other, 2)).not.toBeNull();
  cache.clear('https://www.example.com');
  expect(cache.select(other, 2)).not.toBeNull();
  cache.clear('https://api.example.com');
  expect(cache.select(other, 2)).toBeNull();
});
