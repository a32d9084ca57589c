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
  /** The age of the jar as the page came. */
  readonly age: number;
}

export const historyEntry = (
  document: DocumentContext,
  headers: HeaderList,
  { jar }: UserAgentState,
): HistoryEntry => ({
  document,
  noStore: (headerValues(headers, 'cache-control') ?? []).includes('no-store'),
  age: jar.age,
});

/** Is the document of an entry still there, to be shown as it was left, or has it to be asked for? */
export function isKept(
  { document: { url }, noStore, age }: HistoryEntry,
  { agent, jar, sites, now }: UserAgentState,
): boolean {
  if (!noStore || agent.back.noStore === 'asked for again') return !noStore;
  const access = requestAccess(
    { urls: [url], method: 'GET', client: null, destination: 'top-level' },
    sites,
    agent,
  );
  return jar.changesSince(age, access, now).length === 0;
}
