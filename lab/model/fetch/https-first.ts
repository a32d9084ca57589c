/**
 * HTTPS-First of Firefox, on by default since 136: dom/security/nsHTTPSOnlyUtils.cpp,
 * ShouldUpgradeHttpsFirstRequest and PotentiallyDowngradeHttpsFirstRequest; and that of Chromium, whose
 * incognito mode has it: chrome/browser/ssl/https_upgrades_interceptor.cc.
 */
import type { UserAgentState } from '../user-agent-state.ts';
import { currentUrl, type Request, withCurrentUrl } from './request.ts';

/**
 * The request as https, where a window is led to plain http; null where it stays as it is. In Firefox
 * hosts that the user opens as http are noted: these, and every later navigation to them, stay http.
 */
export function upgradedByHttpsFirst(
  request: Request,
  { agent, sites, openedAsHttp }: UserAgentState,
): Request | null {
  const url = currentUrl(request);
  const { httpsFirst } = agent;
  if (httpsFirst === 'nothing' || request.destination !== 'top-level') return null;
  if (url.protocol !== 'http:' || url.port !== '') return null;
  // Names whose suffix nobody lists, and with them localhost and addresses, are left alone.
  if (sites.listedParty(url.hostname) === null) return null;
  if (request.client === null && httpsFirst === 'of pages') openedAsHttp.add(url.hostname);
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
