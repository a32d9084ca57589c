/**
 * The files in which curl keeps cookies from one command to the next (`-c` writes one, `-b` reads it), as
 * far as the commands of one text tell what they hold. Curl does not apply SameSite, as it has no page that
 * asks: https://curl.se/docs/http-cookies.html
 */
import type { HeaderList } from '../../base/headers.ts';
import { attributeIn, readSetCookie } from '../../base/set-cookie.ts';
import { defaultPath, domainMatches, isLoopback, pathMatches } from '../../model/rules.ts';

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
}

/** The cookies of one command. */
export class CurlJar {
  readonly #kept: Kept[];

  constructor(kept: readonly Kept[] = []) {
    this.#kept = [...kept];
  }

  /** What the file holds when the command ends. */
  get kept(): readonly Kept[] {
    return this.#kept;
  }

  /** `a=1; b=2`; `''` where it has none for the URL. */
  cookiesFor(url: URL): string {
    return this.#kept
      .filter(
        ({ host, isHostOnly, path, isSecure }) =>
          (isHostOnly ? url.hostname === host : domainMatches(url.hostname, host)) &&
          pathMatches(url.pathname, path) &&
          (!isSecure || isSecureTo(url)),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  store(headers: HeaderList, url: URL): void {
    for (const [header, line] of headers) {
      if (header.toLowerCase() === 'set-cookie') this.#storeLine(line, url);
    }
  }

  #storeLine(line: string, url: URL): void {
    const cookie = readSetCookie(line);
    const domain = attributeIn(cookie, 'Domain')?.replace(/^\./, '').toLowerCase() ?? '';
    const isSecure = attributeIn(cookie, 'Secure') !== null;
    if (domain !== '' && !domainMatches(url.hostname, domain)) return;
    if (isSecure && !isSecureTo(url)) return;
    const path = attributeIn(cookie, 'Path');
    const one: Kept = {
      name: cookie.name,
      value: cookie.value,
      host: domain || url.hostname,
      isHostOnly: domain === '',
      path: path?.startsWith('/') ? path : defaultPath(url.pathname),
      isSecure,
    };
    const place = this.#kept.findIndex(
      (other) => other.name === one.name && other.host === one.host && other.path === one.path,
    );
    if (place >= 0) this.#kept.splice(place, 1);
    if (!hasExpired(cookie)) this.#kept.push(one);
  }
}

const isSecureTo = ({ protocol, hostname }: URL) => protocol === 'https:' || isLoopback(hostname);

/** Does the line delete the cookie? A later expiry does not count: nobody knows how much time the commands took. */
function hasExpired(cookie: ReturnType<typeof readSetCookie>): boolean {
  const maxAge = attributeIn(cookie, 'Max-Age');
  if (maxAge !== null) return /^\s*(0|-\d+)\s*$/.test(maxAge);
  return Date.parse(attributeIn(cookie, 'Expires') ?? '') < Date.UTC(2000);
}
