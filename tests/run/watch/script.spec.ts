/** Scripts of a live session. */
import { expect, test } from '@playwright/test';
import { LabError } from '../../../lab/base/errors.ts';
import { parseScript } from '../../../lab/run/watch/script.ts';

const base = 'http://localhost:3000/shop/';
const steps = (text: string) => parseScript(text, base).map(({ line, ...step }) => step);

test('Plain lines and Playwright’s calls say the same', () => {
  const plain = steps(`
# sign in
goto /login
fill #user "Ada Lovelace"
fill input[name=password] paper tiger
click button[type="submit"]
wait .account
wait 2s
wait 300
wait
reload
back`);
  const calls = steps(`
// sign in
await page.goto('/login');
await page.fill('#user', "Ada Lovelace");
await page.fill('input[name=password]', 'paper tiger');
await page.click('button[type="submit"]')
await page.waitForSelector('.account');
await page.waitForTimeout(2_000);
page.waitForTimeout(300);
await page.waitForLoadState('networkidle');
await page.reload();
await page.goBack();`);
  expect(plain).toEqual(calls);
  expect(plain).toEqual([
    { does: 'goto', url: 'http://localhost:3000/login' },
    { does: 'fill', selector: '#user', frames: [], text: 'Ada Lovelace' },
    { does: 'fill', selector: 'input[name=password]', frames: [], text: 'paper tiger' },
    { does: 'click', selector: 'button[type="submit"]', frames: [] },
    { does: 'wait for', selector: '.account', frames: [] },
    { does: 'wait', ms: 2_000 },
    { does: 'wait', ms: 300 },
    { does: 'settle' },
    { does: 'reload' },
    { does: 'back' },
  ]);
});

test('Quotes are kept where they are part of a selector, and escapes are read', () => {
  expect(
    steps(`click text=Sign in\nclick "text=It's me"\nfill '#a' ''\nclick [aria-label="Log in"]`),
  ).toEqual([
    { does: 'click', selector: 'text=Sign in', frames: [] },
    { does: 'click', selector: "text=It's me", frames: [] },
    { does: 'fill', selector: '#a', frames: [], text: '' },
    { does: 'click', selector: '[aria-label="Log in"]', frames: [] },
  ]);
  expect(steps(`await page.fill('#a', 'it\\'s')`)).toEqual([
    { does: 'fill', selector: '#a', frames: [], text: "it's" },
  ]);
});

test('An element in a frame is named after the frames that lead to it', () => {
  const plain = steps(`
fill #pay >> iframe.inner >> #card "4242 4242"
fill #pay >> #name Ada
click #pay >> text=Pay now
wait "#pay >> .done"`);
  const calls = steps(`
await page.frameLocator('#pay').frameLocator("iframe.inner").locator('#card').fill('4242 4242');
await page.frameLocator('#pay').locator('#name').fill('Ada');
await page.frameLocator('#pay').locator('text=Pay now').click();
await page.frameLocator('#pay').locator('.done').waitFor();`);
  expect(plain).toEqual(calls);
  expect(plain).toEqual([
    { does: 'fill', selector: '#card', frames: ['#pay', 'iframe.inner'], text: '4242 4242' },
    { does: 'fill', selector: '#name', frames: ['#pay'], text: 'Ada' },
    { does: 'click', selector: 'text=Pay now', frames: ['#pay'] },
    { does: 'wait for', selector: '.done', frames: ['#pay'] },
  ]);
  expect(steps(`await page.locator('#a').click()`)).toEqual(steps('click #a'));
});

for (const [text, says] of [
  ['', 'no step'],
  ['goto /\nhover #a', 'Line 2'],
  ["await page.getByRole('button').click()", 'Line 1'],
  ['await page.click(selector)', 'Line 1'],
  ["await page.click('#a', { force: true })", 'Line 1'],
  ['click', 'Line 1'],
  ['click #pay >>', 'Line 1'],
  ["await page.frameLocator('#pay').click()", 'Line 1'],
  ["await page.locator('#a').locator('#b').click()", 'Line 1'],
  ['fill #a', 'Line 1'],
  ['goto http://[', 'Line 1'],
] as const) {
  test(`A script of ${JSON.stringify(text)} is refused: ${says}`, () => {
    let error: unknown;
    try {
      parseScript(text, base);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(LabError);
    expect((error as LabError).code).toBe('LAB_USAGE');
    expect((error as LabError).message).toContain(says);
    expect((error as LabError).fix).toContain('goto URL');
  });
}
