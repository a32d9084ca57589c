/** What two recordings of the same thing may differ in, as far as cookies and CORS depend on it. */
import type { UserAgent } from '../../../model/index.ts';
import type { ExchangeId } from '../../../scenario/plan/planned.ts';
import type { Recording } from '../../../scenario/recording.ts';

/** One thing in which they differ. Its texts are as they stand in the files; null: it is not there. */
export interface Difference {
  readonly aspect: Aspect;
  /** Where, in each of them; null where one has no such exchange, or where it is about all of them. */
  readonly exchange: Of<ExchangeId>;
  /** The cookie that is set. */
  readonly cookie: string | null;
  /** The header that it stands in. */
  readonly header: string | null;
  readonly good: string | null;
  readonly bad: string | null;
}

export type Aspect =
  | 'exchange'
  | 'status'
  | 'redirect'
  | 'set-cookie'
  | 'response-header'
  | 'preflight'
  | 'page'
  | 'url'
  | 'request'
  | 'request-header'
  | 'order'
  | 'browser';

export interface Of<One> {
  readonly good: One | null;
  readonly bad: One | null;
}

/** A difference, and how to take it out of the recording that fails. */
export interface Candidate extends Difference {
  /** The recording that fails, with what the other one has here. Absent where the model cannot try it. */
  readonly give?: (bad: Recording) => Recording;
  /** The browsers that the other one may come from. */
  readonly agents?: readonly UserAgent[];
}
