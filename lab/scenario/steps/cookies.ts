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
}

export const writeCookie = (
  line: string,
  options: Options<WriteCookie, 'line'> = {},
): WriteCookie => ({ step: 'writeCookie', line, ...options });

export const readCookie = (as?: string): ReadCookie =>
  as === undefined ? { step: 'readCookie' } : { step: 'readCookie', as };
