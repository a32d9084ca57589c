import { expect, test } from '@playwright/test';
import type { Driver, Network } from '../../lab/browsers/driver.ts';
import { exposure } from '../../lab/browsers/exposure.ts';
import { whyNoLoopback } from '../../lab/browsers/loopback.ts';
import { playwrightDriver } from '../../lab/browsers/playwright.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { isRoot } from '../../lab/browsers/user.ts';

const network = (proxy: string | null): Network => ({ proxy, certificates: [], headed: false });

/** Columns whose browser a throwaway user starts, or a driver as given. */
const columns = (ids: readonly string[], driver: Pick<Driver, 'whyRoot'> = {}) =>
  profiles.flatMap((profile) => (ids.includes(profile.id) ? { profile, driver } : []));

test('A run says what is commanded at a port of the machine', async () => {
  expect(await exposure(columns(['chromium']), network(null))).toEqual([]);
  expect(await exposure(columns(['chromium', 'firefox']), network(null))).toEqual([
    expect.stringContaining('can command Firefox and WebKit'),
  ]);
  const own = (await whyNoLoopback()) === null;
  expect(await exposure(columns(['webkit']), network('127.0.0.1:1'))).toHaveLength(own ? 0 : 1);
});

test('A run as root says which browsers are root’s, and why', async () => {
  const ids = ['playwright:chromium', 'playwright:firefox'];
  const said = await exposure(columns(ids, playwrightDriver('/none')), network(null));
  expect(said).toEqual(
    isRoot()
      ? [
          'As root run playwright:chromium, playwright:firefox (Playwright starts its own builds): prefer an ordinary user.',
        ]
      : [],
  );
});
