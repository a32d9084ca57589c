/** Steps that move on to a new document. */
import type { LabUrl } from '../../base/topology.ts';
import type { Asked, Options } from './answers.ts';

/** A top-level navigation from the address bar: it has no initiator. */
export interface Visit extends Asked {
  readonly step: 'visit';
  readonly url: LabUrl;
}

/**
 * What a link or form navigates instead of its own document: a new window, in which no step can be
 * done, or a document around its frame. In the frame no step can be done after that.
 */
export type Target = '_blank' | '_parent' | '_top';

/** A form that the page submits: a top-level navigation, or a frame's own. */
export interface Form extends Asked {
  readonly step: 'form';
  readonly url: LabUrl;
  readonly method: 'GET' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
  readonly target?: Target;
}

/** A click on `<a href>`. */
export interface Link extends Asked {
  readonly step: 'link';
  readonly url: LabUrl;
  readonly rel?: string;
  readonly target?: Target;
}

/** `<meta http-equiv="refresh">` that takes effect at once. */
export interface MetaRefresh extends Asked {
  readonly step: 'metaRefresh';
  readonly url: LabUrl;
}

/** A script sends the page on: `location.assign`, `location.replace`, or a write to `location.href`. */
export interface ToLocation extends Asked {
  readonly step: 'location';
  readonly url: LabUrl;
  /** `assign` when absent. */
  readonly by?: 'assign' | 'replace' | 'href';
}

/**
 * The document once more, from the URL where it stands, with the answer that it got there: by the
 * user's reload button, which reloads the top-level page, or by `location.reload()`.
 */
export interface Reload {
  readonly step: 'reload';
  /** `user` when absent. */
  readonly by?: 'user' | 'script';
  readonly as?: string;
}

/**
 * One step back in the session history of the top-level page, by the user's back button or by
 * `history.back()`. Nothing arrives where the browser kept the page or its answer.
 */
export interface Back {
  readonly step: 'back';
  /** `user` when absent. */
  readonly by?: 'user' | 'script';
  readonly as?: string;
}

/**
 * The user opens a page from the address bar.
 *
 * @example visit(www, { answer: { setCookie: 'sid=1; Secure' } })
 */
export const visit = (url: LabUrl, options: Options<Visit, 'url'> = {}): Visit => ({
  step: 'visit',
  url,
  ...options,
});

/**
 * The page submits a form. The fields are strings by name. One that leads a frame of the page, or a
 * window that can be scripted, is `form` of {@link frame} and {@link openWindow}.
 *
 * @example form('POST', api, { fields: { name: 'Ada' }, as: 'submit' })
 */
export const form = (
  method: Form['method'],
  url: LabUrl,
  options: Options<Form, 'url' | 'method'> = {},
): Form => ({ step: 'form', method, url, ...options });

/**
 * The user follows a link of the page.
 *
 * @example link(otherWww, { rel: 'noreferrer', as: 'next page' })
 */
export const link = (url: LabUrl, options: Options<Link, 'url'> = {}): Link => ({
  step: 'link',
  url,
  ...options,
});

/**
 * The page leads on by `<meta http-equiv="refresh">`.
 *
 * @example metaRefresh(otherWww, { as: 'next page' })
 */
export const metaRefresh = (
  url: LabUrl,
  options: Options<MetaRefresh, 'url'> = {},
): MetaRefresh => ({ step: 'metaRefresh', url, ...options });

/**
 * A script of the page leads on by `location`.
 *
 * @example toLocation(otherWww, { by: 'replace', as: 'next page' })
 */
export const toLocation = (url: LabUrl, options: Options<ToLocation, 'url'> = {}): ToLocation => ({
  step: 'location',
  url,
  ...options,
});

/**
 * The document is loaded once more: in a frame or window by a script only.
 *
 * @example reload({ by: 'script', as: 'reloaded' })
 */
export const reload = (options: Options<Reload, never> = {}): Reload => ({
  step: 'reload',
  ...options,
});

/**
 * One step back in the history of the top-level page.
 *
 * @example back({ as: 'came back' })
 */
export const back = (options: Options<Back, never> = {}): Back => ({ step: 'back', ...options });
