import { expect, test } from '@playwright/test';
import { Command } from 'commander';
import {
  performableInDocker,
  type SelectionOptions,
  selected,
  tableOf,
  unnamedColumns,
  withSelection,
  wordsAsScenarios,
} from '../../lab/cli/selection.ts';

function asked(...words: string[]) {
  const command = withSelection(new Command()).option('--slow', '', false);
  command.parse(words, { from: 'user' });
  return wordsAsScenarios(command.opts<SelectionOptions>(), command.args);
}
const topicsOf = async (...words: string[]) => [
  ...new Set((await selected(asked(...words))).map(({ topic }) => topic)),
];

test('Without words the essentials run, in each engine as shipped', async () => {
  const scenarios = await selected(asked());
  expect(scenarios.length).toBeGreaterThan(5);
  for (const { spec, id } of scenarios) expect(spec.essential, id).toBe(true);
  expect(unnamedColumns(asked())).toBe('as shipped');
  expect(tableOf(asked())).toBe('folded');
});

test('In Docker scenarios with hosts of their own are left out, unless nothing else was asked for', async () => {
  const all = await selected(asked('--all'));
  const hosts = all.filter(({ spec }) => spec.hosts);
  expect(hosts.length).toBeGreaterThan(0);
  const kept = performableInDocker(all);
  expect(kept).toHaveLength(all.length - hosts.length);
  expect(kept.filter(({ spec }) => spec.hosts)).toEqual([]);
  expect(performableInDocker(hosts)).toEqual(hosts);
});

test('--all runs every scenario that takes no minutes, in all default columns, without the table', async () => {
  const scenarios = await selected(asked('--all'));
  expect(scenarios.length).toBeGreaterThan(100);
  expect(scenarios.filter(({ spec }) => spec.slow)).toEqual([]);
  expect(unnamedColumns(asked('--all'))).toBe('default');
  expect(tableOf(asked('--all'))).toBe('none');
});

test('Words and --scenario select from everything, not from the essentials only', async () => {
  expect(await topicsOf('samesite', '--scenario', 'navigations,security')).toEqual([
    ...['samesite', 'navigations', 'security'],
  ]);
  expect(await topicsOf('samesite,flow')).toEqual(['flow', 'samesite']);
  expect(await topicsOf('samesite/, flow/')).toEqual(['flow', 'samesite']);
  expect(await topicsOf('--scenario', '{samesite,flow}/*,security/')).toEqual([
    ...['flow', 'samesite', 'security'],
  ]);
  expect(tableOf(asked('samesite'))).toBe('folded');
  expect(tableOf(asked('samesite', '--all'))).toBe('folded');
});

test('--table prints every row', () => {
  expect(tableOf(asked('--table'))).toBe('every row');
  expect(tableOf(asked('--all', '--table'))).toBe('every row');
});

test('Slow scenarios alone are a mistake of usage without --slow', async () => {
  await expect(selected(asked('samesite/two-minutes-later'))).rejects.toMatchObject({
    code: 'LAB_USAGE',
    fix: 'Add --slow to run them.',
  });
  expect(await selected(asked('samesite/two-minutes-later', '--slow'))).toHaveLength(1);
});

test('An option that npm kept to itself is told, with what to type', () => {
  process.env.npm_config_all = 'true';
  try {
    expect(() => asked()).toThrow(
      expect.objectContaining({ code: 'LAB_USAGE', fix: expect.stringContaining('-- --all') }),
    );
  } finally {
    delete process.env.npm_config_all;
  }
});
