/**
 * The evidence: one record for each exchange, from up to three witnesses. What
 * the server received is the truth; what the page could read and what the
 * browser says of itself stand beside it.
 */
import type { Cookie } from '../base/arrival.ts';
import type { ReasonCode } from '../base/reasons/index.ts';

/** What was observed of one exchange, by a browser or on paper. Null where nobody could tell. */
export interface Observation {
  /** The server: did the request itself, not only its preflight, reach it? */
  readonly arrived: boolean;
  /** The server: the cookies it received, in their order. */
  readonly sent: readonly Cookie[];
  /** The server: the method it was asked with. Null where no request arrived. */
  readonly method: string | null;
  /** The server: the status it answered with. Null where no request arrived. */
  readonly status: number | null;
  /** The server: request headers it received, by lower-case name: Origin, Referer, Sec-Fetch-*, X-XSRF-TOKEN. Null where none arrived. */
  readonly requestHeaders: Readonly<Record<string, string>> | null;
  /** The server: the preflight, if there was one. */
  readonly preflight: { readonly sent: readonly Cookie[] } | null;
  /** The browser's jar at the end: names of the cookies that this exchange set and that it holds. */
  readonly stored: readonly string[] | null;
  /** The jar: for how many days it keeps each of these; null for a session cookie. */
  readonly lifetimes: Readonly<Record<string, number | null>> | null;
  /** The page: could the script read the answer? Null where no script asked to. */
  readonly readable: boolean | null;
  /** The page: `document.cookie`. Null where nobody looked. */
  readonly documentCookie: readonly Cookie[] | null;
  /** The page: what its cookie store held. Null where nobody looked. */
  readonly cookieStore: readonly Cookie[] | null;
  /** The page: what the `change` events of its cookie store told. Null where nobody watched. */
  readonly cookieChanges: CookieChanges | null;
  /** The page: its storage access. Null where it did not ask. */
  readonly storageAccess: StorageAccess | null;
  /** The page: response headers it could see, by lower-case name. */
  readonly headers: Readonly<Record<string, string>> | null;
  /** The page: what it took out of the answer, of what the step was to take. */
  readonly taken: Readonly<Record<string, string>>;
  /** The page: the error it saw. */
  readonly error: string | null;
  /** The browser's, or the model's, own reasons. */
  readonly reasons: readonly Reason[];
}

/** Why a cookie was not sent or stored, or an answer not readable. */
export interface Reason {
  /** The cookie it is about; absent where it is about the whole answer. */
  readonly cookie?: string;
  readonly on: 'send' | 'store' | 'read';
  /** In the lab's vocabulary: the Chrome DevTools Protocol's spelling. */
  readonly code: ReasonCode;
  /** The code as the browser spelled it, where that differs. */
  readonly raw?: string;
  /** Inferred: the browser says nothing, and its model explains what was seen. */
  readonly by: 'browser' | 'inferred' | 'model';
  /** The reverse: the policy would have kept the cookie out, and this is why it was let through. */
  readonly exempt?: true;
}

/** Names of cookies, in the order of the events. */
export interface CookieChanges {
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * The state of a document's storage access, in the words of the Permissions API. `prompt`: the
 * browser has not decided by itself, but asks the user, who has not answered.
 */
export type StorageAccess = 'granted' | 'denied' | 'prompt';
