/** How Chromium is told which certificates to accept though it trusts no authority that signed them. */
import { createHash, X509Certificate } from 'node:crypto';

/**
 * The switch for certificates in PEM. It names their public keys: the base64 of the SHA-256 of the
 * SubjectPublicKeyInfo. With all errors ignored nothing would be cached.
 */
export function acceptingSwitch(certificates: readonly { readonly cert: string }[]): string {
  const hashes = new Set([...new Set(certificates.map(({ cert }) => cert))].map(publicKeyHash));
  return `--ignore-certificate-errors-spki-list=${[...hashes].join(',')}`;
}

/** The switch without the keys, which differ from run to run; any other switch as it is. */
export const withoutKeys = (argument: string): string =>
  argument.replace(/^(--ignore-certificate-errors-spki-list)=.*/, '$1');

export function publicKeyHash(pem: string): string {
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
