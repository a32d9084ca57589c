/** What becomes of the file that recordings are kept in. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStore } from '../../lab/run/store.ts';
import { a, b, code, keep, recalled, recordingFor, test } from './store.ts';

test.skip(process.platform !== 'linux', 'what a process runs is told by /proc');

test('Of two recordings for the same the later one counts, and the file does not grow by them', async ({
  places,
}) => {
  const { folder } = places;
  const size = async () => (await readFile(join(folder, 'recordings.ndjson'))).length;
  await keep(places);
  await openStore(folder, code);
  const once = await size();
  for (const made of ['x', 'y', 'z']) await keep(places, a, { code: made });
  await openStore(folder, code);
  expect(await size()).toBeLessThan(once + 100);
  expect(await recalled(places)).toBeNull();
  expect(await recalled(places, { options: { code: 'z' } })).not.toBeNull();
});

test('The recordings of a scenario that is gone go, and with the last of them their browser', async ({
  places,
}) => {
  const { folder } = places;
  await keep(places, a);
  await keep(places, b);
  await openStore(folder, { ...code, isThere: (id) => id === 'topic/b' });
  expect(await recalled(places)).toBeNull();
  expect(await recalled(places, { one: b })).not.toBeNull();
  await openStore(folder, { ...code, isThere: () => false });
  await openStore(folder, code);
  expect(await readFile(join(folder, 'recordings.ndjson'), 'utf8')).toBe('');
});

test('A line that was cut off costs itself only, also once more is appended', async ({
  places,
}) => {
  const { folder } = places;
  await keep(places, a);
  await appendFile(join(folder, 'recordings.ndjson'), '{"sum":"x","kept":{"topology":"test","colu');
  await keep(places, b);
  expect(await recalled(places)).toEqual(recordingFor(a));
  expect(await recalled(places, { one: b })).toEqual(recordingFor(b));
});

test('Lines that are no recordings are passed over', async ({ places }) => {
  const { folder } = places;
  await keep(places);
  const file = join(folder, 'recordings.ndjson');
  const good = await readFile(file, 'utf8');
  const bad = ['null', '7', '{"sum":7}', '{"sum":"x","kept":7}', '[]', '\0', ''];
  await writeFile(file, [...bad, good, ...bad].join('\n'));
  expect(await recalled(places)).toEqual(recordingFor(a));
});

test('A recording that is damaged anywhere is measured again', async ({ places }) => {
  const { folder } = places;
  await keep(places);
  const file = join(folder, 'recordings.ndjson');
  const good = await readFile(file, 'utf8');
  expect(good).toContain('"sid=1"');
  await writeFile(file, good.replace('"sid=1"', '"sid=2"'));
  expect(await recalled(places)).toBeNull();
  await keep(places);
  expect(await recalled(places)).toEqual(recordingFor(a));
});
