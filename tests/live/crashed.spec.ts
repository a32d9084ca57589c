/** A page's own process that dies: whoever waits for the page is told at once. Linux only. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { networkOf } from '../../lab/run/network.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from './processes.ts';

test.skip(process.platform !== 'linux', 'processes are found in /proc');

/** Runs in the page. */
const addFrame = (url: string) =>
  new Promise<void>((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    frame.onload = () => resolve();
    document.body.append(frame);
  });

/** Runs in the page. */
const work = () => {
  const end = Date.now() + 400;
  while (Date.now() < end);
};

/** proc(5) `utime`: clock ticks that a process has worked. */
const workOf = (id: number) =>
  Number(
    readFileSync(`/proc/${id}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[11],
  );

for (const struck of ['page', 'frame in a page'] as const)
  test(`A ${struck} of Chromium whose process dies is noticed at once, not when an answer is overdue`, async () => {
    const profile = profiles.find(({ id }) => id === 'chromium');
    const column = profile && findColumn(profile);
    test.skip(!column, 'no Chromium is installed');
    if (!column) return;
    const gateway = await startEmbedded();
    const earlier = new Set(descendants(process.pid));
    const renderers = () =>
      descendants(process.pid).filter(
        (id) => !earlier.has(id) && commandLine(id).includes('--type=renderer'),
      );
    const browser = await column.driver.launch(column.profile, networkOf(gateway, false));
    try {
      const session = await browser.session();
      await session.open('https://www.example.test/', 30_000);
      await session.evaluate(addFrame, 'https://www.other.test/', 30_000);
      const before = new Map(renderers().map((id) => [id, workOf(id)]));
      await session.evaluate(work, null, 30_000);
      const worked = (id: number) => workOf(id) - (before.get(id) ?? 0);
      const [ofPage, ...others] = renderers().sort((a, b) => worked(b) - worked(a));
      const never = () => new Promise<void>(() => {});
      const answer = session.evaluate(never, null, 60_000).catch((error) => error);
      await wait(500); // it is asked
      for (const id of struck === 'page' ? [ofPage as number] : others) process.kill(id, 'SIGKILL');
      const late = wait(10_000, 'nothing is said');
      expect(await Promise.race([answer, late])).toMatchObject({ code: 'LAB_BROWSER_LOST' });
      await expect(session.open('https://www.example.test/', 30_000)).rejects.toMatchObject({
        code: 'LAB_BROWSER_LOST',
      });
    } finally {
      await browser.close();
      await gateway.close();
    }
  });
