/** The cookies of a jar, kept by party, so that no access looks at those of all the others. */
import type { Cookie } from './cookie.ts';
import type { Sites } from './sites.ts';

export class HeldCookies {
  readonly #sites: Sites;
  /** Each in the order of insertion. */
  readonly #byParty = new Map<string, Cookie[]>();
  #count = 0;

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  /** How many there are at most: expired ones count until somebody looks. */
  get count(): number {
    return this.#count;
  }

  /** The cookies of a host's party that have not expired. */
  ofPartyOf(host: string, now: number): readonly Cookie[] {
    return this.#unexpired(this.#sites.party(host), now);
  }

  /** All cookies that have not expired. */
  all(now: number): readonly Cookie[] {
    return [...this.#byParty.keys()].flatMap((party) => this.#unexpired(party, now));
  }

  /** Puts a cookie behind the others, in place of the old one. */
  put(cookie: Cookie, old: Cookie | null) {
    if (old) this.removeAll([old]);
    const party = this.#sites.party(cookie.domain);
    const cookies = this.#byParty.get(party);
    if (cookies) cookies.push(cookie);
    else this.#byParty.set(party, [cookie]);
    this.#count += 1;
  }

  removeAll(gone: Iterable<Cookie>) {
    for (const cookie of gone) {
      const cookies = this.#byParty.get(this.#sites.party(cookie.domain)) ?? [];
      const place = cookies.indexOf(cookie);
      if (place < 0) continue;
      cookies.splice(place, 1);
      this.#count -= 1;
    }
  }

  #unexpired(party: string, now: number): readonly Cookie[] {
    const cookies = this.#byParty.get(party) ?? [];
    if (cookies.every(({ expires }) => expires > now)) return cookies;
    const left = cookies.filter(({ expires }) => expires > now);
    this.#byParty.set(party, left);
    this.#count -= cookies.length - left.length;
    return left;
  }
}
