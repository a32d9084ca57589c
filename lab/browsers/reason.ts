/** What a browser itself says, and of which exchange. */
import type { Reason } from '../scenario/recording.ts';

export interface BrowserReason extends Reason {
  /** The exchange whose id the request carries in its recipe. */
  readonly exchange: string;
  readonly by: 'browser';
}

/** The exchange that a URL's recipe names; null for requests that are none of the lab's. */
export function exchangeOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).searchParams.get('exchange') : null;
}

/** Is an exchange one of this performance? See the ids in lab/scenario/plan. */
export const belongsTo = (performance: string) => (exchange: string | null) =>
  exchange?.startsWith(`${performance}.`) ?? false;
