/** What a request shall be answered, as a scenario writes it. */
import type { Header } from '../../base/headers.ts';
import type { Cors } from '../../base/recipe.ts';
import type { LabUrl, Origin } from '../../base/topology.ts';

export { inDays } from '../../base/dates.ts';

export interface AnswerSpec {
  /** One raw `Set-Cookie` value, or several. */
  readonly setCookie?: string | readonly string[];
  /** See {@link allow}, {@link reflect}, {@link star}. No CORS header when absent. */
  readonly cors?: Cors;
  readonly preflight?: PreflightSpec;
  readonly status?: number;
  readonly redirect?: Redirect;
  readonly headers?: readonly Header[];
  readonly body?: string;
  /** Media type of `body`. */
  readonly type?: string;
  /** Milliseconds. */
  readonly delay?: number;
}

/** What a preflight is answered, where a plain permission would not do. */
export interface PreflightSpec {
  readonly status?: number;
  readonly location?: LabUrl;
  readonly cors?: Cors;
  readonly methods?: string;
  readonly headers?: string;
  readonly setCookie?: string | readonly string[];
  /** Further header lines, as they are. */
  readonly lines?: readonly Header[];
}

/** What every request step has: an answer, and a label by which expectations speak of it. */
export interface Asked {
  readonly answer?: AnswerSpec;
  readonly as?: string;
}

/** Sends the request on: `redirect(api, { answer: …, as: 'second hop' })`. */
export interface Redirect extends Asked {
  readonly to: LabUrl;
  /** 302 when absent. */
  readonly status?: number;
}

/** What a step's builder takes besides what it is given by place. */
export type Options<S, Given extends keyof S> = Omit<S, 'step' | Given>;

/**
 * The answer redirects: to another URL, with an answer and a label of its own.
 *
 * @example redirect(api, { status: 307, answer: { cors: allow(www) }, as: 'second hop' })
 */
export const redirect = (to: LabUrl, options: Omit<Redirect, 'to'> = {}): Redirect => ({
  to,
  ...options,
});

/**
 * Allows the listed origins to read, with credentials, and says so in `Vary`.
 *
 * @example allow(www, app)
 */
export const allow = (...origins: (Origin | 'null')[]): Cors => ({
  mode: 'allow',
  origins,
  credentials: true,
});

/**
 * As {@link allow}, without `Access-Control-Allow-Credentials`.
 *
 * @example allowWithoutCredentials(www)
 */
export const allowWithoutCredentials = (...origins: (Origin | 'null')[]): Cors => ({
  mode: 'allow',
  origins,
  credentials: false,
});

/** Allows every origin by repeating what asked, with credentials. */
export const reflect: Cors = { mode: 'reflect', credentials: true };

/** As {@link reflect}, without the `Vary: Origin` that such an answer needs. */
export const reflectWithoutVary: Cors = { mode: 'reflect', credentials: true, vary: false };

/**
 * `Access-Control-Allow-Origin: *`, with or without `Access-Control-Allow-Credentials: true`.
 *
 * @example star({ credentials: true })
 */
export const star = ({ credentials = false, ...unknown } = {}): Cors => ({
  mode: 'star',
  credentials,
  ...unknown,
});

/** One cookie for each value of SameSite: named after what they have. */
export const explicitSameSite = [
  'none=1; SameSite=None; Secure',
  'lax=1; SameSite=Lax; Secure',
  'strict=1; SameSite=Strict; Secure',
] as const;

/** The same, and one without. */
export const everySameSite = [...explicitSameSite, 'absent=1; Secure'] as const;
