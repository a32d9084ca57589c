/** Why the model says no, in the lab's vocabulary. */

import type { ReadReason, SendReason, StoreReason } from '../base/reasons/index.ts';
import type { Reason } from '../scenario/recording.ts';

export type {
  CorsError,
  ReadReason,
  SendReason,
  SetCookieBlockedReason,
  StoreReason,
} from '../base/reasons/index.ts';

/** What the CORS check itself can find wrong; a preflight's answer has the same, prefixed. */
export type CorsCheckError =
  | 'WildcardOriginNotAllowed'
  | 'MissingAllowOriginHeader'
  | 'MultipleAllowOriginValues'
  | 'InvalidAllowOriginValue'
  | 'AllowOriginMismatch'
  | 'InvalidAllowCredentials';

/** A reason of the model, with its code checked. */
export interface ModelReason extends Reason {
  readonly code: SendReason | StoreReason | ReadReason;
  readonly by: 'model';
}

export const notSent = (cookie: string, code: SendReason): ModelReason => ({
  cookie,
  on: 'send',
  code,
  by: 'model',
});

export const notStored = (cookie: string, code: StoreReason): ModelReason => ({
  cookie,
  on: 'store',
  code,
  by: 'model',
});

export const notReadable = (code: ReadReason, cookie?: string): ModelReason => ({
  ...(cookie !== undefined && { cookie }),
  on: 'read',
  code,
  by: 'model',
});

/** Where all is well, which is where most time goes. */
const none: readonly never[] = [];

/** The codes of a table of checks that do not hold. */
export function failing<Code extends string, Subject>(
  checks: readonly ((subject: Subject) => Code | null)[],
  subject: Subject,
): readonly Code[] {
  let codes: Code[] | null = null;
  for (const check of checks) {
    const code = check(subject);
    if (code === null || codes?.includes(code)) continue;
    codes = codes ?? [];
    codes.push(code);
  }
  return codes ?? none;
}
