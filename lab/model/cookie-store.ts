/** The CookieStore API: https://cookiestore.spec.whatwg.org/ */
import { lineOf } from '../scenario/plan/cookie-store-line.ts';
import type { CookieStoreArguments } from '../scenario/steps/index.ts';
import { documentAccess } from './access.ts';
import type { DocumentContext } from './document.ts';
import { fromOctets, toOctets } from './octets.ts';
import { notReadable, notStored } from './reasons.ts';
import type { ExchangeRecord } from './record.ts';
import type { UserAgentState } from './user-agent-state.ts';

/** A call, then a reading of all. In a document of an opaque origin every function rejects. */
export function callCookieStore(
  call: CookieStoreArguments,
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  if (document.opaque) {
    record.reasons.push(notReadable('OpaqueOrigin'));
    return;
  }
  const access = documentAccess(document, state.sites, state.agent);
  if ('cookie' in call && call.method === 'delete' && state.agent.deletes === 'the name') {
    const { cookies } = state.jar.retrieve(access, state.now);
    state.jar.remove((cookie) => cookie.name === call.cookie.name && cookies.includes(cookie));
  } else if ('cookie' in call) {
    state.now += 1;
    const { name, reasons } = state.jar.store(toOctets(lineOf(call)), access, state.now);
    record.reasons.push(...reasons.map((code) => notStored(name, code)));
  }
  const { cookies, withheld } = state.jar.retrieve(access, state.now);
  const asked = cookies.filter(({ name }) => call.method !== 'get' || name === call.name);
  record.cookieStore = asked.map(({ name, value }) => ({
    name: fromOctets(name),
    value: fromOctets(value),
  }));
  for (const { cookie, reasons } of withheld) {
    record.reasons.push(...reasons.map((code) => notReadable(code, cookie.name)));
  }
}
