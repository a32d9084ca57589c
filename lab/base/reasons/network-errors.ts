/** The errors that network panels show for failed requests, as reason codes of the lab. */
import type { Blocked } from './blocked.ts';
import type { CorsError } from './protocol.ts';

export interface FailedRequest {
  readonly on: Blocked['on'];
  readonly code: Blocked['code'] | CorsError;
}

/** Chromium's net::Error, and Firefox's nsresult and NSS errors. The first row that matches counts. */
const networkErrors: readonly (readonly [RegExp, FailedRequest])[] = [
  [/^ERR_NAME_NOT_RESOLVED$|^NS_ERROR_UNKNOWN_HOST$/, { on: 'send', code: 'HostNotFound' }],
  [
    /^ERR_CONNECTION_REFUSED$|^NS_ERROR_CONNECTION_REFUSED$/,
    { on: 'send', code: 'ConnectionRefused' },
  ],
  [
    /^ERR_CERT_|^(SEC|MOZILLA_PKIX)_ERROR_|^SSL_ERROR_BAD_CERT/,
    { on: 'send', code: 'CertificateNotTrusted' },
  ],
  [/^ERR_SSL_|^SSL_ERROR_/, { on: 'send', code: 'TlsFailed' }],
  [
    /^ERR_BLOCKED_BY_(LOCAL|PRIVATE)_NETWORK_ACCESS_CHECKS$/,
    { on: 'send', code: 'LocalNetworkAccessPermissionDenied' },
  ],
  [/^ERR_BLOCKED_BY_CSP$/, { on: 'send', code: 'ContentSecurityPolicy' }],
  [
    /^ERR_BLOCKED_BY_RESPONSE\.NotSame\w+AfterDefaulted/,
    { on: 'read', code: 'ResourcePolicyRequired' },
  ],
  [/^ERR_BLOCKED_BY_RESPONSE\.NotSame/, { on: 'read', code: 'ResourcePolicy' }],
];

/**
 * What a request failed of; null for an error that can have many causes, as a failed CORS check has.
 *
 *     'net::ERR_CERT_AUTHORITY_INVALID' → CertificateNotTrusted
 *     'net::ERR_FAILED'                 → null
 */
export function failedRequest(error: string): FailedRequest | null {
  const [name = ''] =
    /\b(?:ERR|NS_ERROR|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX_ERROR)_[\w.]+/.exec(error) ?? [];
  return networkErrors.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
