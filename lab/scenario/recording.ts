/**
 * A recording: a plan, and one observation for each of its exchanges. Who made it does not matter: a
 * browser that performed the plan, the model that predicted it, or a file that somebody exported.
 *
 * Up to three witnesses speak in an observation: the messages (in the lab, what the server received
 * and really answered), what the script could see, and the browser's own reasons. What could not be
 * seen is a gap with its reason, or absent where nobody looked; it is never an empty list.
 */
import { type Cookie, parseCookieHeader } from '../base/arrival.ts';
import { getHeader, type HeaderList } from '../base/headers.ts';
import type { ReasonCode } from '../base/reasons/index.ts';
import type { DocId, ExchangeId, Plan } from './plan/planned.ts';

export interface Recording {
  readonly maker: Maker;
  /** When it began, in milliseconds of Unix time: the clock by which expiry is judged. */
  readonly at: number;
  readonly plan: Plan;
  /** Of the exchanges that were observed; the others are in `gaps`. */
  readonly observations: Readonly<Record<ExchangeId, Observation>>;
  /** Exchanges of which nothing is known, and why. */
  readonly gaps: Readonly<Record<ExchangeId, string>>;
}

/** Who made a recording. `id` names the column or agent, as in the table. */
export type Maker =
  | { readonly by: 'browser'; readonly id: string; readonly version: string }
  | { readonly by: 'model'; readonly id: string }
  | {
      readonly by: 'file';
      readonly format: 'har' | 'curl' | 'http' | 'headers' | 'live';
      /** As the file says: `WebInspector 537.36`, `Firefox 153.8`; empty where it does not. */
      readonly creator: string;
    };

/** What was observed of one exchange. */
export interface Observation {
  /** The document that really asked, where that is another than the one planned. */
  readonly client?: DocId;
  /** What left the browser, in order: preflight, request, and the request once more where it was retried. */
  readonly messages: readonly Message[];
  /** A visit for which nothing was asked: the page stood open already. */
  readonly standing?: true;
  /** What the script could see. */
  readonly script: ScriptView;
  /** Of the cookies that this exchange set: those that the jar holds at the end. Absent where nobody looked. */
  readonly stored?: readonly KeptCookie[];
  /** The maker's own reasons. */
  readonly reasons: readonly Reason[];
}

/** One request and its response. */
export interface Message {
  /** `retry`: the same request once more, now with cookies (Activate-Storage-Access: retry). */
  readonly role: 'preflight' | 'actual' | 'retry';
  /** When it was sent or arrived, in milliseconds of Unix time. */
  readonly at: number;
  readonly request: {
    readonly method: string;
    /** Without the recipe. In the lab as the server saw it: behind a proxy perhaps as plain http. */
    readonly url: string;
    readonly headers: SeenHeaders;
    /** `1.1`, `2.0`; absent where nobody tells. */
    readonly httpVersion?: string;
  };
  /** Null where it was never answered. */
  readonly response: Response | null;
}

export interface Response {
  /** When its headers were there, in milliseconds of Unix time; absent where nobody tells. */
  readonly at?: number;
  readonly status: number;
  readonly headers: SeenHeaders;
  /** Where it came from. A cached response shows no request that left, whatever headers are recorded. */
  readonly from: 'network' | 'cache';
}

/** Header lines, and which others there may have been. */
export interface SeenHeaders {
  readonly lines: HeaderList;
  /** Names, in lower case, that could not be seen. Absent where all were. */
  readonly unseen?: { readonly why: Gap } & (
    | { readonly only: readonly string[] }
    | { readonly allBut: readonly string[] }
  );
}

/** Why something could not be seen. */
export const gaps = {
  sanitized: 'The file was exported without Cookie, Set-Cookie and Authorization headers.',
  'left out by the exporter': 'This exporter does not write it.',
  provisional: 'These are the headers the browser meant to send; a cache answered.',
  'not predicted': 'The model does not predict it.',
  'not recorded': 'Nobody recorded it.',
} as const;
export type Gap = keyof typeof gaps;

/** What a script of the page saw. Absent fields: nobody looked, or it could not (see `error`). */
export interface ScriptView {
  /** Could it read the response? */
  readonly readable?: boolean;
  readonly documentCookie?: readonly Cookie[];
  readonly cookieStore?: readonly Cookie[];
  readonly cookieChanges?: CookieChanges;
  readonly storageAccess?: StorageAccess;
  /** Response headers it could see, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What it took out of the response, of what the step was to take. */
  readonly taken?: Readonly<Record<string, string>>;
  readonly error?: string;
  /** A wait ran out: what is missing may be the machine's fault. */
  readonly ranOut?: true;
}

/** A cookie in the jar. */
export interface KeptCookie extends Cookie {
  /** Milliseconds of Unix time; null for a session cookie. */
  readonly expires: number | null;
}

/** Why a cookie was not sent or stored, or a response not readable. */
export interface Reason {
  /** The cookie it is about; absent where it is about the whole response. */
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

/** Each reason once. */
export function distinctReasons(reasons: readonly Reason[]): Reason[] {
  const key = ({ on, cookie, code, by }: Reason) => JSON.stringify([on, cookie, code, by]);
  return [...new Map(reasons.map((reason) => [key(reason), reason])).values()];
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

/** The value of a header, null where it was not there, or why nobody knows. */
export type Seen<Value> = { readonly value: Value } | { readonly gap: Gap };

/** One header of a message. */
export function seenHeader(headers: SeenHeaders, name: string): Seen<string | null> {
  const { lines, unseen } = headers;
  const lower = name.toLowerCase();
  const hidden =
    unseen && ('only' in unseen ? unseen.only.includes(lower) : !unseen.allBut.includes(lower));
  return hidden ? { gap: unseen.why } : { value: getHeader(lines, name) };
}

/** The request itself, not its preflight: the last, where it was retried. Undefined where none left. */
export const actualMessage = ({ messages }: Observation): Message | undefined =>
  messages.findLast(({ role, response }) => role !== 'preflight' && response?.from !== 'cache');

/** Did the request itself, not only its preflight, reach the server? */
export const arrived = (observation: Observation): boolean =>
  actualMessage(observation) !== undefined;

export const preflightMessage = ({ messages }: Observation): Message | undefined =>
  messages.find(({ role }) => role === 'preflight');

/** The cookies of a message's request, in the order of its header; null where nobody could see them. */
export function cookiesOf(message: Message | undefined): readonly Cookie[] | null {
  if (!message) return null;
  const header = seenHeader(message.request.headers, 'cookie');
  return 'gap' in header ? null : header.value === null ? [] : parseCookieHeader(header.value);
}
