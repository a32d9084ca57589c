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

/**
 * An older list: the same without some rules, of suffixes that lie under another.
 *
 *     without 'vercel.app', whose own suffix is app:      a.vercel.app → registrable domain vercel.app
 *     without 'up.railway.app', below a registrable one:  a.up.railway.app → railway.app
 */
export function withoutRules(list: SuffixList, missing: readonly string[]): SuffixList {
  const ruleOver = (host: string) =>
    missing.find((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return {
    isPublicSuffix: (domain) => !missing.includes(domain) && list.isPublicSuffix(domain),
    registrableDomain: (host) => {
      const suffix = ruleOver(host);
      if (suffix === undefined) return list.registrableDomain(host);
      return list.registrableDomain(suffix.replace(/^[^.]+\./, '')) ?? suffix;
    },
    isListed: list.isListed,
  };
}
