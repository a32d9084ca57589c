import type { Cause } from '../../../base/causes.ts';
import type { Advice } from '../advice.ts';
import { browserAdvice } from './browser.ts';
import { cookieAdvice } from './cookie.ts';
import { corsAdvice } from './cors.ts';
import { preflightAdvice } from './preflight.ts';
import { requestAdvice } from './request.ts';
import { siteAdvice } from './site.ts';

/** What there is to say of every cause: its meaning, the rule, the fix and the lines to write. */
export const advice = {
  ...requestAdvice,
  ...corsAdvice,
  ...preflightAdvice,
  ...cookieAdvice,
  ...siteAdvice,
  ...browserAdvice,
} as const satisfies Record<Cause, Advice>;
