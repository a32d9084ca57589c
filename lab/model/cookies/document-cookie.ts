/** HTML `document.cookie`: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie */
import { parseCookieHeader } from '../../base/arrival.ts';
import type { UserAgent } from '../agents/agent.ts';
import type { DocumentContext } from '../html/document.ts';
import { believesWrite, pageProcessOf } from '../html/page-process.ts';
import { notReadable, notStored } from '../reasons.ts';
import type { ExchangeRecord } from '../record.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { documentAccess, isKeptFromCookies } from './access.ts';
import { type Cookie, serialize } from './cookie.ts';
import { fromOctets, toOctets } from './octets.ts';

const isCookieAverse = ({ opaque }: DocumentContext, { dataDocuments }: UserAgent): boolean =>
  opaque === 'data:' && dataDocuments === 'read nothing';

/** Does the getter throw? In a document of an opaque origin, but for one that is cookie-averse. */
export const cookieThrows = (
  document: DocumentContext,
  { agent, sites }: UserAgentState,
): boolean =>
  document.opaque !== null &&
  !isCookieAverse(document, agent) &&
  !isKeptFromCookies(document, sites, agent);

/** The getter. */
export function readDocumentCookie(
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  const { jar, sites, agent, now, refusedWrites } = state;
  const isAverse = isCookieAverse(document, agent);
  const isKept = isKeptFromCookies(document, sites, agent);
  if (cookieThrows(document, state)) {
    record.reasons.push(notReadable('OpaqueOrigin'));
    return;
  }
  pageProcessOf(document, state).usesCookies = true;
  if (isAverse || isKept) {
    record.script.documentCookie = [];
    record.reasons.push(notReadable(isAverse ? 'OpaqueOrigin' : 'UnknownError'));
    return;
  }
  const { cookies, withheld } = jar.retrieve(documentAccess(document, sites, agent), now);
  const shown = [...cookies, ...(refusedWrites.get(document) ?? [])];
  record.script.documentCookie = parseCookieHeader(fromOctets(serialize(shown)));
  for (const { cookie, reasons } of withheld) {
    record.reasons.push(...reasons.map((code) => notReadable(code, cookie.name)));
  }
}

/** The cookies that a script of the document sees. */
export const scriptCookies = (
  document: DocumentContext,
  { jar, sites, agent, now }: UserAgentState,
): readonly Cookie[] => jar.retrieve(documentAccess(document, sites, agent), now).cookies;

/** The setter, then the getter. */
export function writeDocumentCookie(
  text: string,
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  state.now += 1;
  const lines = {
    one: [text],
    'a line each': text.split('\n'),
    'one with a name': [text.includes('=') ? text : `${text}=`],
  }[state.agent.syntax.written];
  const mute = document.opaque || isKeptFromCookies(document, state.sites, state.agent);
  for (const line of mute ? [] : lines) write(toOctets(line), document, record, state);
  readDocumentCookie(document, record, state);
}

function write(
  line: string,
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  const { jar, sites, agent, now, refusedWrites } = state;
  const access = documentAccess(document, sites, agent);
  const { name, value, old, reasons } = jar.store(line, access, now);
  record.reasons.push(...reasons.map((code) => notStored(name, code)));
  // All else a page process refuses by itself.
  if (!old || reasons.join() !== 'OverwriteHttpOnly') return;
  if (!believesWrite(pageProcessOf(document, state), old, agent)) return;
  refusedWrites.set(document, [...(refusedWrites.get(document) ?? []), { name, value }]);
}
