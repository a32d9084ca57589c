/** The bench in the hands of its user: by keyboard, on a phone, two tries compared, a bug sent as a link. */
import { test as base, type Page, expect as plainExpect } from '@playwright/test';
import { encodeSequence, plainAsking } from '../../lab/bench/sequence.ts';
import { findCommand } from '../../lab/browsers/columns.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';

const executablePath = findCommand('chromium') ?? '';
base.skip(executablePath === '', 'no Chromium is installed');

const url = 'https://www.example.test/';
/** The machine may be busy. */
const expect = plainExpect.configure({ timeout: 30_000 });

const test = base.extend<{ bench: Page }, { lab: string }>({
  lab: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const gateway = await startEmbedded();
      await use(gateway.proxy ?? '');
      await gateway.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ lab }, use) =>
      use({
        executablePath,
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        proxy: { server: `http://${lab}`, bypass: '<-loopback>' },
      }),
    { scope: 'worker' },
  ],
  ignoreHTTPSErrors: true,
  bench: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(url);
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    await use(page);
    expect(errors).toEqual([]);
  },
});

/** Presses Tab until what has the focus matches. */
async function tabTo(page: Page, selector: string, key = 'Tab') {
  for (let times = 0; times < 80; times++) {
    await page.keyboard.press(key);
    if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

test('The keyboard alone sets a request, sends it, compares two tries and copies a scenario', async ({
  bench,
}) => {
  await tabTo(bench, '[name=to]');
  await bench.keyboard.press('ArrowDown');
  await tabTo(bench, '#path');
  await bench.keyboard.press('ControlOrMeta+a');
  await bench.keyboard.type('/orders');
  await tabTo(bench, '#setCookie');
  await bench.keyboard.type('sid=1; Secure; SameSite=None');
  await tabTo(bench, '.send');
  await bench.keyboard.press('Enter');
  await expect(bench.locator('.try')).toHaveCount(1);
  await bench.keyboard.press('Enter');
  await expect(bench.locator('.try')).toHaveCount(2);
  await expect(bench.locator('.try').first()).toContainText(
    '2. fetch GEThttps://api.other.test/orders',
  );
  for (const _ of [1, 2]) {
    await tabTo(bench, '.try [type=checkbox]');
    await bench.keyboard.press('Space');
  }
  await expect(bench.getByRole('heading', { name: 'Try 1 and try 2' })).toBeVisible();
  await tabTo(bench, '.try .actions button');
  await bench.keyboard.press('Enter');
  const dialog = bench.getByRole('dialog', { name: 'Copy as scenario' });
  await expect(dialog.getByRole('textbox')).toHaveValue(/fetch\(`\$\{otherApi\}\/orders`/);
  await bench.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(bench.getByRole('button', { name: 'As scenario' }).last()).toBeFocused();
});

test('Two tries are compared fact by fact, and what differs is marked', async ({ bench }) => {
  const set = async (credentials: 'omit' | 'include') => {
    const sequence = [{ ...plainAsking, credentials, to: 'own' as const }] as const;
    await bench.goto(`${url}#${encodeSequence(sequence)}`);
    await bench.getByRole('button', { name: 'Send', exact: true }).click();
  };
  await bench.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: a cookie of the page, to be sent or not
    document.cookie = 'seen=1';
  });
  await set('omit');
  await expect(bench.locator('.try')).toHaveCount(1);
  await set('include');
  await expect(bench.locator('.try')).toHaveCount(2);
  for (const box of await bench.getByLabel('Compare').all()) await box.check();
  const differs = bench.locator('tr.differs');
  await expect(differs).toHaveText([/≠ Cookie.*none–seen=1|≠ Cookie.*–seen=1/]);
  await bench.getByLabel('Compare').first().uncheck();
  await expect(differs).toHaveCount(0);
});

test('A bug is sent as a link: nothing of it reaches a server, and all of it is there', async ({
  bench,
  page,
}) => {
  await bench.getByRole('button', { name: /^SameSite=Lax/ }).click();
  await expect(bench.locator('.try')).toHaveCount(2);
  await bench.getByRole('button', { name: 'Copy link' }).click();
  const link = await bench.getByRole('dialog').getByRole('textbox').inputValue();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('button', { name: 'Send all 2' })).toBeVisible();
  await page.getByRole('button', { name: '1 fetch /login' }).click();
  await expect(page.getByLabel('Set-Cookie', { exact: true })).toHaveValue(/SameSite=Lax/);
  await expect(page.getByRole('radio', { name: /api\.other\.test/ })).toBeChecked();
  // The browser keeps a fragment to itself; the page asks for its script and style only.
  expect(asked.map((one) => new URL(one)).filter(({ search }) => search !== '')).toEqual([]);
});

test('What cannot be sent is said where it is written, and Send waits', async ({ bench }) => {
  await bench.getByLabel('Status and headers', { exact: true }).fill('no header at all');
  await expect(bench.locator('.problems')).toContainText('neither a status nor');
  await expect(bench.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await bench.getByLabel('Status and headers', { exact: true }).fill('X-A: one\nContent-Length: 5');
  await expect(bench.locator('.problems')).toContainText('Content-Length');
  await bench.getByLabel('Status and headers', { exact: true }).fill('404');
  await expect(bench.locator('.problems')).toBeEmpty();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`A phone of 320 pixels shows all of it without scrolling sideways, in ${colorScheme} colours`, async ({
    bench,
  }) => {
    await bench.emulateMedia({ colorScheme });
    await bench.setViewportSize({ width: 320, height: 640 });
    await bench.reload();
    await bench.getByText('Twelve usual failures').click();
    await bench.getByRole('button', { name: /session check/ }).click();
    await expect(bench.locator('.try')).toHaveCount(1);
    for (const summary of await bench.locator('.try summary').all()) await summary.click();
    const wide = await bench.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(320);
  });
}
