/** Hosts of a scenario's own: origins that are not the lab's, and that it stands in for. */

/** Is it this machine, to every browser? */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || /^127(\.\d+){3}$/.test(hostname);

/** Why the lab cannot stand in for an origin; null where it can. */
export function problemOfOrigin(origin: string): string | null {
  if (!URL.canParse(origin)) return 'is no URL';
  const url = new URL(origin);
  if (!['http:', 'https:'].includes(url.protocol)) return 'is neither http nor https';
  if (url.origin !== origin) return `is no origin; that would be ${url.origin}`;
  if (isLoopbackHost(url.hostname) && url.port === '') {
    return 'is on this machine, at a port that only its system may open';
  }
  if (url.hostname.startsWith('[')) return 'is an IPv6 address';
  return null;
}
