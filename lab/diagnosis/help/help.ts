/** What there is to say of a cause, whatever the case. */
import type { Cause } from '../../causes.ts';

export interface Help {
  /** What happened, in one plain sentence. */
  readonly meaning: string;
  /** What to write, in one line; `{words}` are put in by the case: see fix.ts. */
  readonly fix: string;
  /** The section that makes it so. */
  readonly rule: string;
}

/** The causes of some rooms: `CausesOf<'cors' | 'cache'>`. */
export type CausesOf<Room extends string> = Extract<Cause, `${Room}:${string}`>;
