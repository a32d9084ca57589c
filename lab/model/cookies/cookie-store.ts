/** The CookieStore API: https://cookiestore.spec.whatwg.org/ */
import { lineOf } from '../../scenario/plan/cookie-store-line.ts';
import type { CookieStoreArguments } from '../../scenario/steps/index.ts';
import { thirdPartyRuleOf, type UserAgent } from '../agents/agent.ts';
import { type DocumentContext, isSecureContext } from '../html/document.ts';
import { notReadable, notStored } from '../reasons.ts';
import type { ExchangeRecord } from '../record.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { type Access, documentAccess, isKeptFromCookies, isPartitioned } from './access.ts';
import type { Cookie } from './cookie.ts';
import { domainMatches } from './hosts.ts';
import { fromOctets, toOctets } from './octets.ts';

/** §6: begins to listen for `change` events. */
export function watchCookieStore(
  document: DocumentContext,
  { agent, jar, watched }: UserAgentState,
) {
  if (!isSecureContext(document) || !hasCookieStore(document, agent) || watched.has(document))
    return;
  watched.set(document, jar.age);
}

function hasCookieStore(
  { opaque, sandbox }: DocumentContext,
  { cookieStoreInData }: UserAgent,
): boolean {
  if (opaque !== 'data:' || cookieStoreInData === 'yes') return true;
  return (
    cookieStoreInData === 'with an opaque sandbox' &&
    !(sandbox?.includes('allow-same-origin') ?? true)
  );
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
  const silent = agent.changeEvents === 'in the shared jar';
  const told = agent.changeEventsMindSameSite ? access : { ...access, sameSite: true };
  const heard = jar.changesSince(age, told, now, agent.changeEventsMindPath);
  const seen = document.opaque ? [] : heard;
  const changes = seen.filter(({ cookie }) => !silent || cookie.partition === null);
  const names = (deleted: boolean) =>
    changes
      .filter((change) => change.deleted === deleted)
      .map(({ cookie }) => fromOctets(cookie.name));
  record.script.cookieChanges = { changed: names(false), deleted: names(true) };
}

function fail(record: ExchangeRecord, code: Parameters<typeof notReadable>[0]) {
  record.script.error = 'the cookie store answers with an error';
  record.reasons.push(notReadable(code));
}

/** What a call stands for, in a cookie store that may pass attributes over. */
function lineAsSet(
  call: Extract<CookieStoreArguments, { cookie: object }>,
  { cookieStorePartitions, cookieStoreStrict }: UserAgent,
): string {
  const line = lineOf(call).replace('SameSite=strict', `SameSite=${cookieStoreStrict}`);
  return cookieStorePartitions ? line : line.replace('; Partitioned', '');
}

/** §7.3 "set a cookie": a name that promises one host goes with no domain. */
const isRefused = ({ method, cookie }: Extract<CookieStoreArguments, { cookie: object }>) =>
  method === 'set' && cookie.domain !== undefined && /^__host-/i.test(cookie.name);

type CookieToDelete = Extract<CookieStoreArguments, { method: 'delete' }>['cookie'];

/** Does the policy leave a third party no cookie at all? */
function isBlocked({ thirdParty, storageAccess }: Access, agent: UserAgent): boolean {
  const { shared, partitioned } = thirdPartyRuleOf(agent);
  return thirdParty && !storageAccess && !shared.send && !partitioned.send;
}

/**
 * Firefox, dom/cookiestore/CookieStoreParent.cpp, DeleteRequestOnMainThread: looks in the jar of the
 * document, which for a top-level document does not hold its partitioned cookies.
 */
function firstOfName(
  { name, domain, path = '/', partitioned = false }: CookieToDelete,
  access: Access,
  { jar, agent, now }: UserAgentState,
): Cookie | undefined {
  const ofPartition = isPartitioned(access, agent);
  const isMeant = (cookie: Cookie) =>
    cookie.name === name &&
    cookie.path === path &&
    cookie.partitioned === partitioned &&
    (cookie.partition !== null) === ofPartition &&
    (cookie.hostOnly
      ? cookie.domain === (domain ?? access.host)
      : domainMatches(domain ?? access.host, cookie.domain));
  return jar.retrieve(access, now, 'of arrival').cookies.find(isMeant);
}

/** A call, then a reading of all. A document of an opaque origin may not, an insecure one has no cookie store (§3). */
export function callCookieStore(
  call: CookieStoreArguments,
  document: DocumentContext,
  record: ExchangeRecord,
  state: UserAgentState,
) {
  if (document.opaque) {
    fail(record, 'OpaqueOrigin');
    return;
  }
  if (!isSecureContext(document)) {
    fail(record, 'UnknownError');
    return;
  }
  const { sites, agent } = state;
  const access = documentAccess(document, sites, agent);
  if (isKeptFromCookies(document, sites, agent)) {
    fail(record, 'UnknownError');
    return;
  }
  if (agent.blockedCookieStore === 'fails' && isBlocked(access, agent)) {
    fail(record, 'UserPreferences');
    return;
  }
  if ('cookie' in call && call.method === 'delete' && agent.deletes === 'the first of the name') {
    const gone = firstOfName(call.cookie, access, state);
    state.jar.remove((cookie) => cookie === gone);
  } else if ('cookie' in call && !isRefused(call)) {
    state.now += 1;
    const line = lineAsSet(call, agent);
    const { name, reasons } = state.jar.store(toOctets(line), access, state.now);
    record.reasons.push(...reasons.map((code) => notStored(name, code)));
  }
  const order = agent.cookieStoreOrder === 'as they came' ? 'of arrival' : 'of the agent';
  const { cookies, withheld } = state.jar.retrieve(access, state.now, order);
  const asked = cookies.filter(({ name }) => call.method !== 'get' || name === call.name);
  record.script.cookieStore = asked.map(({ name, value }) => ({
    name: fromOctets(name),
    value: fromOctets(value),
  }));
  for (const { cookie, reasons } of withheld) {
    record.reasons.push(...reasons.map((code) => notReadable(code, cookie.name)));
  }
}
