/**
 * The steps of a scenario, as data, and the small functions that make them.
 *
 * A step acts in the document that the steps before it left current: navigations
 * move on to a new document; frames and windows hold steps of their own that act
 * inside.
 */
import type {
  CookieChanges,
  CookieStoreCall,
  ReadCookie,
  WatchCookieStore,
  WriteCookie,
} from './cookies.ts';
import type { BlankWindow, Frame, LocalFrame, OpenWindow } from './documents.ts';
import type { Speculation, Subresource } from './elements.ts';
import type { StepWhere } from './kinds.ts';
import type { AnswerLocalNetwork } from './local-network.ts';
import type { Back, Form, Link, MetaRefresh, Reload, ToLocation, Visit } from './navigations.ts';
import type { Axios, Beacon, EventStream, Fetch, Socket, Xhr } from './requests.ts';
import type {
  AllowStorageAccess,
  Click,
  HasStorageAccess,
  RequestStorageAccess,
} from './storage-access.ts';

export * from './answers.ts';
export * from './cookies.ts';
export * from './documents.ts';
export * from './elements.ts';
export * from './local-network.ts';
export * from './navigations.ts';
export * from './places.ts';
export * from './requests.ts';
export * from './storage-access.ts';

export interface Pause {
  readonly step: 'pause';
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Nothing happens for some milliseconds.
 *
 * @example pause(300)
 */
export const pause = (ms: number): Pause => ({ step: 'pause', ms });

export type Step =
  | Visit
  | Form
  | Link
  | MetaRefresh
  | ToLocation
  | Reload
  | Back
  | Frame
  | LocalFrame
  | OpenWindow
  | BlankWindow
  | Fetch
  | Xhr
  | Axios
  | Beacon
  | EventStream
  | Socket
  | Subresource
  | Speculation
  | WriteCookie
  | ReadCookie
  | CookieStoreCall
  | WatchCookieStore
  | CookieChanges
  | Click
  | HasStorageAccess
  | RequestStorageAccess
  | AllowStorageAccess
  | AnswerLocalNetwork
  | Pause;
export type StepKind = Step['step'];

/** Steps that can be done in every document: also in frames and windows. */
export type PageStep = StepWhere<{ within: 'any document' | 'page or frame' }>;

/** Steps that no expectation can speak of. */
export type SilentStep = StepWhere<{ recorded: false }>;
