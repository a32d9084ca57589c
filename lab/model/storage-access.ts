/** The Storage Access API: https://privacycg.github.io/storage-access/ */
import { documentAccess } from './access.ts';
import { thirdPartyRules } from './agent.ts';
import type { DocumentContext } from './document.ts';
import type { UserAgentState } from './user-agent-state.ts';

/** `document.hasStorageAccess()`: does a document have the cookies that it would have as a first party? */
export function hasStorageAccess(
  document: DocumentContext,
  { sites, agent }: UserAgentState,
): 'granted' | 'denied' {
  if (document.opaque) return 'denied';
  const { thirdParty, storageAccess } = documentAccess(document, sites, agent);
  const has = !thirdParty || storageAccess || thirdPartyRules[agent.thirdParty].shared.send;
  return has ? 'granted' : 'denied';
}
