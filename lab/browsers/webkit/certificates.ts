/** The certificates that WebKitGTK is told to accept: it takes files, one for each host. */
import { existsSync, realpathSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Network } from '../driver.ts';
import type { BrowserUser } from '../user.ts';

export interface AcceptedCertificates {
  /** The value of `webkitgtk:browserOptions.certificates`. */
  readonly option: readonly { readonly host: string; readonly certificateFile: string }[];
  /** The command line that starts a program to which only the authority of a recording is trusted. */
  command(program: string, ...args: string[]): [command: string, args: string[]];
  /** Removes the files. Never rejects. */
  remove(): Promise<void>;
}

/** Where distributions keep the authorities that all programs trust. */
const trustStores = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
];

/**
 * @param canMount may the program have a view of the file system of its own? A recording cannot say
 *   beforehand which hosts a page will ask: so there the authority stands in the place of the system's.
 */
export async function acceptedCertificates(
  { certificates, recorder }: Pick<Network, 'certificates' | 'recorder'>,
  user: BrowserUser,
  canMount = false,
): Promise<AcceptedCertificates> {
  const folder = user.folder('certificates-');
  const different = [...new Set(certificates.map(({ cert }) => cert))];
  const files = new Map(different.map((cert, i) => [cert, join(folder, `${i}.pem`)]));
  for (const [cert, file] of files) await writeFile(file, cert);
  const authority = join(folder, 'authority.pem');
  if (recorder) await writeFile(authority, recorder.authority);
  const mounts = trustStores
    .filter(existsSync)
    .flatMap((store) => ['--ro-bind', authority, realpathSync(store)]);
  return {
    command: (program, ...args) =>
      recorder && canMount && mounts.length > 0
        ? ['bwrap', ['--dev-bind', '/', '/', ...mounts, '--', program, ...args]]
        : [program, args],
    option: certificates.map(({ host, cert }) => ({
      host,
      certificateFile: files.get(cert) ?? '',
    })),
    remove: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
  };
}
