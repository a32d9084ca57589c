/** What a reason code means: for diagnoses and docs/reasons.md. */
import type { Cause } from '../../../base/causes.ts';
import type { ReasonCode } from '../../../base/reasons/codes.ts';
import type { Advice } from '../advice.ts';
import { advice } from '../table/index.ts';
import { cookieReasons } from './cookies.ts';
import { corsReasons } from './cors.ts';
import { ownReasons } from './own.ts';

/** Advice of its own, or that of the cause which says the same. */
export type ReasonAdvice = Advice | { readonly cause: Cause };

const reasons = {
  ...cookieReasons,
  ...corsReasons,
  ...ownReasons,
} as const satisfies Record<ReasonCode, ReasonAdvice>;

/** Null for a code that a browser newer than the lab gives. */
export function adviceOnReason(code: ReasonCode): Advice | null {
  if (!Object.hasOwn(reasons, code)) return null;
  const found: ReasonAdvice = reasons[code];
  return 'cause' in found ? advice[found.cause] : found;
}
