/** The Storage Access API: https://privacycg.github.io/storage-access/ */

import type { Activation } from '../../scenario/plan/activation.ts';
import type { StorageAccess } from '../../scenario/recording.ts';
import { thirdPartyRuleOf } from '../agents/agent.ts';
import { isThirdParty } from '../cookies/access.ts';
import { currentUrl, type Request } from '../fetch/request.ts';
import { type DocumentContext, isSecureContext, topLevelOf } from '../html/document.ts';
import type { UserAgentState } from '../user-agent-state.ts';

/** `document.hasStorageAccess()`: has a document the cookies that it would have as a first party? */
export function hasStorageAccess(
  document: DocumentContext,
  state: UserAgentState,
): Extract<StorageAccess, 'granted' | 'denied'> {
  if (document.opaque || !isSecureContext(document)) return 'denied';
  const firstParty = !isThirdParty(document.url, document, state.sites, state.agent);
  // "same authority with the top-level document" is a placeholder in the draft. A permission that
  // was given nobody takes back here, so that the flag alone decides.
  const has = explicitSetting(document, state) === 'allow' || firstParty || document.storageAccess;
  return has ? 'granted' : 'denied';
}

/** `document.requestStorageAccess()`, by what is left of a click of the user. */
export function requestStorageAccess(
  document: DocumentContext,
  activation: Activation,
  state: UserAgentState,
): StorageAccess {
  const { agent, sites, permissions } = state;
  const { storageAccess: rule } = agent;
  const top = topLevelOf(document).url;
  const activated = activation === 'in its task' || activation === rule.gesture;
  const setting = explicitSetting(document, state);
  if (rule.first === 'the setting' && setting === 'allow') return 'granted';
  if (document.opaque || !isSecureContext(document)) return 'denied';
  const sameSite = sites.sameSite(document.url, top);
  const isAllowed = document.sandbox?.includes(sandboxToken) ?? true;
  if (!isAllowed && !(sameSite && rule.sandboxed === 'frames of other sites')) return 'denied';
  if (rule.activation === 'always' && !sameSite && !activated) return 'denied';
  if (setting === 'disallow') return 'denied';
  // The flag is not set: where the setting allows, it would change nothing.
  if (setting === 'allow') return 'granted';
  if (!isGranted(top, document.url, state)) {
    if (!activated) return 'denied';
    const decided = rule.decides[isUsed(document.url, state) ? 'used' : 'unused'];
    if (decided === 'the user') return rule.unanswered;
    if (decided === 'denied') return 'denied';
    permissions.add(keyOf(top, document.url, state));
  }
  document.storageAccess = true;
  return 'granted';
}

const sandboxToken = 'allow-storage-access-by-user-activation';

/** "Determine whether the user agent explicitly allows unpartitioned cookie access", of a document. */
function explicitSetting(document: DocumentContext, { agent, sites }: UserAgentState) {
  if (!isThirdParty(document.url, document, sites, agent)) return 'none';
  return settingOfThirdParties(agent);
}

/** The same of whatever is a third party. */
export const settingOfThirdParties = (
  agent: UserAgentState['agent'],
): 'allow' | 'none' | 'disallow' =>
  thirdPartyRuleOf(agent).shared.send ? 'allow' : agent.storageAccess.setting;

/** "Permission key generation algorithm": the top-level site, and the one that asks. */
const keyOf = (top: URL, requester: URL, { sites }: UserAgentState) =>
  `${sites.siteOf(top)} ${sites.siteOf(requester)}`;

/** Is the permission granted? A site's own documents never need to ask for it. */
export const isGranted = (top: URL, requester: URL, state: UserAgentState): boolean =>
  state.sites.sameSite(top, requester) || state.permissions.has(keyOf(top, requester, state));

/** The user's "Allow", given beforehand to what a document may ask within a top-level one. */
export function allowStorageAccess(top: URL, requester: URL, state: UserAgentState) {
  if (state.agent.storageAccess.answer === 'never') return;
  state.permissions.add(keyOf(top, requester, state));
}

/** The user's click. Only one into a top-level document makes its site one that the user uses. */
export function interact({ url, parent }: DocumentContext, state: UserAgentState) {
  if (parent === null) state.interactions.add(usedPartOf(url, state));
}

const isUsed = (url: URL, state: UserAgentState) => state.interactions.has(usedPartOf(url, state));

const usedPartOf = (url: URL, { agent, sites }: UserAgentState) =>
  agent.storageAccess.interaction === 'site' ? sites.siteOf(url) : url.origin;

/**
 * "Determine the initial storage-access eligibility" of a request. What is unset in the draft, as
 * no third party asks, is ineligible here: it comes to the same.
 */
export function isEligible(request: Request, state: UserAgentState): boolean {
  const { client, destination, apart } = request;
  if (!client?.storageAccess) return false;
  if (apart && state.agent.storageAccess.without.includes(apart)) return false;
  const intoFrameOfClient = typeof destination === 'object' && destination.frameOf === client;
  if (intoFrameOfClient && state.agent.storageAccess.frames === 'loaded without it') return false;
  return reaches(request, client.url, currentUrl(request), state);
}

/** "HTTP-redirect fetch": is a request eligible, after a redirect, that was before? */
export const staysEligible = (before: Request, after: Request, state: UserAgentState): boolean =>
  before.eligibleForStorageAccess === true &&
  reaches(before, currentUrl(before), currentUrl(after), state);

function reaches({ destination }: Request, from: URL, to: URL, { agent, sites }: UserAgentState) {
  return destination === 'subresource' && agent.storageAccess.requests === 'same site'
    ? sites.sameSite(from, to)
    : from.origin === to.origin;
}

/**
 * "Create navigation params by fetching": has the document that a request led to storage access at
 * once? One that led itself on has, until it leaves its origin: so the draft's security
 * considerations; its steps compare the new URL with itself.
 */
export function keepsStorageAccess(request: Request, { agent }: UserAgentState): boolean {
  const { client, destination, urls } = request;
  if (!client?.storageAccess || typeof destination !== 'object') return false;
  const ledItselfOn = client.parent === destination.frameOf;
  return (
    (ledItselfOn || agent.storageAccess.frames === 'given it') &&
    urls.every(({ origin }) => origin === client.url.origin)
  );
}
