/** What an HTTPS server outside of the lab's process needs, such as Caddy: leaves with their keys, and no authority. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownHostNames, platformHosts } from '../../base/topology.ts';
import { writeOwned } from '../../system/files.ts';
import { createRunAuthority } from './run.ts';
import { issueLeaf, type Pair } from './x509.ts';

/** Days: browsers accept no leaf of more than 397. */
const days = 90;

/**
 * Writes a file for each set of names, with certificate and key, readable by the owner of the folder
 * only. The hosters' names are signed by an authority that nobody can trust, as its key is gone when
 * this returns: only the lab's own browsers accept that leaf. Resolves with the paths.
 */
export async function writeServerCertificates(folder: string, trusted: Pair): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const forgotten = await createRunAuthority();
  const leaves = {
    'lab.pem': await issueLeaf(trusted, ownHostNames, days),
    'hosters.pem': await forgotten.certificateFor(platformHosts),
  };
  const files: string[] = [];
  for (const [name, { cert, key }] of Object.entries(leaves)) {
    const file = join(folder, name);
    await writeOwned(file, [cert, key].map((pem) => `${pem.trim()}\n`).join(''), 0o600);
    files.push(file);
  }
  return files;
}
