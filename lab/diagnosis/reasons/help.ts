/** What a reason means: for messages, diagnoses and docs/reasons.md. */
import type { ReasonCode } from '../../base/reasons/codes.ts';
import { cookieHelp } from './help-cookies.ts';
import { corsHelp } from './help-cors.ts';
import { ownHelp } from './help-own.ts';

export interface Help {
  /** What happened: one plain sentence. */
  readonly meaning: string;
  /** Where the rule stands: a specification and its section, or who decided it. */
  readonly rule: string;
  /** The header, attribute or call to write, or the setting to change. */
  readonly fix: string;
}

export const help = {
  ...cookieHelp,
  ...corsHelp,
  ...ownHelp,
} as const satisfies Record<ReasonCode, Help>;
