/** What there is to say of a cause. */
import type { Cause } from '../../base/causes.ts';
import type { Case } from './case.ts';

export interface Advice {
  /** What happened, in one or two plain sentences, whatever the case. */
  readonly meaning: string;
  /** What to do, in one line. */
  readonly fix: string | ((one: Case) => string);
  /**
   * What to write, each line complete and to be copied: header lines, calls, attributes. A status
   * line stands before the header lines of a preflight's response. Absent where nothing that one
   * could write helps.
   */
  readonly write?: (one: Case) => readonly string[];
  /** Whose response the Set-Cookie lines belong into; that of the exchange that set the cookie when absent. */
  readonly setBy?: (one: Case) => string | null;
  /** The section that makes it so. */
  readonly rule: string;
}

/** The causes of some rooms: `CausesOf<'cors' | 'cache'>`. */
export type CausesOf<Room extends string> = Extract<Cause, `${Room}:${string}`>;

export const fixText = ({ fix }: Pick<Advice, 'fix'>, one: Case): string =>
  typeof fix === 'string' ? fix : fix(one);
