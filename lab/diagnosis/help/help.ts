/** What there is to say of a cause, whatever the case. */
import type { Cause } from '../../base/causes.ts';

export interface Help {
  /** What happened, in one plain sentence. */
  readonly meaning: string;
  /** What to do, in one line; `{words}` are put in by the case: see fix.ts. */
  readonly fix: string;
  /** What to write, to be copied as it stands: header lines, calls, attributes. */
  readonly write?: readonly string[];
  /** The section that makes it so. */
  readonly rule: string;
}

/** The causes of some rooms: `CausesOf<'cors' | 'cache'>`. */
export type CausesOf<Room extends string> = Extract<Cause, `${Room}:${string}`>;

/** The headers with which an answer lets the page that asks read it, cookies and all. */
export const allowPage = [
  'Access-Control-Allow-Origin: {page}',
  'Access-Control-Allow-Credentials: true',
];
