import { expect, test } from '@playwright/test';
import { pageScript, resourceScript } from '../../lab/page/bundle.ts';
import { descendants, stillRunning } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';

test('Scripts are bundled although the process that does it was killed', async () => {
  test.skip(process.platform !== 'linux', 'it is found in /proc');
  expect(await pageScript()).toContain('lab');
  const bundlers = descendants(process.pid).filter((id) => commandLine(id).includes('esbuild'));
  expect(bundlers).not.toEqual([]);
  for (const id of bundlers) process.kill(id, 'SIGKILL');
  await expect.poll(() => stillRunning(bundlers)).toEqual([]);
  expect(await resourceScript('worker')).not.toBe('');
});
