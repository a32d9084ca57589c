import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ownDomains, ownHostNames, platformHosts } from '../../../lab/base/topology.ts';
import {
  ensureTrustedAuthority,
  type TrustedAuthority,
} from '../../../lab/gateway/certificates/trusted.ts';
import {
  type AuthorityOptions,
  createAuthority,
  issueLeaf,
} from '../../../lab/gateway/certificates/x509.ts';
import { verify } from './verify.ts';

let root: string;
let first: TrustedAuthority;
test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lab-authority-'));
  first = await ensureTrustedAuthority(join(root, 'new'));
});
test.afterAll(() => rm(root, { recursive: true }));

const cert = 'ca.pem';
const key = 'ca-key.pem';

/** A folder with the first authority. */
async function copied(): Promise<string> {
  const folder = await mkdtemp(join(root, 'copy-'));
  for (const name of [cert, key]) await copyFile(join(root, 'new', name), join(folder, name));
  return folder;
}

const permissions = async (folder: string, name: string) =>
  (await stat(join(folder, name))).mode & 0o777;

test('An authority is made where there is none, with a key for its owner alone', async () => {
  expect(first).toMatchObject({ made: true, notes: [], file: join(root, 'new', cert) });
  expect(await permissions(join(root, 'new'), key)).toBe(0o600);
  expect(await permissions(join(root, 'new'), cert)).toBe(0o644);
  expect(await ensureTrustedAuthority(join(root, 'new'))).toEqual({ ...first, made: false });
});

test('What it signs for the lab’s own names is verified', async () => {
  const leaf = await issueLeaf(first.pair, ownHostNames, 90);
  for (const host of ['www.example.test', 'sub.api.example.com', 'www-example.localhost']) {
    expect(await verify(leaf, first.pair.cert, host), host).toBe('verified');
  }
});

for (const [what, host, code] of [
  ['a hoster’s customer', 'alice.github.io', 'permitted subtree violation'],
  ['a site elsewhere', 'bank.example', 'permitted subtree violation'],
  ['a name that only ends like one of the lab’s', 'notexample.test', 'permitted subtree violation'],
  ['an IPv4 address', '127.0.0.1', 'excluded subtree violation'],
  ['an IPv6 address', '[::1]', 'excluded subtree violation'],
] as const) {
  test(`A leaf that a thief of its key signs for ${what} is refused`, async () => {
    const leaf = await issueLeaf(first.pair, [host, 'www.example.test'], 90);
    expect(await verify(leaf, first.pair.cert, 'www.example.test')).toBe(code);
  });
}

test('An authority that a thief of its key makes is refused, and what that one signs', async () => {
  const { BasicConstraintsExtension, X509Certificate, X509CertificateGenerator } = await import(
    '@peculiar/x509'
  );
  const below = await createAuthority({ name: 'below', days: 9 });
  const { subject, publicKey } = new X509Certificate(below.cert);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const der = createPrivateKey(first.pair.key).export({ type: 'pkcs8', format: 'der' });
  const signed = await X509CertificateGenerator.create({
    subject,
    publicKey,
    issuer: new X509Certificate(first.pair.cert).subject,
    signingKey: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']),
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const middle = { cert: signed.toString('pem'), key: below.key };
  const leaf = await issueLeaf(middle, ['www.example.test'], 9);
  const chain = { cert: `${leaf.cert}\n${middle.cert}`, key: leaf.key };
  expect(await verify(chain, first.pair.cert, 'www.example.test')).toBe('PATH_LENGTH_EXCEEDED');
});

test('It may sign the names of every topology, and no hoster’s', () => {
  const isBelow = (host: string) =>
    ownDomains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  expect(ownHostNames.filter((host) => !isBelow(host))).toEqual([]);
  expect(platformHosts.filter(isBelow)).toEqual([]);
});

for (const [what, options, reason] of [
  ['could sign any name', { days: 300 }, 'could sign any name'],
  ['was made for other names', { days: 300, domains: ['example.test'] }, 'made for other names'],
  ['ends within a week', { days: 5, domains: ownDomains }, 'ends on'],
] as const satisfies [string, Omit<AuthorityOptions, 'name'>, string][]) {
  test(`An authority that ${what} is replaced, and the note names the one to remove`, async () => {
    const folder = await copied();
    const old = await createAuthority({ name: 'old', ...options });
    await writeFile(join(folder, cert), old.cert);
    await writeFile(join(folder, key), old.key);
    const { made, pair, notes } = await ensureTrustedAuthority(folder);
    expect(made).toBe(true);
    expect(pair.cert).not.toBe(old.cert);
    expect(await readFile(join(folder, cert), 'utf8')).toBe(pair.cert);
    expect(await readFile(join(folder, key), 'utf8')).toBe(pair.key);
    expect(notes.join()).toContain(reason);
    expect(notes.join()).toContain(new X509Certificate(old.cert).fingerprint256);
  });
}

test('A key that others could read is closed to them, and the note says so', async () => {
  const folder = await copied();
  await chmod(join(folder, key), 0o644);
  const { made, notes } = await ensureTrustedAuthority(folder);
  expect(made).toBe(false);
  expect(await permissions(folder, key)).toBe(0o600);
  expect(notes).toEqual([expect.stringContaining('mode 0644')]);
});

test('An unfinished key file that is there already does not become the key', async () => {
  const folder = await mkdtemp(join(root, 'stale-'));
  const stolen = join(root, 'elsewhere.pem');
  await writeFile(join(folder, `${key}.new`), 'stale', { mode: 0o644 });
  await writeFile(stolen, '', { mode: 0o644 });
  await symlink(stolen, join(folder, `${cert}.new`));
  const { made } = await ensureTrustedAuthority(folder);
  expect(made).toBe(true);
  expect(await permissions(folder, key)).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual([key, cert].sort());
  expect(await readFile(stolen, 'utf8')).toBe('');
});

test('A folder in the place of a file is named, and one with a name of the lab’s is left', async () => {
  for (const name of [cert, key]) {
    const folder = await copied();
    await rm(join(folder, name));
    await mkdir(join(folder, name));
    const refused = { code: 'EISDIR', path: join(folder, name) };
    await expect(ensureTrustedAuthority(folder)).rejects.toMatchObject(refused);
  }
  const folder = await copied();
  await mkdir(join(folder, 'mine.new'));
  expect((await ensureTrustedAuthority(folder)).made).toBe(false);
  expect(await readdir(folder)).toContain('mine.new');
});

test('The leaf and its key that an earlier version kept are removed', async () => {
  const folder = await copied();
  for (const name of ['lab.pem', 'lab-key.pem']) await writeFile(join(folder, name), 'old');
  await ensureTrustedAuthority(folder);
  expect((await readdir(folder)).sort()).toEqual([key, cert].sort());
});

for (const [what, break_, problem] of [
  [
    'a certificate that is none',
    (at: string) => writeFile(join(at, cert), 'x'),
    'not a certificate',
  ],
  ['a key that is none', (at: string) => writeFile(join(at, key), 'x'), 'not a private key'],
  ['an empty key', (at: string) => writeFile(join(at, key), ''), 'not a private key'],
  ['no key', (at: string) => rm(join(at, key)), 'is there without'],
  ['no certificate', (at: string) => rm(join(at, cert)), 'is there without'],
  [
    'a key of another certificate',
    async (at: string) =>
      writeFile(join(at, key), (await createAuthority({ name: 'other', days: 9 })).key),
    'is not the key of',
  ],
] as const) {
  test(`With ${what} the message names the file and how to begin anew, and nothing is overwritten`, async () => {
    const folder = await copied();
    await break_(folder);
    const before = await readdir(folder);
    await expect(ensureTrustedAuthority(folder)).rejects.toMatchObject({
      code: 'LAB_CERTIFICATES',
      message: expect.stringMatching(new RegExp(`^${folder}/ca.*${problem}`)),
      fix: expect.stringContaining(`Delete ${folder}`),
    });
    expect(await readdir(folder)).toEqual(before);
  });
}
