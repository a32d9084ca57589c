/** Steps that move on to a new document. */
import type { LabUrl } from '../../base/topology.ts';
import type { Asked, Options } from './answers.ts';

/** A top-level navigation from the address bar: it has no initiator. */
export interface Visit extends Asked {
  readonly step: 'visit';
  readonly url: LabUrl;
}

/** A form that the page submits: a top-level navigation, or a frame's own. */
export interface Form extends Asked {
  readonly step: 'form';
  readonly url: LabUrl;
  readonly method: 'GET' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
}

/** A click on `<a href>`. With a `target` of `_blank` a window of its own opens, and the page stays. */
export interface Link extends Asked {
  readonly step: 'link';
  readonly url: LabUrl;
  readonly rel?: string;
  readonly target?: '_blank';
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
 * The top-level page once more, from the URL where it stands, with the answer that it got there:
 * by the user's reload button, or by `location.reload()`.
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

export const visit = (url: LabUrl, options: Options<Visit, 'url'> = {}): Visit => ({
  step: 'visit',
  url,
  ...options,
});

export const form = (
  method: Form['method'],
  url: LabUrl,
  options: Options<Form, 'url' | 'method'> = {},
): Form => ({ step: 'form', method, url, ...options });

export const link = (url: LabUrl, options: Options<Link, 'url'> = {}): Link => ({
  step: 'link',
  url,
  ...options,
});

export const metaRefresh = (
  url: LabUrl,
  options: Options<MetaRefresh, 'url'> = {},
): MetaRefresh => ({ step: 'metaRefresh', url, ...options });

export const toLocation = (url: LabUrl, options: Options<ToLocation, 'url'> = {}): ToLocation => ({
  step: 'location',
  url,
  ...options,
});

export const reload = (options: Options<Reload, never> = {}): Reload => ({
  step: 'reload',
  ...options,
});

export const back = (options: Options<Back, never> = {}): Back => ({ step: 'back', ...options });
