/** RFC 10025 §5.6.1 to §5.6.7, and CHIPS: what each attribute of Set-Cookie becomes. */
import type { Attribute } from './cookie.ts';
import { parseCookieDate } from './cookie-date.ts';
import { type CookieSyntax, maxAges } from './syntax.ts';

/** What reading an attribute depends on. */
export interface AttributeContext {
  /** Milliseconds. */
  readonly now: number;
  readonly syntax: CookieSyntax;
}

/** Null where the section says to ignore the cookie-av. */
type Reader = (value: string, context: AttributeContext) => Attribute | null;

const unreadable = (
  name: 'Expires' | 'Max-Age',
  becomes: CookieSyntax['unreadableAge'],
): Attribute | null => (becomes === 'is the last' ? { name, value: null } : null);

const readers: Readonly<Record<string, Reader>> = {
  /** §5.6.1 */
  expires: (value, { now, syntax: { ageLimit, dates, lifetime, unreadableAge } }) => {
    const date = parseCookieDate(value, dates);
    // Where the last attribute counts, one that says nothing counts too.
    if (date === null && lifetime === 'the last') return { name: 'Expires', value: Infinity };
    if (date === null) return unreadable('Expires', unreadableAge);
    return { name: 'Expires', value: Math.min(date, now + seconds(ageLimit.expires)) };
  },
  /** §5.6.2 */
  'max-age': (value, { now, syntax: { ageLimit, maxAge, unreadableAge } }) => {
    const said = maxAges[maxAge](value);
    if (said === null) return unreadable('Max-Age', unreadableAge);
    const delta = Math.min(said * 1000, seconds(ageLimit.maxAge));
    return { name: 'Max-Age', value: delta <= 0 ? -Infinity : now + delta };
  },
  /** §5.6.3; a lone dot that keeps itself matches no host. */
  domain: (value, { syntax: { loneDot } }) => {
    const kept = value === '.' && loneDot === 'refused' ? value : value.replace(/^\./, '');
    return { name: 'Domain', value: kept.toLowerCase() };
  },
  /** §5.6.4 */
  path: (value, { syntax: { relativePath } }) => {
    const isDefault = value === '' || relativePath === 'is the default-path';
    return { name: 'Path', value: value.startsWith('/') || !isDefault ? value : null };
  },
  /** §5.6.5 */
  secure: () => ({ name: 'Secure', value: true }),
  /** §5.6.6 */
  httponly: () => ({ name: 'HttpOnly', value: true }),
  /** §5.6.7 */
  samesite: (value, { syntax: { sameSite, unknownSameSite } }) => {
    const known = sameSite.find((one) => one.toLowerCase() === value.toLowerCase());
    if (known === undefined && unknownSameSite === 'leaves what was said') return null;
    const other = unknownSameSite === 'is Strict' ? 'Strict' : 'Default';
    return { name: 'SameSite', value: known ?? other };
  },
  /** draft-cutler-httpbis-partitioned-cookies-01 §2.1 */
  partitioned: (_, { syntax: { partitioned } }) =>
    partitioned ? { name: 'Partitioned', value: true } : null,
};

const seconds = (limit: number | null) => (limit === null ? Infinity : limit * 1000);

/** Reads one attribute; null for one that is unknown or to be ignored. */
export function readAttribute(
  name: string,
  value: string,
  context: AttributeContext,
): Attribute | null {
  const key = name.toLowerCase();
  return Object.hasOwn(readers, key) ? (readers[key]?.(value, context) ?? null) : null;
}
