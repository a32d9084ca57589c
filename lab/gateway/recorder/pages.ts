/** Which requests are of pages, and which the browser makes for itself. */
import { getHeader, type HeaderList } from '../../base/headers.ts';

/**
 * Hosts that the user names or visits, and those that their pages ask. Browsers also ask for
 * themselves: for updates, lists, time, suggestions. These requests are nobody's here.
 */
export class VisitedHosts {
  readonly #hosts: Set<string>;

  /** @param named host names as URLs have them. */
  constructor(named: Iterable<string>) {
    this.#hosts = new Set(named);
  }

  /** Is a request to be answered? Whoever a page asks is visited from then on. */
  admits({ hostname }: URL, method: string, headers: HeaderList): boolean {
    if (this.#hosts.has(hostname)) return true;
    if (!isOfPage(method, headers)) return false;
    this.#hosts.add(hostname);
    return true;
  }
}

/**
 * `Sec-Fetch-Site: none` is a navigation of the user where it leads a tab somewhere, else the browser's
 * own (https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header). Without the header,
 * as to plain http hosts, a page names itself, or a navigation asks for HTML.
 */
function isOfPage(method: string, headers: HeaderList): boolean {
  const header = (name: string) => getHeader(headers, name);
  const site = header('sec-fetch-site');
  if (site === 'none') return header('sec-fetch-dest') === 'document';
  if (site !== null) return true;
  if (header('origin') !== null || header('referer') !== null) return true;
  return method === 'GET' && /^text\/html\b/.test(header('accept') ?? '');
}
