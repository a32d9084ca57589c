import type { Cause } from '../../base/causes.ts';
import { browserHelps } from './browser.ts';
import { cookieHelps } from './cookie.ts';
import { corsHelps } from './cors.ts';
import type { Help } from './help.ts';
import { requestHelps } from './request.ts';
import { siteHelps } from './site.ts';

/** What there is to say of every cause. */
export const helps = {
  ...requestHelps,
  ...corsHelps,
  ...cookieHelps,
  ...siteHelps,
  ...browserHelps,
} as const satisfies Record<Cause, Help>;
