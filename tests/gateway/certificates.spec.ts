/** One test after the other: making a certificate takes a while, so they share an authority. */
import { X509Certificate } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createCA, createCert } from 'mkcert';
import { allHostNames } from '../../lab/base/topology.ts';
import {
  type Certificates,
  certificateFiles,
  ensureCertificates,
} from '../../lab/gateway/certificates.ts';

test.describe.configure({ mode: 'default' });

let first: Certificates;
test.beforeAll(async () => {
  first = await ensureCertificates(join(await mkdtemp(join(tmpdir(), 'lab-certs-')), 'new'));
});
test.afterAll(() => rm(join(first.folder, '..'), { recursive: true }));

/** A folder with the first authority and leaf. */
async function copied(): Promise<string> {
  const folder = await mkdtemp(join(first.folder, '../copy-'));
  for (const file of Object.values(certificateFiles).flatMap(({ cert, key }) => [cert, key])) {
    await copyFile(join(first.folder, file), join(folder, file));
  }
  return folder;
}

test('Where there is none a certificate is made, for every name and by the authority', () => {
  expect(first.made).toBe(true);
  const leaf = new X509Certificate(first.leaf.cert);
  const ca = new X509Certificate(first.ca.cert);
  for (const name of allHostNames) expect(leaf.checkHost(name), name).toBe(name);
  expect(leaf.checkHost('evil.com')).toBeUndefined();
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect([ca.ca, leaf.ca]).toEqual([true, false]);
});

test('No browser finds the leaf valid for too long', () => {
  const { validFrom, validTo } = new X509Certificate(first.leaf.cert);
  const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThanOrEqual(397);
});

test('The keys are for their owner alone', async () => {
  for (const { cert, key } of Object.values(certificateFiles)) {
    expect((await stat(join(first.folder, key))).mode & 0o777).toBe(0o600);
    expect((await stat(join(first.folder, cert))).mode & 0o077).not.toBe(0);
  }
});

test('Good certificates are used again', async () => {
  const again = await ensureCertificates(first.folder);
  expect(again).toEqual({ ...first, made: false });
});

const leafFor = (domains: readonly string[], validity: number) =>
  createCert({ domains: [...domains], validity, ca: first.ca });

for (const [name, domains, validity] of [
  ['lacks a host', allHostNames.slice(1), 90],
  ['ends within a week', allHostNames, 5],
] as const) {
  test(`A leaf that ${name} is made anew, by the same authority, and its key kept secret`, async () => {
    const folder = await copied();
    const { cert, key } = await leafFor(domains, validity);
    await writeFile(join(folder, certificateFiles.leaf.cert), cert);
    await rm(join(folder, certificateFiles.leaf.key));
    await writeFile(join(folder, certificateFiles.leaf.key), key, { mode: 0o666 });
    const { made, ca, leaf } = await ensureCertificates(folder);
    expect(made).toBe(true);
    expect(ca).toEqual(first.ca);
    expect(leaf.cert).not.toBe(cert);
    expect(await readFile(join(folder, certificateFiles.leaf.cert), 'utf8')).toBe(leaf.cert);
    const { mode } = await stat(join(folder, certificateFiles.leaf.key));
    expect(mode & 0o777).toBe(0o600);
  });
}

test('An authority that ends within a week is made anew, and its leaf with it', async () => {
  const folder = await copied();
  const old = await createCA({
    organization: 'x',
    countryCode: 'ZZ',
    state: 'x',
    locality: 'x',
    validity: 5,
  });
  await writeFile(join(folder, certificateFiles.ca.cert), old.cert);
  await writeFile(join(folder, certificateFiles.ca.key), old.key);
  const { made, ca, leaf } = await ensureCertificates(folder);
  expect(made).toBe(true);
  expect(ca.cert).not.toBe(old.cert);
  expect(new X509Certificate(leaf.cert).verify(new X509Certificate(ca.cert).publicKey)).toBe(true);
});

test('A file that is no certificate is named, with the fix', async () => {
  const folder = await copied();
  await writeFile(join(folder, certificateFiles.leaf.cert), 'nonsense');
  await expect(ensureCertificates(folder)).rejects.toMatchObject({
    code: 'LAB_CERTIFICATES',
    message: expect.stringContaining(folder),
    fix: expect.stringContaining('delete'),
  });
});
