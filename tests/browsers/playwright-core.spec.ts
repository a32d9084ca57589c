import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How many of Playwright's modules a process holds after a piece of code. */
async function loadedBy(code: string): Promise<number> {
  const counts = `const { createRequire } = await import('node:module');
    const held = Object.keys(createRequire('${root}package.json').cache);
    process.stdout.write(String(held.filter((file) => file.includes('playwright-core')).length));`;
  const words = ['--import', 'tsx', '--input-type=module', '-e', `${code}\n${counts}`];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  return Number(stdout);
}

test('Playwright is loaded by the first browser that needs it, and not by whoever only looks for browsers', async () => {
  test.setTimeout(120_000); // two processes load the lab: half a minute on a busy machine
  const look = "const { findColumn, selectProfiles } = await import('./lab/browsers/columns.ts');";
  expect(await loadedBy(`${look} selectProfiles(['chromium', 'firefox']).map(findColumn);`)).toBe(
    0,
  );
  const need = "const { playwright } = await import('./lab/browsers/playwright-core.ts');";
  expect(await loadedBy(`${need} playwright().chromium.name();`)).toBeGreaterThan(0);
});
