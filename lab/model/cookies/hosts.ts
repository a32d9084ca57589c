/** Host names: addresses, loopback, domain matching. */

/** Dotted IPv4 or bracketed IPv6, as WHATWG URL writes hosts. */
export const isIpAddress = (host: string): boolean =>
  /^\d+(\.\d+){3}$/.test(host) || host.startsWith('[');

/**
 * Does the host name this machine?
 *
 *     'localhost', 'api.localhost', '127.0.0.1', '127.1.2.3', '[::1]' → true
 *     'localhost.test', '128.0.0.1'                                   → false
 */
export const isLoopback = (host: string): boolean =>
  /(^|\.)localhost$/.test(host) || /^127(\.\d+){3}$/.test(host) || host === '[::1]';

/**
 * RFC 10025 §5.1.3: domain matching. Both are canonicalized already: WHATWG
 * URL lower-cases hosts and turns U-labels into A-labels (§5.1.2).
 *
 *     'api.example.test' matches 'example.test' and 'api.example.test'
 *     'example.test'     does not match 'api.example.test'
 *     'notexample.test'  does not match 'example.test'
 *     '10.0.0.1'         does not match '0.0.1'
 */
export function domainMatches(host: string, domain: string): boolean {
  if (host === domain) return true;
  return domain !== '' && host.endsWith(`.${domain}`) && !isIpAddress(host);
}
