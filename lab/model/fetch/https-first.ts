/**
 * HTTPS-First of Firefox, on by default since 136: dom/security/nsHTTPSOnlyUtils.cpp,
 * ShouldUpgradeHttpsFirstRequest and PotentiallyDowngradeHttpsFirstRequest.
 */
import type { UserAgentState } from '../user-agent-state.ts';
import { currentUrl, type Request, withCurrentUrl } from './request.ts';

/**
 * The request as https, where a page leads a window to plain http; null where it stays as it is. Notes
 * hosts that the user opens as http: these, and from then on every navigation to them, stay http.
 */
export function upgradedByHttpsFirst(
  request: Request,
  { agent, sites, openedAsHttp }: UserAgentState,
): Request | null {
  const url = currentUrl(request);
  if (!agent.httpsFirst || request.destination !== 'top-level') return null;
  if (url.protocol !== 'http:' || url.port !== '') return null;
  // Names whose suffix nobody lists, and with them localhost and addresses, are left alone.
  if (sites.listedParty(url.hostname) === null) return null;
  if (request.client === null) openedAsHttp.add(url.hostname);
  if (request.method !== 'GET' || openedAsHttp.has(url.hostname)) return null;
  const upgraded = new URL(url);
  upgraded.protocol = 'https:';
  return withCurrentUrl(request, upgraded);
}

/** A new request for the URL as it was written, after an answer over https that is an error. */
export function downgradedByHttpsFirst(
  request: Request,
  { openedAsHttp }: UserAgentState,
): Request {
  const url = currentUrl(request);
  openedAsHttp.add(url.hostname);
  return { ...request, urls: [url] };
}
