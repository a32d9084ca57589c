/**
 * The authority that people may trust, for browsers of their own: kept in certs/, and good for the
 * lab's own names only. Whoever steals its key cannot pose as any other site.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../../base/errors.ts';
import { ownDomains } from '../../base/topology.ts';
import { readText, writeOwned } from '../../system/files.ts';
import { createAuthority, domainsOf, type Pair } from './x509.ts';

export const certificatesFolder = fileURLToPath(new URL('../../../certs', import.meta.url));

/** Days that a new authority holds, and how many before its end it is replaced. */
const days = { valid: 365, renewal: 7 } as const;
const day = 24 * 60 * 60 * 1000;

export interface TrustedAuthority {
  /** What to trust: a path. */
  readonly file: string;
  readonly pair: Pair;
  /** Whether it was made in this call, and not found. */
  readonly made: boolean;
  /** What was wrong and has been corrected, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the authority in a folder, making it where there is none, or where the one that is there
 * ends soon or may sign other names. What cannot be read is left for its owner to look at.
 *
 * @throws {LabError} LAB_CERTIFICATES for files that are no certificate, no key, or not a pair.
 */
export async function ensureTrustedAuthority(
  folder = certificatesFolder,
): Promise<TrustedAuthority> {
  const [file, keyFile] = filesIn(folder);
  await removeLeftovers(folder);
  const found = await read(folder);
  const notes = found ? await closed(keyFile) : [];
  const fault = found && (await faultOf(found.cert));
  if (found && !fault) return { file, pair: found, made: false, notes };
  if (found && fault)
    notes.push(`The authority ${fault}: it was replaced. ${distrust(found.cert)}`);

  const name = 'Cookie lab (this machine only)';
  const pair = await createAuthority({ name, days: days.valid, domains: ownDomains });
  await writeOwned(keyFile, pair.key, 0o600);
  await writeOwned(file, pair.cert);
  return { file, pair, made: true, notes };
}

const filesIn = (folder: string) => [join(folder, 'ca.pem'), join(folder, 'ca-key.pem')] as const;

/** Leaves of earlier versions, whose authority might sign anything, and files that were never finished. */
async function removeLeftovers(folder: string) {
  const there = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  const left = there.filter(
    (one) => !one.isDirectory() && /^lab(-key)?\.pem$|\.new$/.test(one.name),
  );
  for (const { name } of left) await rm(join(folder, name), { force: true });
}

async function read(folder: string): Promise<Pair | null> {
  const [file, keyFile] = filesIn(folder);
  const there = filesIn(folder).filter(existsSync);
  if (there.length === 0) return null;
  const fix = `Delete ${there.join(' and ')}, run npm run certs, and trust the new authority.`;
  const wrong = (message: string, cause?: unknown) =>
    new LabError('LAB_CERTIFICATES', message, fix, cause);
  if (there.length === 1) {
    throw wrong(`${there[0]} is there without ${there[0] === file ? keyFile : file}.`);
  }
  const [cert, key] = await Promise.all([readText(file), readText(keyFile)]);
  const certificate = parsed(() => new X509Certificate(cert), `${file} is not a certificate`);
  const privateKey = parsed(() => createPrivateKey(key), `${keyFile} is not a private key`);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw wrong(`${keyFile} is not the key of the certificate ${file}.`);
  }
  return { cert, key };

  function parsed<Value>(parse: () => Value, otherwise: string): Value {
    try {
      return parse();
    } catch (error) {
      throw wrong(`${otherwise}: ${(error as Error).message}.`, error);
    }
  }
}

/** Closes a key to all but its owner, and says so where it was open. */
async function closed(keyFile: string): Promise<string[]> {
  const mode = (await stat(keyFile)).mode & 0o777;
  if ((mode & 0o077) === 0) return [];
  await chmod(keyFile, 0o600);
  return [
    `${keyFile} could be read by other users of this machine (mode 0${mode.toString(8)}): it is 0600 now. ` +
      'If anyone else uses this machine, delete the authority and make a new one.',
  ];
}

/** Why an authority is not fit for use; null where it is. */
async function faultOf(cert: string): Promise<string | null> {
  const certificate = new X509Certificate(cert);
  const domains = await domainsOf(cert);
  if (!certificate.ca || !domains) return 'could sign any name';
  if (domains.join() !== ownDomains.join()) return 'was made for other names';
  const end = Date.parse(certificate.validTo);
  return end - Date.now() > days.renewal * day ? null : `ends on ${new Date(end).toDateString()}`;
}

const distrust = (cert: string) =>
  `Remove it wherever you trust it: SHA-256 ${new X509Certificate(cert).fingerprint256}`;
