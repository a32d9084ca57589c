import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, test } from '@playwright/test';
import { ownDomains, ownHostNames, platformHosts } from '../../../lab/base/topology.ts';
import { writeServerCertificates } from '../../../lab/gateway/certificates/server.ts';
import { shownAt } from '../../../lab/gateway/certificates/shown.ts';
import { createAuthority, type Pair } from '../../../lab/gateway/certificates/x509.ts';
import { verify } from './verify.ts';

let folder: string;
let trusted: Pair;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-server-'));
  trusted = await createAuthority({ name: 'trusted', days: 9, domains: ownDomains });
  await writeServerCertificates(folder, trusted);
});
test.afterAll(() => rm(folder, { recursive: true }));

const bundle = async (name: string): Promise<Pair> => {
  const text = await readFile(join(folder, name), 'utf8');
  return { cert: text, key: text };
};

test('A server gets leaves and their keys, readable by its user alone, and no authority', async () => {
  expect((await readdir(folder)).sort()).toEqual(['hosters.pem', 'lab.pem']);
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    const { cert } = await bundle(name);
    expect(new X509Certificate(cert).ca).toBe(false);
    expect(cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
  }
});

test('Who trusts the authority trusts the lab’s own hosts, and none of a hoster', async () => {
  const [own, hosters] = [await bundle('lab.pem'), await bundle('hosters.pem')];
  expect(await verify(own, trusted.cert, 'api.example.test')).toBe('verified');
  expect(await verify(hosters, trusted.cert, 'alice.github.io')).not.toBe('verified');
  const names = (pair: Pair, hosts: readonly string[]) =>
    hosts.filter((host) => new X509Certificate(pair.cert).checkHost(host) === undefined);
  expect(names(own, ownHostNames)).toEqual([]);
  expect(names(hosters, platformHosts)).toEqual([]);
});

test('OpenSSL says the same', async () => {
  const ca = `${folder}-ca.pem`;
  await writeFile(ca, trusted.cert);
  const says = (name: string) => {
    try {
      const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca];
      return execFileSync('openssl', [...args, join(folder, name)], { stdio: 'pipe' }).toString();
    } catch (error) {
      return `refused: ${error}`;
    }
  };
  expect(says('lab.pem')).toMatch(/: OK\n$/);
  expect(says('hosters.pem')).toMatch(/^refused: /);
  await rm(ca);
});

test('The lab asks a server which certificate it shows for each host', async () => {
  const [own, hosters] = [await bundle('lab.pem'), await bundle('hosters.pem')];
  const server = createServer({ ...own });
  server.addContext('alice.github.io', hosters);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shown = await shownAt(port, ['api.example.test', 'alice.github.io']);
  server.close();
  expect(shown.map(({ host }) => host)).toEqual(['api.example.test', 'alice.github.io']);
  const ends = shown.map(({ cert }) => new X509Certificate(cert).subjectAltName);
  expect(ends[0]).toContain('api.example.test');
  expect(ends[1]).toContain('alice.github.io');
  await expect(shownAt(port, ['api.example.test'])).rejects.toMatchObject({ code: 'LAB_SERVICE' });
});
