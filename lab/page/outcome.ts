/** What a page saw of one exchange. Plain data: it crosses from the page to the lab as JSON. */
import type { Cookie } from '../base/arrival.ts';
import type { CookieChanges, StorageAccess } from '../scenario/recording.ts';
import type { Taken } from '../scenario/taken.ts';

export interface Outcome {
  readonly exchange: string;
  /** The exchange whose response the document is that did it; absent where that is not known. */
  readonly by?: string;
  /** When a frame or window began to be led on, in milliseconds of Unix time. */
  readonly began?: number;
  /** Could the script read the answer? Absent where no script asked to. */
  readonly readable?: boolean;
  readonly status?: number;
  /** The response headers that the script could see, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the step was to take out of the answer, as far as the script could. */
  readonly taken?: Taken;
  /** `document.cookie`. */
  readonly documentCookie?: string;
  readonly cookieStore?: readonly Cookie[];
  readonly cookieChanges?: CookieChanges;
  readonly storageAccess?: StorageAccess;
  /** A wait ran out: what is missing may be the machine's fault. */
  readonly ranOut?: true;
  /** The browser blocked a frame, as far as the page can tell: it did not load, and another one did at once. */
  readonly blocked?: true;
  /** The error that the page saw, as the browser words it. */
  readonly error?: string;
}
