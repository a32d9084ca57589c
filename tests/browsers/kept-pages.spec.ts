import { expect, test } from '@playwright/test';
import { KeptPages } from '../../lab/browsers/kept-pages.ts';

/** Pages that are numbers, and a log of what was done with them. */
function browser() {
  const places = new Map<number, string>();
  const done: string[] = [];
  const kept = new KeptPages<number>({
    create: async () => {
      places.set(places.size, 'about:blank');
      done.push('create');
      return places.size - 1;
    },
    lead: async (page, url) => {
      if (url.includes('broken')) throw new Error('no document');
      places.set(page, url);
      done.push(`lead ${page}`);
    },
    location: async (page) => places.get(page) ?? '',
  });
  return { kept, places, done };
}

test('A page is opened once and stood on again without a navigation', async () => {
  const { kept, done } = browser();
  expect(await kept.at('https://a.test/')).toBe(0);
  expect(await kept.at('https://b.test/')).toBe(1);
  expect(await kept.at('https://a.test/')).toBe(0);
  expect(done).toEqual(['create', 'lead 0', 'create', 'lead 1']);
});

test('A page that steps have led elsewhere is led back, and no other is opened', async () => {
  const { kept, places, done } = browser();
  await kept.at('https://a.test/');
  places.set(0, 'https://a.test/elsewhere');
  expect(await kept.at('https://a.test/')).toBe(0);
  expect(done).toEqual(['create', 'lead 0', 'lead 0']);
});

test('A page that does not load is not kept', async () => {
  const { kept } = browser();
  await expect(kept.at('https://broken.test/')).rejects.toThrow('no document');
  expect(await kept.at('https://a.test/')).toBe(1);
});
