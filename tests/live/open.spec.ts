/** npm run open: the bench in a window, in each engine that is installed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { acquireDisplay } from '../../lab/browsers/display.ts';
import { isRoot, userOfTheLab } from '../../lab/browsers/user.ts';
import { engines } from './bench.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

for (const { profile } of engines) {
  test(`npm run open -- --browser ${profile.id} opens the bench, and Ctrl-C ends it`, async () => {
    const display = await acquireDisplay(false, userOfTheLab);
    const words = ['--import', 'tsx', 'lab/cli/open.ts', '--browser', profile.id];
    const command = spawn('node', words, { cwd: root, env: { ...process.env, ...display.env } });
    try {
      let said = '';
      await new Promise<void>((resolve) => {
        command.once('exit', () => resolve());
        command.stderr.on('data', (chunk) => {
          said += chunk;
          if (said.includes(' opens; ')) resolve();
        });
      });
      expect(said).toContain('https://www.example.test/ opens; the lab runs until');
      // Its window is on the display of whoever started it, and so it is theirs.
      const asRoot = `As root run ${profile.id} (its windows are on the display of root)`;
      if (isRoot()) expect(said).toContain(asRoot);
      command.kill('SIGINT');
      expect(await once(command, 'exit')).toEqual([130, null]);
    } finally {
      command.kill('SIGKILL');
      await display.release();
    }
  });
}

test('A browser that there is no such column of is named, with those that there are', async () => {
  const command = spawn('node', ['--import', 'tsx', 'lab/cli/open.ts', '--browser', 'netscape'], {
    cwd: root,
  });
  const texts: string[] = [];
  command.stderr.on('data', (text) => texts.push(String(text)));
  expect(await once(command, 'exit')).toEqual([2, null]);
  expect(texts.join('')).toContain('No browser profile is called "netscape".');
});
