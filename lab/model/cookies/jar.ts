/** RFC 10025 §5.7 and §5.8: the cookie store, what comes in and what goes out. */

import type { UserAgent } from '../agents/agent.ts';
import { failing, type SendReason, type StoreReason } from '../reasons.ts';
import { type Access, isPartitioned } from './access.ts';
import { type Cookie, expiryOf, lastAttribute, type ReceivedCookie } from './cookie.ts';
import { excessOfDomain, excessOfJar } from './eviction.ts';
import { HeldCookies } from './held-cookies.ts';
import { parseSetCookie } from './parse.ts';
import { samePartition } from './partition.ts';
import { defaultPath } from './paths.ts';
import { sendRules } from './send-rules.ts';
import type { Sites } from './sites.ts';
import { isSameCookie, settleDomain, storeRules } from './store-rules.ts';
import { headerTexts } from './syntax.ts';

/** What became of one Set-Cookie. */
export interface Stored {
  readonly name: string;
  readonly value: string;
  /** Null where it was refused. */
  readonly cookie: Cookie | null;
  /** The same cookie as the jar held it before; null where it is new. */
  readonly old: Cookie | null;
  readonly reasons: readonly StoreReason[];
}

/** A change of a cookie: set, also anew, or gone. */
export interface CookieChange {
  readonly cookie: Cookie;
  readonly deleted: boolean;
}

/** What a retrieval found. */
export interface Retrieved {
  /** In the order of §5.8.3 step 4, or the one that was asked for. */
  readonly cookies: readonly Cookie[];
  /** The cookies of the same party that are not sent, each with every reason. */
  readonly withheld: readonly {
    readonly cookie: Cookie;
    readonly reasons: readonly SendReason[];
  }[];
}

export class Jar {
  readonly #agent: UserAgent;
  readonly #sites: Sites;
  readonly #cookies: HeldCookies;
  #created = 0;
  /** How many accesses there were: the clock of last-access-time. */
  #accesses = 0;
  readonly #evicted = new Set<Cookie>();
  readonly #changes: CookieChange[] = [];

  constructor(agent: UserAgent, sites: Sites) {
    this.#agent = agent;
    this.#sites = sites;
    this.#cookies = new HeldCookies(sites);
  }

  /** §5.6 and §5.7: receives a cookie. */
  store(line: string, access: Access, now: number): Stored {
    const { syntax } = this.#agent;
    const text = access.type === 'HTTP' ? headerTexts[syntax.headers](line) : line;
    const { cookie: received, reasons: unparsable } = parseSetCookie(text, syntax, now);
    const cookie = this.#create(received, access, now);
    const old = this.#same(cookie, now);
    const reasons: StoreReason[] = [
      ...unparsable,
      ...failing(storeRules, {
        received,
        cookie,
        access,
        old,
        held: this.#cookies,
        now,
        agent: this.#agent,
        sites: this.#sites,
      }),
    ];
    const { name, value } = received;
    return {
      name,
      value,
      cookie: reasons.length > 0 ? null : this.#insert(cookie, old, now, access),
      old,
      reasons,
    };
  }

  /** §5.8.3: retrieves the cookies of an access, and says of every other of its party why not. */
  retrieve(
    access: Access,
    now: number,
    order: 'of the agent' | 'of arrival' = 'of the agent',
  ): Retrieved {
    const cookies: Cookie[] = [];
    const withheld: Retrieved['withheld'][number][] = [];
    for (const cookie of this.#cookies.ofPartyOf(access.host, now)) {
      const reasons = this.#withheld(cookie, access, now);
      if (reasons.length === 0) cookies.push(cookie);
      else withheld.push({ cookie, reasons });
    }
    cookies.sort(order === 'of arrival' ? sharedFirst : this.#orderFor(access));
    // Step 5
    this.#accesses += 1;
    for (const cookie of cookies) cookie.lastAccess = this.#accesses;
    return { cookies, withheld };
  }

  /** Forgets the cookies that a test picks. */
  remove(isGone: (cookie: Cookie) => boolean) {
    // Whether one has expired by now is nothing to this.
    const gone = this.#cookies.all(-Infinity).filter(isGone);
    this.#cookies.removeAll(gone);
    this.#changes.push(...gone.map((cookie) => ({ cookie, deleted: true })));
  }

  /** How many changes there were. */
  get age(): number {
    return this.#changes.length;
  }

  /** CookieStore "observable changes": those since an age that an access could have seen. */
  changesSince(
    age: number,
    access: Access,
    now: number,
    mindsPath = true,
  ): readonly CookieChange[] {
    return this.#changes.slice(age).filter(({ cookie }) => {
      const of = mindsPath ? access : { ...access, path: cookie.path };
      return this.#withheld(cookie, of, now).length === 0;
    });
  }

  /** Does the jar hold the cookie, or one that took its place with the same value? */
  holds(cookie: Cookie, now: number): boolean {
    return this.#same(cookie, now)?.value === cookie.value;
  }

  wasEvicted(cookie: Cookie): boolean {
    return this.#evicted.has(cookie);
  }

  #orderFor({ type }: Access): (a: Cookie, b: Cookie) => number {
    const { order, orderForScripts } = this.#agent;
    if (type === 'non-HTTP' && orderForScripts === 'overwritten last') return overwrittenLast;
    return orders[order];
  }

  /** §5.8.3 step 3: why a cookie is not sent. */
  #withheld(cookie: Cookie, access: Access, now: number): readonly SendReason[] {
    return failing(sendRules, { cookie, access, agent: this.#agent, sites: this.#sites, now });
  }

  /** §5.7 steps 5 to 17: the newly-created cookie, before it is judged. */
  #create({ name, value, attributes }: ReceivedCookie, access: Access, now: number): Cookie {
    const { host, path } = access;
    const domain = lastAttribute(attributes, 'Domain') ?? '';
    const partitioned = lastAttribute(attributes, 'Partitioned') ?? false;
    this.#created += 1;
    // A refused domain is reported by its rule.
    const settled = settleDomain(domain, host, this.#sites, this.#agent);
    return {
      name,
      value,
      domain: settled?.domain ?? host,
      hostOnly: settled?.hostOnly ?? true,
      path: lastAttribute(attributes, 'Path') ?? defaultPath(path),
      secure: lastAttribute(attributes, 'Secure') ?? false,
      httpOnly: lastAttribute(attributes, 'HttpOnly') ?? false,
      sameSite: lastAttribute(attributes, 'SameSite') ?? 'Default',
      expires: expiryAt(now, attributes, access, this.#agent),
      created: now,
      order: this.#created,
      overwritten: null,
      lastAccess: 0,
      partitioned,
      partition: partitioned || isPartitioned(access, this.#agent) ? access.partition : null,
    };
  }

  /** Step 23: the cookie that the jar holds in the place of this one. */
  #same(cookie: Cookie, now: number): Cookie | null {
    const kin = this.#cookies.ofPartyOf(cookie.domain, now);
    return kin.find((other) => isSameCookie(other, cookie)) ?? null;
  }

  /** Steps 23 and 24. */
  #insert(cookie: Cookie, old: Cookie | null, now: number, { type }: Access): Cookie {
    const deleted = cookie.expires <= now;
    if (old || !deleted) this.#changes.push({ cookie, deleted });
    const keeps = this.#agent.creationTime === 'kept' || old?.value === cookie.value;
    const inserted =
      old && keeps
        ? {
            ...cookie,
            created: old.created,
            order: old.order,
            overwritten: type === 'non-HTTP' ? cookie.order : null,
          }
        : cookie;
    this.#cookies.put(inserted, old);
    this.#accesses += 1;
    inserted.lastAccess = this.#accesses;
    this.#evict(inserted, now);
    return inserted;
  }

  /** "Remove excess cookies", where the one that came may have made them too many. */
  #evict(cookie: Cookie, now: number) {
    const { domain, partition, jar } = this.#agent.capacity;
    const limit = cookie.partition ? partition : domain;
    if (limit) {
      const kin = this.#cookies.ofPartyOf(cookie.domain, now);
      if (kin.length > limit.most || limit.bytes !== undefined) {
        const sharing = kin.filter((other) => samePartition(other.partition, cookie.partition));
        this.#drop(excessOfDomain(sharing, limit));
      }
    }
    if (jar && this.#cookies.count > jar.most) {
      this.#drop(excessOfJar(this.#cookies.all(now), jar));
    }
  }

  #drop(gone: readonly Cookie[]) {
    for (const cookie of gone) this.#evicted.add(cookie);
    this.#cookies.removeAll(new Set(gone));
    this.#changes.push(...gone.map((cookie) => ({ cookie, deleted: true })));
  }
}

/** §5.7 step 6, and what a script's cookies are cut to besides; a session's stay the session's. */
function expiryAt(
  now: number,
  attributes: ReceivedCookie['attributes'],
  { type }: Access,
  { syntax, scriptCap }: UserAgent,
): number {
  const expires = expiryOf(attributes, syntax.lifetime);
  const isCapped = type === 'non-HTTP' && scriptCap !== null && expires !== Infinity;
  return isCapped ? Math.min(expires, now + scriptCap * 1000) : expires;
}

/** A stable sort, of cookies that the jar keeps in the order of arrival. */
const sharedFirst = (a: Cookie, b: Cookie): number =>
  Number(a.partition !== null) - Number(b.partition !== null);

const overwrittenLast = (a: Cookie, b: Cookie): number =>
  b.path.length - a.path.length || (a.overwritten ?? a.order) - (b.overwritten ?? b.order);

/** §5.8.3 step 4 */
const orders = {
  'the older': (a: Cookie, b: Cookie) => b.path.length - a.path.length || a.order - b.order,
  'the nearer': (a: Cookie, b: Cookie) =>
    b.path.length - a.path.length ||
    b.domain.length - a.domain.length ||
    Number(a.hostOnly) - Number(b.hostOnly) ||
    a.order - b.order,
  'by name': (a: Cookie, b: Cookie) =>
    b.path.length - a.path.length || Number(a.name > b.name) - Number(a.name < b.name),
} satisfies Record<UserAgent['order'], (a: Cookie, b: Cookie) => number>;
