/** RFC 10025 §5.7: "remove excess cookies". */
import type { Capacity } from '../agents/agent.ts';
import type { Cookie } from './cookie.ts';

/**
 * The cookies to evict from those of a registrable domain: those without Secure first, and among equals the one
 * whose last access is the longest ago.
 */
export const excessOfDomain = (cookies: readonly Cookie[], capacity: Capacity): readonly Cookie[] =>
  excess(
    cookies,
    capacity,
    (a, b) => Number(a.secure) - Number(b.secure) || a.lastAccess - b.lastAccess,
  );

/** The cookies to evict from a whole jar: those whose last access is the longest ago. */
export const excessOfJar = (cookies: readonly Cookie[], capacity: Capacity): readonly Cookie[] =>
  excess(cookies, capacity, (a, b) => a.lastAccess - b.lastAccess);

function excess(
  cookies: readonly Cookie[],
  { most, left, bytes = Infinity }: Capacity,
  byOrderOfEviction: (a: Cookie, b: Cookie) => number,
): readonly Cookie[] {
  const sorted = [...cookies].sort(byOrderOfEviction);
  let count = sorted.length > most ? sorted.length - left : 0;
  let size = sorted.slice(count).reduce((sum, cookie) => sum + sizeOf(cookie), 0);
  for (; size > bytes; count++) size -= sizeOf(sorted[count] as Cookie);
  return sorted.slice(0, count);
}

const sizeOf = ({ name, value }: Cookie): number => name.length + value.length;
