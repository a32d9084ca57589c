/** The CookieStore API: https://cookiestore.spec.whatwg.org/ */
import { lineOf } from '../../scenario/plan/cookie-store-line.ts';
import type { CookieStoreArguments } from '../../scenario/steps/index.ts';
import type { DocumentContext } from '../html/document.ts';
import { notReadable, notStored } from '../reasons.ts';
import type { ExchangeRecord } from '../record.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { documentAccess, isPartitioned } from './access.ts';
import { fromOctets, toOctets } from './octets.ts';

/** §6: begins to listen for `change` events. */
export function watchCookieStore(document: DocumentContext, { jar, watched }: UserAgentState) {
  if (!document.opaque && !watched.has(document)) watched.set(document, jar.age);
}

/** §6, "process cookie changes": the names in the events since the document listened, or was told last. */
export function tellCookieChanges(
  document: DocumentContext,
  record: ExchangeRecord,
  { jar, sites, agent, now, watched }: UserAgentState,
) {
  const age = watched.get(document);
  if (age === undefined) return;
  watched.set(document, jar.age);
  const access = documentAccess(document, sites, agent);
  const silent = agent.changeEvents === 'in the shared jar' && isPartitioned(access, agent);
  const changes = silent ? [] : jar.changesSince(age, access, now);
  const names = (deleted: boolean) =>
    changes
      .filter((change) => change.deleted === deleted)
      .map(({ cookie }) => fromOctets(cookie.name));
  record.script.cookieChanges = { changed: names(false), deleted: names(true) };
}

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
  record.script.cookieStore = asked.map(({ name, value }) => ({
    name: fromOctets(name),
    value: fromOctets(value),
  }));
  for (const { cookie, reasons } of withheld) {
    record.reasons.push(...reasons.map((code) => notReadable(code, cookie.name)));
  }
}
