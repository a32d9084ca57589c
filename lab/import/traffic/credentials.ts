/**
 * Fetch's credentials mode. No exporter writes it: Chromium tells it in a live recording; else the kind
 * of request does, and for scripts what went with the request and what the page was allowed to read.
 * The absence of a cookie never tells.
 */
import { getHeader } from '../../base/headers.ts';
import type { PlannedExchange, RequestKind } from '../../scenario/plan/planned.ts';
import type { Message } from '../../scenario/recording.ts';
import { passesCheck, permits } from './cors.ts';
import type { Kind } from './request-kind.ts';

export type Credentials = PlannedExchange['credentials'];

export interface CredentialsClues {
  readonly kind: Kind;
  /** Whether it included them, as the browser itself says; null where it does not. */
  readonly told: boolean | null;
  /** Is the target of the client's own origin, as far as is known? */
  readonly isSameOrigin: boolean;
  /** The actual request; undefined where none left. */
  readonly message: Message | undefined;
  readonly preflight: Message | undefined;
  /** Could the page read the response? Undefined where the file does not tell. */
  readonly readable: boolean | undefined;
  /** Does this browser send Sec-Fetch-Storage-Access with each credentialed third-party request? */
  readonly tellsStorageAccess: boolean;
  /** Do client and target have one scheme? */
  readonly isSameScheme: boolean;
  /** Is the client a top-level document? */
  readonly isTopLevel: boolean;
}

/** The values that are possible, the likeliest first. One: it is known. */
export function credentialsOf(clues: CredentialsClues): readonly Credentials[] {
  const { kind, mode, isManifest } = clues.kind;
  if (isManifest) return [provenByHeaders(clues) === true ? 'include' : 'omit'];
  if (!(isScripted(kind) && mode !== 'navigate')) return [ofElement(kind, mode)];
  const proof = clues.told ?? provenByHeaders(clues) ?? provenByReading(clues);
  if (clues.isSameOrigin) {
    // Both send cookies to the own origin, and differ on the way of a redirect alone.
    if (proof !== null) return [proof ? 'same-origin' : 'omit'];
    return ['same-origin', 'omit'];
  }
  if (proof === true) return ['include'];
  // Cross-origin the other two are the same.
  if (proof === false) return ['same-origin'];
  return expectsCredentials(clues) ? ['include', 'same-origin'] : ['same-origin', 'include'];
}

/** Does the server reckon with them? No proof, but the likelier of two. */
function expectsCredentials({ message }: CredentialsClues): boolean {
  const lines = message?.response?.headers.lines ?? [];
  return (
    getHeader(lines, 'access-control-allow-credentials') === 'true' ||
    // Who answers everybody sets cookies for others: trackers, load balancers, guards.
    (getHeader(lines, 'set-cookie') !== null &&
      getHeader(lines, 'access-control-allow-origin') !== '*')
  );
}

const isScripted = (kind: RequestKind) =>
  kind === 'fetch' || kind === 'xhr' || kind === 'eventSource';

/** `crossorigin` makes an element's request one of mode cors; `use-credentials` is rare. */
function ofElement(kind: RequestKind, mode: Kind['mode']): Credentials {
  if (kind === 'font' || kind === 'module script') return 'same-origin';
  return mode === 'cors' && kind !== 'beacon' ? 'same-origin' : 'include';
}

/** What only goes with credentials, or always goes with them. */
function provenByHeaders(clues: CredentialsClues): boolean | null {
  const { message, preflight, isSameOrigin } = clues;
  // Firefox sends it with the preflight as well.
  const early = getHeader(preflight?.request.headers.lines ?? [], 'sec-fetch-storage-access');
  if (early !== null) return true;
  if (!message) return null;
  const { lines } = message.request.headers;
  if (getHeader(lines, 'cookie') !== null) return true;
  if (isSameOrigin) return null;
  if (getHeader(lines, 'sec-fetch-storage-access') !== null) return true;
  // To Firefox a page and an API that differ in scheme alone are one site, whatever Sec-Fetch-Site says.
  const isThirdParty =
    clues.isTopLevel &&
    getHeader(lines, 'sec-fetch-site') === 'cross-site' &&
    clues.isSameScheme &&
    isSecure(message);
  return clues.tellsStorageAccess && isThirdParty ? false : null;
}

const isSecure = ({ request: { url } }: Message) =>
  url.startsWith('https:') || /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(url);

/**
 * Fetch §4.10, CORS check: with credentials, `*` and a missing Access-Control-Allow-Credentials fail;
 * without, they do not matter. So what passed or failed tells, where nothing else is wrong.
 */
function provenByReading(clues: CredentialsClues): boolean | null {
  const { kind, message, preflight, readable, isSameOrigin } = clues;
  if (readable === undefined || isSameOrigin || (kind.mode !== 'cors' && !preflight)) return null;
  const checked = message ?? preflight;
  if (!checked?.response || (checked === preflight && !permits(preflight))) return null;
  return passesCheck(checked, false) && !passesCheck(checked, true) ? !readable : null;
}
