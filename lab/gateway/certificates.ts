/**
 * The lab's certificate authority and its one leaf for every lab host, kept in
 * certs/ and made anew when missing, near expiry, or short of a host.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Certificate, createCA, createCert } from 'mkcert';
import { LabError } from '../base/errors.ts';
import { allHostNames } from '../base/topology.ts';
import { writeOwned } from '../system/files.ts';

export const certificatesFolder = fileURLToPath(new URL('../../certs', import.meta.url));

export const certificateFiles = {
  ca: { cert: 'ca.pem', key: 'ca-key.pem' },
  leaf: { cert: 'lab.pem', key: 'lab-key.pem' },
} as const;

/** Days a new certificate holds. Browsers accept no leaf of more than 397. */
const validity = { ca: 365, leaf: 90 } as const;
/** Days before its end at which a certificate is replaced. */
const renewal = 7;
const day = 24 * 60 * 60 * 1000;

export interface Certificates {
  readonly folder: string;
  readonly ca: Certificate;
  readonly leaf: Certificate;
  readonly names: readonly string[];
  /** Whether the files were found good, or made in this call. */
  readonly made: boolean;
}

/**
 * Reads the certificates, making what is missing.
 *
 * @throws {LabError} LAB_CERTIFICATES when the folder cannot be written.
 */
export async function ensureCertificates(folder = certificatesFolder): Promise<Certificates> {
  try {
    const names = allHostNames;
    const oldCa = await read(folder, 'ca');
    const ca = oldCa && holds(oldCa) ? oldCa : undefined;
    const oldLeaf = ca && (await read(folder, 'leaf'));
    if (ca && oldLeaf && holds(oldLeaf) && issuedFor(oldLeaf, ca, names)) {
      return { folder, ca, leaf: oldLeaf, names, made: false };
    }
    const issuer = ca ?? (await makeCa());
    const leaf = await createCert({ domains: [...names], validity: validity.leaf, ca: issuer });
    if (!ca) await write(folder, 'ca', issuer);
    await write(folder, 'leaf', leaf);
    return { folder, ca: issuer, leaf, names, made: true };
  } catch (error) {
    throw new LabError(
      'LAB_CERTIFICATES',
      `The certificates in ${folder} could not be made: ${(error as Error).message}`,
      'Make the folder writable, or delete the files in it and run again.',
      error,
    );
  }
}

/**
 * What Chromium is to accept instead of any certificate (`--ignore-certificate-errors-spki-list`):
 * the base64 of the SHA-256 of the leaf's SubjectPublicKeyInfo.
 */
export function publicKeyHash({ leaf }: Pick<Certificates, 'leaf'>): string {
  const key = new X509Certificate(leaf.cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

function makeCa(): Promise<Certificate> {
  return createCA({
    organization: 'Cookie lab (this machine only)',
    countryCode: 'ZZ',
    state: 'Lab',
    locality: 'Lab',
    validity: validity.ca,
  });
}

async function read(
  folder: string,
  which: keyof typeof certificateFiles,
): Promise<Certificate | undefined> {
  const files = certificateFiles[which];
  try {
    const [cert, key] = await Promise.all(
      [files.cert, files.key].map((file) => readFile(join(folder, file), 'utf8')),
    );
    return cert && key ? { cert, key } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function write(folder: string, which: keyof typeof certificateFiles, pair: Certificate) {
  const files = certificateFiles[which];
  await writeOwned(join(folder, files.cert), pair.cert);
  await rm(join(folder, files.key), { force: true }); // an old file would keep its old mode
  await writeOwned(join(folder, files.key), pair.key, 0o600);
}

function holds({ cert }: Certificate): boolean {
  return Date.parse(new X509Certificate(cert).validTo) - Date.now() > renewal * day;
}

function issuedFor(leaf: Certificate, ca: Certificate, names: readonly string[]): boolean {
  const certificate = new X509Certificate(leaf.cert);
  return (
    certificate.checkIssued(new X509Certificate(ca.cert)) &&
    names.every((name) => certificate.checkHost(name) !== undefined)
  );
}
