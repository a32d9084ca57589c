/** What browsers say of a request that was blocked as a whole, or whose answer was, in the lab's vocabulary. */
import type { OwnReason } from './codes.ts';
import type { BlockedReason } from './protocol.ts';

/** What was blocked, and why. */
export interface Blocked {
  /** The request: it never left. Or its answer, which nobody may read. */
  readonly on: 'send' | 'read';
  readonly code: OwnReason | 'UnknownError';
}

const request = (code: Blocked['code']): Blocked => ({ on: 'send', code });
const answer = (code: Blocked['code']): Blocked => ({ on: 'read', code });

/** By the protocol's `Network.BlockedReason`. */
export const blockedBy = {
  // As X-Frame-Options and frame-ancestors do; which it was, it does not tell.
  other: answer('UnknownError'),
  csp: request('ContentSecurityPolicy'),
  'mixed-content': request('MixedContent'),
  origin: request('OriginNotAllowed'),
  inspector: request('BlockedByDevTools'),
  integrity: answer('IntegrityMismatch'),
  'subresource-filter': request('SubresourceFilter'),
  'content-type': answer('ContentTypeNotAllowed'),
  'coep-frame-resource-needs-coep-header': answer('EmbedderPolicyRequired'),
  'coop-sandboxed-iframe-cannot-navigate-to-coop-page': answer('OpenerPolicyInSandbox'),
  'corp-not-same-origin': answer('ResourcePolicy'),
  'corp-not-same-origin-after-defaulted-to-same-origin-by-coep': answer('ResourcePolicyRequired'),
  'corp-not-same-origin-after-defaulted-to-same-origin-by-dip': answer('ResourcePolicyRequired'),
  'corp-not-same-origin-after-defaulted-to-same-origin-by-coep-and-dip':
    answer('ResourcePolicyRequired'),
  'corp-not-same-site': answer('ResourcePolicy'),
  'sri-message-signature-mismatch': answer('IntegrityMismatch'),
} as const satisfies Record<BlockedReason, Blocked>;

/** A message on Firefox's console. */
export interface FirefoxBlock extends Blocked {
  readonly category: string;
  /** Matches its English text; the group is the URL. Without one the message's source is the URL. */
  readonly says: RegExp;
}

/** What Firefox's console says of it; measured in ESR 153. */
export const firefoxBlocks: readonly FirefoxBlock[] = [
  {
    ...request('MixedContent'),
    category: 'Mixed Content Blocker',
    says: /^Blocked loading mixed \w+ content “(.*)”$/,
  },
  {
    ...answer('FramingRefused'),
    category: 'CSP_CSPGenericViolation',
    says: /settings blocked the loading of a resource \(frame-ancestors\)/,
  },
  {
    ...request('ContentSecurityPolicy'),
    category: 'CSP_CSPGenericViolation',
    says: /settings blocked the loading of a resource \([\w-]+\) at (\S+?),? because/,
  },
  {
    ...answer('FramingRefused'),
    category: 'X-Frame-Options',
    says: /^The loading of “(.*)” in a frame is denied by “X-Frame-Options“/,
  },
  {
    // Whether the header forbids it, or is only missing under an embedder policy, it does not tell.
    ...answer('ResourcePolicy'),
    category: 'COEP',
    says: /^The resource at “(.*)” was blocked due to its Cross-Origin-Resource-Policy header/,
  },
  {
    ...answer('ContentTypeNotAllowed'),
    category: 'MIMEMISMATCH',
    says: /^The resource from “(.*)” was blocked due to MIME type/,
  },
];
