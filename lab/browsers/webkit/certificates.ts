/** The certificates that WebKitGTK is told to accept: it takes files, one for each host. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Network } from '../driver.ts';

export interface AcceptedCertificates {
  /** The value of `webkitgtk:browserOptions.certificates`. */
  readonly option: readonly { readonly host: string; readonly certificateFile: string }[];
  /** Removes the files. Never rejects. */
  remove(): Promise<void>;
}

export async function acceptedCertificates(
  certificates: Network['certificates'],
): Promise<AcceptedCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const different = [...new Set(certificates.map(({ cert }) => cert))];
  const files = new Map(different.map((cert, i) => [cert, join(folder, `${i}.pem`)]));
  for (const [cert, file] of files) await writeFile(file, cert);
  return {
    option: certificates.map(({ host, cert }) => ({
      host,
      certificateFile: files.get(cert) ?? '',
    })),
    remove: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
  };
}
