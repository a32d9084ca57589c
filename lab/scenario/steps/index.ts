/**
 * The steps of a scenario, as data, and the small functions that make them.
 *
 * A step acts in the document that the steps before it left current: `visit`,
 * `link` and `form` move on to a new document; `frame` and `openWindow` hold
 * steps of their own that act inside.
 */
import type { ReadCookie, WriteCookie } from './cookies.ts';
import type { Frame, OpenWindow } from './documents.ts';
import type { Form, Link, Visit } from './navigations.ts';
import type { Fetch, Subresource, Xhr } from './requests.ts';

export * from './answers.ts';
export * from './cookies.ts';
export * from './documents.ts';
export * from './navigations.ts';
export * from './places.ts';
export * from './requests.ts';

export interface Pause {
  readonly step: 'pause';
  /** Milliseconds. */
  readonly ms: number;
}

export const pause = (ms: number): Pause => ({ step: 'pause', ms });

/** Steps that make a request and leave the document where it is. */
export type RequestStep = Fetch | Xhr | Subresource;

/** Steps that a page does. */
export type PageStep =
  | RequestStep
  | Form
  | Link
  | Frame
  | OpenWindow
  | WriteCookie
  | ReadCookie
  | Pause;

export type Step = Visit | PageStep;
export type StepKind = Step['step'];
