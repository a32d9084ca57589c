/** Which entries belong together: a request with its preflight, a redirect with where it led. */
import { getHeader } from '../../base/headers.ts';
import type { Entry } from './entry.ts';
import { type Kind, kindOf } from './request-kind.ts';

/** One exchange: what a page, a user or a redirect asked. */
export interface Ask {
  /** The request; its preflight where no request followed. */
  readonly entry: Entry;
  readonly isOrphan: boolean;
  /** As its headers have it; of a redirect's hops that of the first counts. */
  readonly kind: Kind;
  preflight: Entry | null;
  hopOf: Ask | null;
  /** Where its redirect led. */
  next: Ask | null;
  /** Where the redirects that led here began; null where none did. */
  root: Ask | null;
}

/** The entries as exchanges, in the order in which they were asked. */
export function asksOf(entries: readonly Entry[]): Ask[] {
  const ordered = inOrder(entries.filter((entry) => !isInternalRedirect(entry)));
  const preflights = ordered.filter(isPreflight);
  const asks = ordered.filter((entry) => !isPreflight(entry)).map((entry) => newAsk(entry, false));
  const orphans = joinPreflights(preflights, asks).map((entry) => newAsk(entry, true));
  const all = orphans.length > 0 ? [...asks, ...orphans].sort(byTime) : asks;
  joinRedirects(all);
  return all;
}

/** A header of the request; where that was never sent, of its preflight, which says the same of who asks. */
export const askHeader = ({ entry, preflight }: Ask, name: string): string | null =>
  getHeader(entry.requestHeaders, name) ?? (preflight && getHeader(preflight.requestHeaders, name));

function newAsk(entry: Entry, isOrphan: boolean): Ask {
  const kind = kindOf({
    ...entry,
    method: isOrphan ? askedMethod(entry) : entry.method,
    headers: entry.requestHeaders,
    resourceType: isOrphan ? null : entry.resourceType,
    initiatorType: entry.initiator.type,
  });
  const preflight = isOrphan ? entry : null;
  return { entry, isOrphan, kind, preflight, hopOf: null, next: null, root: null };
}

/** By the time they began; those without one stay behind the one before. */
function inOrder(entries: readonly Entry[]): Entry[] {
  let last = 0;
  const timed = entries.map((entry) => {
    if (!Number.isNaN(entry.at)) last = entry.at;
    return Number.isNaN(entry.at) ? { ...entry, at: last } : entry;
  });
  return timed.sort((a, b) => a.at - b.at || a.index - b.index);
}

const byTime = (a: Ask, b: Ask) => a.entry.at - b.entry.at || a.entry.index - b.entry.index;

export const askedMethod = ({ requestHeaders }: Entry): string =>
  getHeader(requestHeaders, 'access-control-request-method') ?? 'GET';

/**
 * DevTools shows what the browser did by itself, before anything left, as a redirect: http that HSTS made
 * https, and URLs that an extension changed. Where it led is what was asked.
 */
const isInternalRedirect = ({ status, responseHeaders }: Entry): boolean =>
  status === 307 && getHeader(responseHeaders, 'non-authoritative-reason') !== null;

const isPreflight = ({ method, resourceType, requestHeaders }: Entry): boolean =>
  method === 'OPTIONS' &&
  (resourceType === 'preflight' ||
    getHeader(requestHeaders, 'access-control-request-method') !== null);

/**
 * Gives each preflight to the nearest request that it can be of: the same URL and method, begun at
 * about the same time. DevTools has it after its request, Firefox before.
 *
 * @returns those that no request followed.
 */
function joinPreflights(preflights: readonly Entry[], asks: readonly Ask[]): Entry[] {
  const waiting = new Map<string, Ask[]>();
  if (preflights.length > 0) for (const ask of asks) addTo(waiting, keyOf(ask.entry), ask);
  /** Asks before this place are taken, or too old to be the next preflight's. */
  const nextOf = new Map<string, number>();
  return preflights.filter((preflight) => {
    const key = keyOf({ ...preflight, method: askedMethod(preflight) });
    const candidates = waiting.get(key) ?? [];
    let place = nextOf.get(key) ?? 0;
    const distance = (at: number) =>
      Math.abs((candidates[at]?.entry.at ?? Infinity) - preflight.at);
    while (place + 1 < candidates.length && distance(place + 1) <= distance(place)) place++;
    const ask = candidates[place];
    if (!ask || distance(place) > longestPreflight) return true;
    ask.preflight = preflight;
    nextOf.set(key, place + 1);
    return false;
  });
}

const keyOf = ({ method, url }: Pick<Entry, 'method' | 'url'>) => `${method} ${url}`;

function addTo(map: Map<string, Ask[]>, key: string, ask: Ask): Ask[] {
  const asks = map.get(key) ?? [];
  asks.push(ask);
  map.set(key, asks);
  return asks;
}

/** Milliseconds between a request and its preflight, at most. */
const longestPreflight = 30_000;

/** Joins each redirect with the next request of where it leads. */
function joinRedirects(asks: readonly Ask[]) {
  const waiting = new Map<string, Ask[]>();
  for (const ask of asks) {
    const came = waiting.get(ask.entry.url);
    const from = came?.findLastIndex((redirect) => canLeadTo(redirect, ask)) ?? -1;
    const redirect = came?.[from];
    if (came && redirect) {
      came.splice(from, 1);
      ask.hopOf = redirect;
      ask.root = redirect.root ?? redirect;
      redirect.next = ask;
    }
    const target = targetOf(ask);
    if (target === null) continue;
    const redirects = addTo(waiting, target, ask);
    // Redirects that nothing followed do not wait for ever.
    if (redirects.length > 20) redirects.shift();
  }
}

function canLeadTo({ entry: from }: Ask, { entry: to, isOrphan }: Ask): boolean {
  return (
    !isOrphan &&
    (to.method === from.method || to.method === 'GET') &&
    (from.page === null || to.page === null || from.page === to.page) &&
    (from.frame === null || to.frame === null || from.frame === to.frame) &&
    (from.resourceType === null || from.resourceType === to.resourceType)
  );
}

/** Fetch, "location URL" of a response. */
function targetOf({ entry, isOrphan }: Ask): string | null {
  if (isOrphan || ![301, 302, 303, 307, 308].includes(entry.status)) return null;
  const location = getHeader(entry.responseHeaders, 'location') ?? entry.redirectUrl;
  if (!location || !URL.canParse(location, entry.url)) return null;
  const url = new URL(location, entry.url);
  url.hash = '';
  return url.href;
}
