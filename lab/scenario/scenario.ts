/** A scenario: steps, and what web developers are told will happen. */
import type { Cause } from '../base/causes.ts';
import type { TopologyId } from '../base/topology.ts';
import type { ClaimId } from '../claims/claims.ts';
import type { CookieChanges, StorageAccess } from './recording.ts';
import type { Step } from './steps/index.ts';

/** The third-party cookie policies under which the lab runs browsers. */
export const policies = [
  /** Third-party cookies are sent and stored. */
  'allowed',
  /** Neither sent nor stored, unless partitioned by the server's wish. */
  'blocked',
  /** Kept in a jar of the top-level site's own. */
  'partitioned',
  /** Not stored from a third party, but sent if set first-party before. */
  'first-party-set',
  /** Tracking prevention: neither stored nor sent. */
  'tracking-prevention',
] as const;
export type Policy = (typeof policies)[number];

/**
 * What is expected of one exchange. Absent fields are not judged.
 * Cookies are named `name`, or `name=value` where the value matters.
 */
export interface Expectation {
  /** The one cookie that is judged; all when absent. Rows cut by cookie have it. */
  readonly about?: string;
  /** Did the request reach the server at all? A preflight alone does not count. */
  readonly arrived?: boolean;
  /** The cookies that the server received, all of them, in any order. Not judged where none is to arrive. */
  readonly sent?: readonly string[];
  /** The same, in the order of the `Cookie` header. */
  readonly order?: readonly string[];
  /** Of the cookies that this exchange's answer set: those the jar holds when the scenario ends. */
  readonly stored?: readonly string[];
  /**
   * For how long the jar keeps cookies of this exchange's answer: whole days by name, null for the
   * session, `gone` for one that it does not hold when the scenario ends.
   */
  readonly lifetime?: Readonly<Record<string, number | null | 'gone'>>;
  /** The method of the request as it arrived: redirects may change it. */
  readonly method?: string;
  /** The HTTP status that the server answered with, whoever could read it. */
  readonly status?: number;
  /** Could the script read the answer? */
  readonly readable?: boolean;
  /** What `document.cookie` showed: all of it. */
  readonly documentCookie?: readonly string[];
  /** What the cookie store held after the step: all of it. */
  readonly cookieStore?: readonly string[];
  /** Does the script's call of the cookie store end in an error? Then what it held is not judged. */
  readonly fails?: boolean;
  /** What the `change` events of the cookie store told, in their order. */
  readonly cookieChanges?: CookieChanges;
  readonly storageAccess?: StorageAccess;
  /** The preflight: the cookies it carried, or null for no preflight at all. */
  readonly preflight?: { readonly sent: readonly string[] } | null;
  /** Response headers as the script saw them; null for one it could not see. */
  readonly header?: Readonly<Record<string, string | null>>;
  /**
   * Request headers as the server received them: Origin, Referer, Sec-Fetch-*, X-XSRF-TOKEN; null for one that was not sent.
   * `own` is the Origin of the document that asks.
   */
  readonly requestHeader?: Readonly<Record<string, string | null>>;
  /** The values that the step took out of the answer (`take`); null for one it could not. */
  readonly taken?: Readonly<Record<string, string | null>>;
}

/** Expectations by the label of the exchange they speak of. */
export type Expectations = Readonly<Record<string, Expectation>>;

/**
 * The same expectation for several exchanges.
 *
 * @example each(['fetch', 'xhr'], { sent: ['sid'] })
 */
export const each = (labels: readonly string[], expectation: Expectation): Expectations =>
  Object.fromEntries(labels.map((label) => [label, expectation]));

/** Where a browser is known to differ from what is claimed, and why. */
export interface Deviation {
  /** Columns it holds for, as globs: `'webkit*'`, `'firefox:allowed'`. */
  readonly where: string | readonly string[];
  /** Topologies it holds for; all when absent. */
  readonly topology?: readonly TopologyId[];
  /** What happens there instead; replaces the fields it names. */
  readonly expect: Expectations;
  /** The rule or implementation fact that makes it so. */
  readonly because: string;
  /** A source, or `measured only`. */
  readonly see: `https://${string}` | 'measured only';
}

/** A bug that someone met and reported, rebuilt with the lab's hosts. */
export interface Reported {
  readonly source: `https://${string}`;
  /** Label of the exchange in which the bug shows. */
  readonly exchange: string;
  /** The cookie that should have arrived there; absent where the answer could not be read. */
  readonly cookie?: string;
  /** What the chain must name. */
  readonly cause: Cause;
}

export interface ScenarioSpec {
  /** One sentence that says what is claimed. */
  readonly title: string;
  /** The claims it covers: ids of lab/claims/claims.ts; none in a scenario of one's own. */
  readonly claims: readonly ClaimId[];
  /** Origins of its own, for which the lab stands in: then all its URLs are of these. See {@link own}. */
  readonly hosts?: readonly string[];
  readonly steps: readonly Step[];
  /** What is claimed of labelled steps; nothing where the scenario only shows what happens. */
  readonly expect: Expectations;
  /** What is claimed under one policy, where that differs; replaces the fields it names. */
  readonly under?: Partial<Record<Policy, Expectations>>;
  readonly deviations?: readonly Deviation[];
  /** It takes minutes: performed only when slow scenarios are asked for. */
  readonly slow?: true;
  /** One of the few that answer "which cookies will be sent?": shown when nothing else is asked for. */
  readonly essential?: true;
  /**
   * Cuts the scenario into rows that share its requests: one for each labelled
   * exchange of `expect`, or one for each exchange and each cookie that the steps set.
   */
  readonly rows?: 'exchange' | 'exchange and cookie';
  readonly reported?: Reported;
}

/**
 * The default export of a file under scenarios/. Topic and id come from where the file lies.
 *
 * @example
 * export default scenario({
 *   title: 'A Lax cookie rides a same-site, cross-origin fetch',
 *   claims: ['C3'],
 *   steps: [
 *     visit(www),
 *     fetch(api, { credentials: 'include', answer: { setCookie: 'sid=1; Secure; SameSite=Lax', cors: allow(www) } }),
 *     fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
 *   ],
 *   expect: { 'next call': { sent: ['sid'], readable: true } },
 * });
 */
export const scenario = (written: Written): ScenarioSpec => ({
  ...written,
  claims: written.claims ?? [],
  expect: written.expect ?? {},
});

/** A scenario as it may be written: without claims, and without expectations it shows what happens. */
export type Written = Omit<ScenarioSpec, 'claims' | 'expect'> &
  Partial<Pick<ScenarioSpec, 'claims' | 'expect'>>;
