/** Storage Access Headers: https://privacycg.github.io/storage-access-headers/ */

import { getHeader, type HeaderList } from '../../base/headers.ts';
import { requestAccess } from '../cookies/access.ts';
import { isTrustworthy } from '../fetch/mixed-content.ts';
import { currentUrl, type Request, serializedOrigin } from '../fetch/request.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import { isGranted, settingOfThirdParties } from './storage-access.ts';

/** A request's "storage access status"; null for a first party's, to whom every cookie goes. */
function storageAccessStatus(
  request: Request,
  state: UserAgentState,
): 'none' | 'inactive' | 'active' | null {
  const { thirdParty, storageAccess, topLevel, url } = requestAccess(
    request,
    state.sites,
    state.agent,
  );
  if (!thirdParty) return null;
  const setting = settingOfThirdParties(state.agent);
  if (setting === 'allow' || storageAccess) return 'active';
  return setting === 'none' && isGranted(topLevel, url, state) ? 'inactive' : 'none';
}

/** "Set the `Sec-Fetch-Storage-Access` header": its value; null for none. */
export function storageAccessHeader(request: Request, state: UserAgentState): string | null {
  const { agent } = state;
  const carries =
    agent.storageAccess.headers &&
    request.credentials === 'include' &&
    isTrustworthy(currentUrl(request), agent);
  return carries ? storageAccessStatus(request, state) : null;
}

/**
 * `Activate-Storage-Access`, a structured item; null where it is absent or no such item.
 *
 *     'load'                                      → load
 *     'retry; allowed-origin="https://a.example"' → retry, https://a.example
 *     'retry; allowed-origin=*'                   → retry, *
 *     'retry, load'                               → null
 */
function activation(headers: HeaderList) {
  const value = getHeader(headers, 'activate-storage-access') ?? '';
  const [, token, quoted, star] =
    /^ *(load|retry)(?:; *allowed-origin=(?:"([^"\\]*)"|(\*)))? *$/.exec(value) ?? [];
  return token === undefined ? null : { token, allowedOrigin: quoted ?? star };
}

/** "Perform a storage access retry check": is the request to be sent once more, with cookies? */
export function isRetried(request: Request, headers: HeaderList, state: UserAgentState): boolean {
  if (storageAccessHeader(request, state) !== 'inactive') return false;
  const { token, allowedOrigin } = activation(headers) ?? {};
  return (
    token === 'retry' && (allowedOrigin === '*' || allowedOrigin === serializedOrigin(request))
  );
}

/** "Perform a storage access load check": has the document of an answer storage access at once? */
export function isLoadedWithAccess(
  request: Request,
  headers: HeaderList,
  state: UserAgentState,
): boolean {
  const status = storageAccessHeader(request, state);
  return (status === 'inactive' || status === 'active') && activation(headers)?.token === 'load';
}
