/** What commands print, when it goes to another program. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

test.skip(process.platform === 'win32', 'needs a shell of POSIX');

/** The output of the matrix on paper after a reader in the shell, and the command's own exit code. */
function matrixInto(reader: string): { text: string; code: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'lab-pipe-'));
  const command = [
    ...[process.execPath, '--import', 'tsx', 'lab/cli/matrix.ts'],
    ...['--browsers', 'model', '--scenario', 'samesite', '--json', '--out', folder],
  ];
  const line = `{ "$0" "$@"; echo "exit code $?" >&2; } | { ${reader}; }`;
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', line, ...command], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  rmSync(folder, { recursive: true });
  return { text: stdout, code: /exit code (\d+)/.exec(stderr)?.[1] };
}

test('A reader that is slow gets the results whole, more than a pipe holds', () => {
  const { text, code } = matrixInto('dd bs=1 count=1 2>/dev/null; sleep 1; cat');
  expect(text.length).toBeGreaterThan(65_536);
  expect(JSON.parse(text)).toMatchObject({ schema: 1 });
  expect(code).toBe('0');
});

test('A reader that has read enough does not make the run fail', () => {
  const { text, code } = matrixInto('head -c 10');
  expect(text).toHaveLength(10);
  expect(code).toBe('0');
});
