/** RFC 10025 §5.6.7.1: which enforcement a cookie is under, and what its refusal is called. */

import type { UserAgent } from '../agents/agent.ts';
import type { Access } from './access.ts';
import type { Cookie, Enforcement } from './cookie.ts';

const names = {
  Strict: 'SameSiteStrict',
  Lax: 'SameSiteLax',
  Default: 'SameSiteUnspecifiedTreatedAsLax',
} as const satisfies Record<Exclude<Enforcement, 'None'>, string>;

type Name = (typeof names)[keyof typeof names];

/** The reason why a cookie is out where the access is cross-site; null for one that does not care. */
export function sameSiteReason(
  { sameSite }: Cookie,
  { onlySchemeDiffers }: Access,
  agent: UserAgent,
): Name | `Schemeful${Name}` | null {
  if (sameSite === 'None' || (sameSite === 'Default' && !agent.laxByDefault)) return null;
  return onlySchemeDiffers ? `Schemeful${names[sameSite]}` : names[sameSite];
}
