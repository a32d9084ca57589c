import { X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createRunAuthority } from '../../../lab/gateway/certificates/run.ts';
import { verify } from './verify.ts';

test('The authority of a run signs any names, also addresses and long ones', async () => {
  const { cert, certificateFor } = await createRunAuthority();
  const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.shop.example`;
  const hosts = ['api.bank.example', '192.0.2.7', '[2001:db8::7]', 'localhost', long];
  const leaf = await certificateFor(hosts);
  for (const host of ['api.bank.example', 'localhost', long]) {
    expect(await verify(leaf, cert, host), host).toBe('verified');
  }
  expect(await verify(leaf, cert, 'other.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  const seen = new X509Certificate(leaf.cert);
  expect(['192.0.2.7', '2001:db8::7'].map((address) => seen.checkIP(address))).toEqual([
    '192.0.2.7',
    '2001:db8::7',
  ]);
  expect(seen.ca).toBe(false);
});

test('All its leaves have one key, so that a running browser accepts later ones; runs differ', async () => {
  const [one, other] = [await createRunAuthority(), await createRunAuthority()];
  const first = await one.certificateFor(['a.example']);
  const later = await one.certificateFor(['b.example']);
  expect(later.key).toBe(first.key);
  expect(later.cert).not.toBe(first.cert);
  expect((await other.certificateFor(['a.example'])).key).not.toBe(first.key);
  expect(await verify(first, other.cert, 'a.example')).not.toBe('verified');
});

test('No browser finds a leaf valid for too long', async () => {
  const { certificateFor } = await createRunAuthority();
  const { validFrom, validTo } = new X509Certificate((await certificateFor(['a.example'])).cert);
  const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
  expect(days).toBeGreaterThan(1);
  expect(days).toBeLessThanOrEqual(397);
});
