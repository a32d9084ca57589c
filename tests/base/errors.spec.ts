import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { errorCodes } from '../../lab/base/errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

test('Every error code is explained in docs/errors.md', () => {
  for (const [code, cause] of Object.entries(errorCodes)) {
    const line = page.split('\n').find((one) => one.startsWith(`| \`${code}\``));
    expect(line, code).toContain(cause.slice(0, 20));
  }
});
