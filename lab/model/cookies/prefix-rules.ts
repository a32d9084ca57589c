/** RFC 10025 §5.4 and §5.7 steps 20 to 22: cookie name prefixes, matched case-insensitively. */
import type { Prefix, UserAgent } from '../agents/agent.ts';
import { type Attribute, type Cookie, lastAttribute } from './cookie.ts';

type Requirement = (cookie: Cookie, attributes: readonly Attribute[], agent: UserAgent) => boolean;

/** Step 20 */
const isSecure: Requirement = ({ secure }) => secure;

/**
 * Step 21, but for an empty `Path=` at a URL of the root: the draft takes it, while browsers and
 * draft-ietf-httpbis-layered-cookies ask for the slash itself.
 */
const isHostBound: Requirement = ({ secure, hostOnly, path }, attributes, agent) => {
  const pathOf = { 'as attribute': lastAttribute(attributes, 'Path'), 'as path': path };
  return secure && hostOnly && pathOf[agent.hostPrefixPath] === '/';
};

/** draft-ietf-httpbis-layered-cookies, "Store a Cookie": Http-prefix compatible. */
const isHttpOnly: Requirement = ({ secure, httpOnly }) => secure && httpOnly;

const requirements = {
  '__Secure-': isSecure,
  '__Host-': isHostBound,
  '__Http-': isHttpOnly,
  '__Host-Http-': (...about) => isHostBound(...about) && isHttpOnly(...about),
} as const satisfies Record<Prefix, Requirement>;

const startsWith = (text: string, prefix: Prefix, { prefixCase }: UserAgent) =>
  prefixCase === 'exact'
    ? text.startsWith(prefix)
    : text.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();

/**
 * Does the cookie keep what its name promises?
 *
 *     '__Host-a=1; Secure; Path=/' → yes      '__Host-a=1; Secure'         → no
 *     '__hOsT-a=1; Secure; Path=/' → yes      '__Host-a=1; Secure; Domain=…' → no
 *     nameless '__Secure-a'        → no (step 22)
 */
export function keepsPrefix(
  cookie: Cookie,
  attributes: readonly Attribute[],
  agent: UserAgent,
): boolean {
  if (cookie.name === '')
    return !agent.prefixes.some((prefix) => startsWith(cookie.value, prefix, agent));
  return agent.prefixes
    .filter((prefix) => startsWith(cookie.name, prefix, agent))
    .every((prefix) => requirements[prefix](cookie, attributes, agent));
}
