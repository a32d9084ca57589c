/** A process of a browser's that dies, and not the whole browser: the lab is told. Linux only. */
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

test('A page of Firefox whose process dies is a browser that is lost, also where it was to go elsewhere', async () => {
  const profile = profiles.find(({ id }) => id === 'firefox');
  const column = profile && findColumn(profile);
  test.skip(!column, 'no Firefox is installed');
  if (!column) return;
  const gateway = await startEmbedded();
  const earlier = new Set(descendants(process.pid));
  const browser = await column.driver.launch(column.profile, networkOf(gateway, false));
  const killPages = () => {
    const pages = descendants(process.pid).filter(
      (id) => !earlier.has(id) && commandLine(id).includes('-isForBrowser'),
    );
    expect(pages).not.toEqual([]);
    for (const id of pages) process.kill(id, 'SIGKILL');
  };
  try {
    const url = 'https://www.example.test/';
    const session = await browser.session();
    await session.stand(url);
    killPages();
    await expect
      .poll(() => session.evaluate(() => null, null, 30_000).catch(({ code }) => code))
      .toBe('LAB_BROWSER_LOST');
    await expect(session.stand(url)).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
    await session.open(url, 30_000);
    const opening = session.open(`${url}?elsewhere`, 30_000).then(
      () => null,
      ({ code }) => code,
    );
    killPages();
    // It may have arrived before its process died.
    expect([null, 'LAB_BROWSER_LOST']).toContain(await opening);
  } finally {
    await browser.close();
    await gateway.close();
  }
});

for (const id of ['chromium', 'chromium:incognito'] as const)
  test(`That ${id} lost its jar with the process for its network is no finding: the browser is lost`, async () => {
    const profile = profiles.find((one) => one.id === id);
    const column = profile && findColumn(profile);
    test.skip(!column, 'no Chromium is installed');
    if (!column) return;
    const gateway = await startEmbedded();
    const earlier = new Set(descendants(process.pid));
    const browser = await column.driver.launch(column.profile, networkOf(gateway, false));
    try {
      const session = await browser.session();
      const url = 'https://www.example.test/';
      for (const round of ['a new jar', 'one that was cleared']) {
        await session.open(url, 30_000);
        await session.evaluate(setCookie, null, 30_000);
        expect(
          (await session.cookies([url])).map(({ name }) => name),
          round,
        ).toContain('a');
        await session.confirmJar?.();
        await session.clearCookies([url]);
      }
      await session.evaluate(setCookie, null, 30_000);
      const keepers = descendants(process.pid).filter(
        (one) => !earlier.has(one) && commandLine(one).includes('network.mojom.NetworkService'),
      );
      expect(keepers).toHaveLength(1);
      for (const one of keepers) process.kill(one, 'SIGKILL');
      await expect(session.confirmJar?.()).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
      // It goes on, as if nothing was.
      await session.open(url, 30_000);
      expect(await session.evaluate(() => document.cookie, null, 30_000)).toBe('');
    } finally {
      await browser.close();
      await gateway.close();
    }
  });

/** Runs in the page. */
const setCookie = () => {
  // biome-ignore lint/suspicious/noDocumentCookie: a page writes it so
  document.cookie = 'a=1; Secure';
  return null;
};
