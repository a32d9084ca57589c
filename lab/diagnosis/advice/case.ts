/** What advice may name of a case: its hosts, its request, its cookie, and lines made of them. */
import type { ReasonCode } from '../../base/reasons/index.ts';
import type { SetCookie } from '../../base/set-cookie.ts';
import type { Refusal } from '../refused.ts';
import type { Change } from './cookie-lines.ts';

export interface Case {
  /** Labels of the exchanges that set the cookie, if one did, and that are at fault otherwise. */
  readonly at: { readonly cookie: string | null; readonly request: string };
  /** Origin of the page that asks; `null` for an opaque one. */
  readonly page: string;
  /** Origin, host name and path of what is asked. */
  readonly api: string;
  readonly host: string;
  readonly path: string;
  /** The host name of the request that is asked about. */
  readonly neededBy: string;
  /** The registrable domain of that host, or the host where it has none. */
  readonly domain: string;
  /** Origin and host name of who sets the cookie. */
  readonly setter: string;
  readonly setterHost: string;
  /** The host of the top-level page. */
  readonly top: string;
  /** The URL that is asked, with the setter's host name or the page's in place of its own. */
  readonly urlOnSetter: string;
  readonly urlOnPage: string;
  readonly method: string;
  /** The cookie that is asked about; a name of `''` where there is none. */
  readonly cookie: SetCookie;
  /** Is the page of another party than the API? */
  readonly isForeign: boolean;
  readonly isSameSite: boolean;
  readonly isSecure: boolean;
  /** Does a document in a frame ask, and which sandbox tokens is it under? */
  readonly isFramed: boolean;
  readonly sandbox: readonly string[] | null;
  readonly opaque: 'sandboxed' | 'data:' | null;
  /** The calls at fault, such as ask for credentials. */
  readonly calls: readonly string[];
  /**
   * All that the cookie lacks once its requests arrive: calls with credentials, what lets them
   * through, other attributes. Empty where it lacks nothing, null where nothing suffices.
   */
  readonly remedy: readonly string[] | null;
  /** Does a response of another origin than the page's redirect to a third one? The request then has the origin `null`. */
  readonly redirectsAway: boolean;
  /** Where the response redirects; null where it does not. */
  readonly leadsTo: string | null;
  /** The https request of the same host that redirects to this one over plain http; null where there is none. */
  readonly downgradedBy: string | null;
  /** Where the preflight was redirected; null where it was not. */
  readonly preflightLeads: string | null;
  /** The prefetch whose response deleted the cookie; null where that was none. */
  readonly prefetched: string | null;
  /** What to do about the product before the server that answered in its place; null where none did. */
  readonly intermediary: string | null;
  /** What the traffic tells of a refusal in spite of the cookie. */
  readonly refusal: Refusal;
  /** Does the script ask in a mode in which nothing can be read? */
  readonly isOpaque: boolean;
  /** The call without its mode, with credentials where it had them. */
  readonly corsCall: string;
  /** The header lines that the response lacks; with credentials, with CORS in place of another mode, for the frame's own origin. */
  readonly allow: readonly string[];
  readonly allowCredentials: readonly string[];
  readonly allowCors: readonly string[];
  readonly allowFrame: readonly string[];
  /** The whole response that the preflight needs, and then also with credentials or axios' token. */
  readonly preflight: readonly string[];
  readonly preflightWithToken: readonly string[];
  /** Names of the script's headers; null where nobody knows them. */
  readonly headers: readonly string[] | null;
  /**
   * The Set-Cookie line, changed by the first change that suffices, and the calls that need credentials
   * for it; empty where none does.
   */
  setCookie(...changes: readonly Change[]): readonly string[];
  /** The calls that have to ask for credentials besides, and what lets them through. */
  readonly also: readonly string[];
  /** The same with the host that sets the cookie served over https: its URL, and the line where that has to change. */
  overHttps(...changes: readonly Change[]): readonly string[];
  /** A line beside the cookie's own, which stays. */
  secondLine(change: Change): readonly string[];
  /** The Set-Cookie line, changed, whether or not that suffices; of a cookie that was never set a new one. */
  line(change?: Change): string;
  /** A new Set-Cookie line for the request; null where nobody knows the name of the cookie. */
  readonly newLine: string | null;
  /** What deletes the cookie that is in the way; empty where nobody saw how it was set. */
  readonly deletion: readonly string[];
  /** Set-Cookie lines that something on the way renamed, cut or joined, whole again; and whose response they belong into. */
  readonly repaired: readonly string[];
  readonly repairedAt: string | null;
  /** Is it asked why a response cannot be read? Else a cookie is missed. */
  readonly isReading: boolean;
  /** Did a script set the cookie? */
  readonly isByScript: boolean;
  /** The server's own line for the cookie over which a script wrote, with the script's value; and whose response it is in. */
  readonly overwriting: string | null;
  readonly overwrittenAt: string | null;
  /** Labels of earlier responses that can set the new line, or the page's script's line; null where there is none. */
  readonly earlierResponse: string | null;
  readonly earlierPage: string | null;
  /** The first reason that the browser itself, or its rules, gave. */
  readonly reason: ReasonCode | null;
  readonly toldReason: ReasonCode | null;
  /** Do the browser's developer tools show the cookies that were not sent? */
  readonly showsWithheldCookies: boolean;
}
