/** RFC 10025 §5.7: "remove excess cookies". */
import type { Capacity, UserAgent } from '../agents/agent.ts';
import type { Cookie } from './cookie.ts';

/**
 * The cookies to evict from a jar of unexpired ones: of a domain that holds too many, those
 * without Secure first, and among equals the one whose last access is the longest ago.
 */
export function excess(
  cookies: readonly Cookie[],
  capacity: UserAgent['capacity'],
  lastAccess: (cookie: Cookie) => number,
): ReadonlySet<Cookie> {
  const gone = new Set<Cookie>();
  const byPriority = (a: Cookie, b: Cookie) =>
    Number(a.secure) - Number(b.secure) || lastAccess(a) - lastAccess(b);
  if (capacity.domain !== null) {
    for (const domain of new Set(cookies.map((cookie) => cookie.domain))) {
      const sharing = cookies.filter((cookie) => cookie.domain === domain);
      const surplus = surplusOf(sharing, capacity.domain);
      for (const cookie of sharing.sort(byPriority).slice(0, surplus)) gone.add(cookie);
    }
  }
  if (capacity.jar !== null) {
    const left = cookies.filter((cookie) => !gone.has(cookie));
    const surplus = surplusOf(left, capacity.jar);
    const byAge = (a: Cookie, b: Cookie) => lastAccess(a) - lastAccess(b);
    for (const cookie of left.sort(byAge).slice(0, surplus)) gone.add(cookie);
  }
  return gone;
}

const surplusOf = ({ length }: readonly Cookie[], { most, left }: Capacity): number =>
  length > most ? length - left : 0;
