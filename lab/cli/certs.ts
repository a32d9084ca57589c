/** npm run certs: the state of the lab's certificates, and how to trust its authority. */

import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { certificateFiles, ensureCertificates } from '../gateway/certificates.ts';
import { out } from '../system/colours.ts';
import { exit, runCommand } from './command.ts';

await runCommand(async () => {
  const { folder, ca, leaf, names, made } = await ensureCertificates();
  const authority = new X509Certificate(ca.cert);
  const until = (pem: string) => new Date(new X509Certificate(pem).validTo).toDateString();
  const file = join(folder, certificateFiles.ca.cert);
  console.log(`${out.bold('The lab’s certificates')}, ${made ? 'made just now' : 'found good'}

  authority  ${file}
             until ${until(ca.cert)}, SHA-256 ${authority.fingerprint256}
  leaf       ${join(folder, certificateFiles.leaf.cert)}
             until ${until(leaf.cert)}, for ${names.length} names: ${names.slice(0, 4).join(', ')} …

The lab’s own browsers need no trust: it is given to them at start. For a browser of
yours, trust the authority. Whoever has its key can then pose as any site to you: the
key never leaves ${folder}; take the trust away when you are done.

  Debian, Ubuntu   sudo cp ${file} /usr/local/share/ca-certificates/cookie-lab.crt && sudo update-ca-certificates
  Fedora           sudo trust anchor ${file}
  macOS            sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}
  Windows          certutil -addstore -f ROOT ${file}
  Firefox          Settings → Privacy & Security → View Certificates → Authorities → Import
  Chromium, Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n cookie-lab -i ${file}
`);
  return exit.ok;
});
