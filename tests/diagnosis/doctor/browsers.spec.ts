/** In which browsers a finding fails, beside the one that made the file. */
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../../lab/import/index.ts';
import { form, har, link, visit } from './traffic.ts';

test('A value that no browser takes works in none, though the one before it is kept and sent', async () => {
  const page = 'http://shop.laden.coop/';
  const secure = 'https://shop.laden.coop/';
  const file = har('chrome', [
    visit(secure, { set: ['sid=1a1a; Path=/; Secure; HttpOnly'] }),
    visit(page),
    form(page, `${page}login`, 302, {
      set: ['sid=2b2b; Path=/; HttpOnly'],
      response: { location: `${secure}me` },
    }),
    link(page, `${secure}me`, 401, { cookie: 'sid=1a1a' }),
  ]);
  const [finding, ...others] = diagnose(await importHar(file)).findings;
  expect(others).toEqual([]);
  expect(finding?.code).toBe('set-cookie:overwrites-secure');
  expect(Object.values(finding?.browsers ?? {})).not.toContain('works');
  // Nobody has to be asked whether the form left credentials out.
  expect(finding?.question).toBeNull();
});
