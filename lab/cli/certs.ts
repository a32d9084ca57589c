/** npm run certs: the authority for browsers of your own, and how to trust it. */

import { X509Certificate } from 'node:crypto';
import { ownDomains } from '../base/topology.ts';
import { writeServerCertificates } from '../gateway/certificates/server.ts';
import { ensureTrustedAuthority } from '../gateway/certificates/trusted.ts';
import { err, out } from '../system/colours.ts';
import { exit, notEmpty, runCommand, say, wordsOf } from './command.ts';

const command = wordsOf('certs')
  .description(
    'Shows the authority that browsers of your own may trust, making it where there is none.\n' +
      'The browsers that the lab starts need none: each run has an authority of its own, in memory.',
  )
  .option(
    '--server <folder>',
    'also write there what an HTTPS server needs: certificates with their keys, one file a set of names',
    notEmpty,
  );

await runCommand(async () => {
  const { server } = command.parse().opts<{ server?: string }>();
  const { file, pair, made, notes } = await ensureTrustedAuthority();
  for (const note of notes) say(err.yellow(note));
  if (server !== undefined) {
    for (const written of await writeServerCertificates(server, pair)) say(written);
  }

  const { validTo, fingerprint256 } = new X509Certificate(pair.cert);
  console.log(`${out.bold('The lab’s authority')}, ${made ? 'made just now' : 'made earlier'}

  ${file}
  until ${new Date(validTo).toDateString()}, SHA-256 ${fingerprint256}

It can sign certificates for these domains and the names below them, and for nothing else:
  ${ownDomains.join(' ')}

To open the lab in a browser of your own, trust it. Remove it when you are done.

  Debian, Ubuntu   sudo cp ${file} /usr/local/share/ca-certificates/cookie-lab.crt && sudo update-ca-certificates
  Fedora           sudo trust anchor ${file}
  macOS            sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}
  Windows          certutil -addstore -f ROOT ${file}
  Firefox          Settings → Privacy & Security → View Certificates → Authorities → Import
  Chromium, Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n cookie-lab -i ${file}
`);
  return exit.ok;
});
