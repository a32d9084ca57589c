/** What the doctor prints of a recording that is full of secrets. */
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../../lab/import/index.ts';
import { doctorJson, doctorText } from '../../../lab/report/doctor.ts';
import { get, har, visit } from './traffic.ts';

const app = 'https://app.acme.io/';
const api = 'https://api.acme.io';

test('Neither cookie values nor tokens in URLs and Authorization are shown', async () => {
  const page = `${app}reset/8f3a91c2d4e5f6a7b8c9?token=tok_abc123`;
  const text = har('chrome', [
    visit(page, { set: ['sid=s3cr3t-value; Path=/auth'] }),
    get(page, `${app}magic/eyJhbGciOiJIUzI1NiJ9.abc/me?key=sk_live_1`, 401, {
      cookie: 'theme=dark-red',
    }),
    get(page, `${api}/magic/eyJhbGciOiJIUzI1NiJ9.abc?key=sk_live_1`, 200, {
      request: { authorization: 'Bearer b3ar3r' },
      blocked: true,
    }),
  ]);
  const imported = await importHar(text);
  const diagnosis = diagnose(imported);
  expect(diagnosis.findings.map(({ code }) => code)).toEqual([
    'set-cookie:path-mismatch',
    'cors:acao-missing',
  ]);
  const shown = {
    imported,
    diagnosis,
    showValues: false,
    why: true,
    framework: 'express' as const,
  };
  const output = doctorText(shown) + JSON.stringify(doctorJson(shown));
  const secrets = ['s3cr3t', '8f3a91', 'tok_abc', 'eyJ', 'sk_live', 'b3ar3r', 'dark-red'];
  for (const secret of secrets) expect(output).not.toContain(secret);
  expect(output).toContain('https://app.acme.io/magic/‹a');
});
