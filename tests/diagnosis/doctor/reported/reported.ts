/** What the doctor should say of traffic as people report it, and what it must write. */
import type { Asked, Dialect } from '../traffic.ts';

export interface Reported {
  readonly title: string;
  readonly dialects: readonly Dialect[];
  readonly traffic: readonly Asked[];
  /** `code of cookie`, or the code alone; null where nothing is wrong. */
  readonly cause: string | null;
  /** The exchange that shows it: the last one where it is left out. */
  readonly at?: string;
  /** In what it says to do and to write. */
  readonly says?: readonly RegExp[];
  /** Not in the lines to write. */
  readonly never?: readonly RegExp[];
}

/** A preflight that asks for a method, and for headers. */
export const asksFor = (method: string, headers = 'content-type') => ({
  request: {
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  },
});

/** A request that its preflight stopped. */
export const failed = { blocked: true, request: { 'content-type': 'application/json' } };

/** A page, another party's frame in it, and what Chromium says of a third party's cookies. */
export const forum = 'https://forum.leser.org/';
export const chat = 'https://chat.plausch.io/box';
export const active = { request: { 'sec-fetch-storage-access': 'active' } };
