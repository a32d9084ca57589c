/** Which header lines the services can send as a recipe writes them: the same over HTTP/1.1 and HTTP/2. */

/**
 * Headers that say where a message ends or what becomes of its connection: the server writes them.
 * RFC 9110 §7.6.1, RFC 9113 §8.2.2.
 */
const framing: ReadonlySet<string> = new Set([
  ...['connection', 'content-length', 'http2-settings', 'keep-alive', 'proxy-connection', 'te'],
  ...['trailer', 'transfer-encoding', 'upgrade'],
]);

/** Headers that Node sends once only over HTTP/2, and throws where there are two: lib/internal/http2/util.js. */
const single: ReadonlySet<string> = new Set([
  ...['access-control-allow-credentials', 'access-control-max-age'],
  ...['access-control-request-method', 'age', 'authorization', 'content-encoding'],
  ...['content-language', 'content-location', 'content-md5', 'content-range', 'content-type'],
  ...['date', 'dnt', 'etag', 'expires', 'from', 'host', 'if-match', 'if-modified-since'],
  ...['if-none-match', 'if-range', 'if-unmodified-since', 'last-modified', 'location'],
  ...['max-forwards', 'proxy-authorization', 'range', 'referer', 'retry-after', 'tk'],
  ...['upgrade-insecure-requests', 'user-agent', 'x-content-type-options'],
]);

/**
 * Why header lines of these names cannot be sent together; null where they can.
 *
 * @param names as the recipe writes them, and those of headers that the rest of the recipe brings.
 */
export function problemOfNames(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    if (framing.has(lower)) return `"${name}" is the server's own to write`;
    if (single.has(lower) && seen.has(lower)) return `"${name}" can be sent once only`;
    seen.add(lower);
  }
  return null;
}
