/**
 * What the model asks of the public suffix list (https://publicsuffix.org). It
 * is handed in: the list's version changes verdicts, so it is an input like any other.
 */
export interface SuffixList {
  /**
   * Is the whole domain a public suffix, by a rule of the list or by its default rule `*`?
   *
   *     'com', 'co.uk', 'test' → true
   *     'example.com'          → false
   */
  isPublicSuffix(domain: string): boolean;
  /** The suffix and one label more; null for suffixes and IP addresses. */
  registrableDomain(host: string): string | null;
  /** Does a rule of the list itself cover the host, not only the default rule `*`? */
  isListed(host: string): boolean;
}
