/** The twelve links, in the order in which they are checked. */
import { cache } from './cache.ts';
import { allowsCredentials, allowsOrigin } from './cors.ts';
import { credentials } from './credentials.ts';
import { jar } from './jar.ts';
import type { LinkRule } from './link.ts';
import { origin } from './origin.ts';
import { policy } from './policy.ts';
import { reason } from './reason.ts';
import { scheme } from './scheme.ts';
import { scope } from './scope.ts';
import { setCookie } from './set-cookie.ts';
import { site } from './site.ts';

export const chainLinks: readonly LinkRule[] = [
  origin,
  credentials,
  allowsOrigin,
  allowsCredentials,
  cache,
  setCookie,
  scope,
  site,
  scheme,
  policy,
  reason,
  jar,
];
