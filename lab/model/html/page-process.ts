/**
 * What the process of a page knows of the jar, which another process keeps. No specification has it:
 * it shows in document.cookie alone, measured in Firefox ESR 153 and WebKitGTK 2.50.
 */
import type { Cookie } from '../cookies/cookie.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import type { DocumentContext } from './document.ts';

export interface PageProcess {
  /** When the first document of its host came, in milliseconds. */
  readonly began: number;
  /** Has a script used document.cookie in it? */
  usesCookies: boolean;
}

/** The process of a document. It begins with the first document of its host. */
export function pageProcessOf(
  { url: { hostname } }: DocumentContext,
  { pageProcesses, now }: UserAgentState,
): PageProcess {
  const process = pageProcesses.get(hostname) ?? { began: now, usesCookies: false };
  pageProcesses.set(hostname, process);
  return process;
}

/**
 * Does the page process take a script's write over an HttpOnly cookie for done, so that document.cookie
 * shows what the jar refuses? One of Firefox is told of HttpOnly cookies that come while it is there;
 * one of WebKit keeps a copy from the second use on.
 */
export function believesWrite(
  { began, usesCookies }: PageProcess,
  overwritten: Pick<Cookie, 'created'>,
  { refusedWrites }: UserAgentState['agent'],
): boolean {
  if (refusedWrites === 'shown over older cookies') return overwritten.created <= began;
  return refusedWrites === 'shown after a use' && usesCookies;
}
