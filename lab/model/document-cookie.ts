/** HTML `document.cookie`: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie */
import { parseCookieHeader } from '../arrival.ts';
import { documentAccess } from './access.ts';
import { serialize } from './cookie.ts';
import type { DocumentContext } from './document.ts';
import { fromOctets, toOctets } from './octets.ts';
import { notReadable, notStored } from './reasons.ts';
import type { ExchangeRecord } from './record.ts';
import type { UserAgentState } from './user-agent-state.ts';

/** The getter. A document of an opaque origin throws. */
export function readDocumentCookie(
  document: DocumentContext,
  record: ExchangeRecord,
  { jar, sites, agent, now }: UserAgentState,
) {
  if (document.opaque) {
    record.reasons.push(notReadable('OpaqueOrigin'));
    return;
  }
  const { cookies, withheld } = jar.retrieve(documentAccess(document, sites, agent), now);
  record.documentCookie = parseCookieHeader(fromOctets(serialize(cookies)));
  for (const { cookie, reasons } of withheld) {
    record.reasons.push(...reasons.map((code) => notReadable(code, cookie.name)));
  }
}

/** The setter, then the getter. */
export function writeDocumentCookie(
  line: string,
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  state.now += 1;
  if (!document.opaque) {
    const access = documentAccess(document, state.sites, state.agent);
    const { name, reasons } = state.jar.store(toOctets(line), access, state.now);
    record.reasons.push(...reasons.map((code) => notStored(name, code)));
  }
  readDocumentCookie(document, record, state);
}
