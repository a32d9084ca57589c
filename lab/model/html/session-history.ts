/** HTML session history: https://html.spec.whatwg.org/multipage/browsing-the-web.html#session-history */

import { type HeaderList, headerValues } from '../../base/headers.ts';
import { requestAccess } from '../cookies/access.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import type { DocumentContext } from './document.ts';

/** What is remembered of a page, to go back to it. */
export interface HistoryEntry {
  readonly document: DocumentContext;
  /** RFC 9111 §5.2.2.5: its answer may not be kept. */
  readonly noStore: boolean;
  /** Was it answered 401? */
  readonly unauthorized: boolean;
  /** When it came, in milliseconds. */
  readonly at: number;
  /** The age of the jar as the page came. */
  readonly age: number;
}

export const historyEntry = (
  document: DocumentContext,
  { status, headers }: { readonly status: number; readonly headers: HeaderList },
  { jar, now }: UserAgentState,
): HistoryEntry => ({
  document,
  unauthorized: status === 401,
  at: now,
  noStore: (headerValues(headers, 'cache-control') ?? []).includes('no-store'),
  age: jar.age,
});

/** Is the document of an entry still there, to be shown as it was left, or has it to be asked for? */
export function isKept(
  { document: { url }, noStore, unauthorized, at, age }: HistoryEntry,
  { agent, jar, sites, now, clearedPages }: UserAgentState,
): boolean {
  if (unauthorized && agent.back.unauthorized === 'asked for again') return false;
  if (agent.back.cleared && (clearedPages.get(url.origin) ?? 0) > at) return false;
  if (!noStore || agent.back.noStore === 'asked for again') return !noStore;
  const access = requestAccess(
    { urls: [url], method: 'GET', client: null, destination: 'top-level' },
    sites,
    agent,
  );
  return jar.changesSince(age, access, now).length === 0;
}
