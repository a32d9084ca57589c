/** What traffic cannot show, and whether the import says so. */
import { expect, test } from '@playwright/test';
import { entry, imported } from '../entries.ts';

const registration = '(ES256);path="/refresh";challenge="c"';
const whatIsMissing = async (response: Record<string, string>) => {
  const { gaps } = await imported('devtools', [entry('app.example/login?user=1', { response })]);
  return gaps.filter(({ what }) => what.includes('device-bound'));
};

test('A session that a response binds to the device is named, under either name of the header', async () => {
  for (const name of ['secure-session-registration', 'Sec-Session-Registration']) {
    const [gap, ...others] = await whatIsMissing({ [name]: registration });
    expect(gap?.why).toMatch(
      /^https:\/\/app\.example\/login registers one \(Sec(ure)?-Session-Reg/,
    );
    expect(others).toEqual([]);
  }
  expect(await whatIsMissing({ 'secure-session-challenge': '"c"' })).toEqual([]);
});
