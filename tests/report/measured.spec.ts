import { expect, test } from '@playwright/test';
import { measuredTexts } from '../../lab/report/measured.ts';
import type { ResultColumn } from '../../lab/results/results.ts';
import { column } from '../results/results.ts';

const measured = (id: string, oldest: string, newest: string, kept: number): ResultColumn => ({
  ...column(id, 'chromium', ''),
  measured: { oldest: `${oldest}:00.000Z`, newest: `${newest}:59.000Z`, scenarios: 3, kept },
});
const columns = [
  measured('a', '2026-11-27T14:03', '2026-11-27T14:03', 0),
  measured('b', '2026-11-27T14:03', '2026-11-27T14:09', 3),
  measured('c', '2026-11-27T14:03', '2026-11-27T14:09', 3),
  measured('d', '2026-11-26T23:59', '2026-11-27T14:09', 2),
  column('model', 'model', ''),
];

test('At the end of a run each column is said to be measured now, earlier, or in part', () => {
  expect(measuredTexts({ columns }, true)).toEqual([
    'a: now',
    'b, c: 2026-11-27 14:03–14:09 UTC',
    'd: 1 of 3 scenarios now, the rest since 2026-11-26 23:59 UTC',
  ]);
});

test('In files each column is said to be measured from when to when', () => {
  expect(measuredTexts({ columns }, false)).toEqual([
    'a: 2026-11-27 14:03 UTC',
    'b, c: 2026-11-27 14:03–14:09 UTC',
    'd: 2026-11-26 23:59 – 2026-11-27 14:09 UTC',
  ]);
});
