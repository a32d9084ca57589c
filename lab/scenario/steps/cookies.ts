/** What a script does to cookies. */
import type { Options } from './answers.ts';

/** `document.cookie = line`, then a reading of it. */
export interface WriteCookie {
  readonly step: 'writeCookie';
  readonly line: string;
  readonly as?: string;
}

/** A reading of `document.cookie`. */
export interface ReadCookie {
  readonly step: 'readCookie';
  readonly as?: string;
  /** Names of cookies whose values later steps write: `{csrftoken}`. */
  readonly take?: readonly string[];
}

/** A call of the CookieStore API; after `set` and `delete` all cookies are read. */
export interface CookieStoreCall {
  readonly step: 'cookieStore';
  readonly call: CookieStoreArguments;
  readonly as?: string;
}

/** Which function is called, and with what: https://cookiestore.spec.whatwg.org/ */
export type CookieStoreArguments =
  | { readonly method: 'getAll' }
  | { readonly method: 'get'; readonly name: string }
  | { readonly method: 'set'; readonly cookie: CookieToSet }
  | { readonly method: 'delete'; readonly cookie: CookieToDelete };

interface CookieToDelete {
  readonly name: string;
  readonly domain?: string;
  /** `/` when absent. */
  readonly path?: string;
  readonly partitioned?: boolean;
}

interface CookieToSet extends CookieToDelete {
  readonly value: string;
  /** Milliseconds of Unix time. */
  readonly expires?: number;
  /** `strict` when absent. */
  readonly sameSite?: 'strict' | 'lax' | 'none';
}

/** From here on the document counts the `change` events of its cookie store. */
export interface WatchCookieStore {
  readonly step: 'watchCookieStore';
}

/** What the `change` events told since the watching began, or since the last reading. */
export interface CookieChanges {
  readonly step: 'cookieChanges';
  readonly as?: string;
}

/**
 * A script writes `document.cookie`, then reads it.
 *
 * @example writeCookie('sid=1; Secure', { as: 'write' })
 */
export const writeCookie = (
  line: string,
  options: Options<WriteCookie, 'line'> = {},
): WriteCookie => ({ step: 'writeCookie', line, ...options });

const named = (as: string | undefined) => (as === undefined ? {} : { as });

/**
 * A script reads `document.cookie`. Takes the step's label.
 *
 * @example readCookie('what the page sees', { take: ['csrftoken'] })
 */
export const readCookie = (as?: string, options: Pick<ReadCookie, 'take'> = {}): ReadCookie => ({
  step: 'readCookie',
  ...named(as),
  ...options,
});

const call = (argumentsOf: CookieStoreArguments, as: string | undefined): CookieStoreCall => ({
  step: 'cookieStore',
  call: argumentsOf,
  ...named(as),
});

/** The functions of `window.cookieStore`; the last argument is the step's label. */
export const cookieStore = {
  /**
   * All cookies that the document may see.
   *
   * @example cookieStore.getAll('before')
   */
  getAll: (as?: string) => call({ method: 'getAll' }, as),
  /**
   * The cookie of a name.
   *
   * @example cookieStore.get('sid', 'reading')
   */
  get: (name: string, as?: string) => call({ method: 'get', name }, as),
  /**
   * Sets a cookie, then reads all.
   *
   * @example cookieStore.set({ name: 'sid', value: '1', sameSite: 'lax' }, 'setting')
   */
  set: (cookie: CookieToSet, as?: string) => call({ method: 'set', cookie }, as),
  /**
   * Deletes a cookie, then reads all.
   *
   * @example cookieStore.delete({ name: 'sid' }, 'deleting')
   */
  delete: (cookie: CookieToDelete, as?: string) => call({ method: 'delete', cookie }, as),
};

/**
 * From here on the page listens to the `change` events of its cookie store.
 *
 * @example watchCookieStore()
 */
export const watchCookieStore = (): WatchCookieStore => ({ step: 'watchCookieStore' });

/**
 * What the `change` events told since the page began to listen, or since the last reading.
 *
 * @example cookieChanges('after the answer')
 */
export const cookieChanges = (as?: string): CookieChanges => ({
  step: 'cookieChanges',
  ...named(as),
});
