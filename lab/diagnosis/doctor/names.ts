/** Which cookie is the session's? Nobody names it: how it is set, and where it is missed, tells. */

import { isLoopback } from '../../model/rules.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { attributeOf } from '../attempts.ts';
import { isRenamedSetCookie, joinedNames } from '../links/altered.ts';
import { sitesFor, strictest } from '../replay.ts';
import { type Scene, sentNames } from '../scenes.ts';
import type { Traffic } from './traffic.ts';

const session = /sess|(^|[^a-z])sid($|[^a-z])|\.sid$|auth|token|jwt|login|remember|identity|user/i;
const csrf = /csrf|xsrf|antiforgery|requestverification/i;
const refresh = /refresh|^rt$/i;
/** Of analytics, advertising, consent and taste: a server that refuses does not miss them. */
const incidental =
  /^_{1,2}(ga|gid|gat|gcl|gads|gpi|grecaptcha|fb[pc]|hj|pk|hs|cf|dd|utm|clck|clsk|uet|scid|tt|rdt|pin_|li|vwo|lfa|stripe|shopify|zlc|kla|qca)|^(ajs|amp|amcv|intercom|optimizely|mp_|ab_|ph_|kndctr|fs_uid|hubspot|drift|li_|lidc|bcookie|bscookie|user_?match|guest_id|personalization|visitor_info|ysc|nid|ide|dsid|muid|mr|uuid2|anonchk|demdex|mbox|s_(cc|sq|vi)|nmstat)\b|consent|locale|localization|lang|theme|currency|timezone|^tz$/i;
/** Of load balancers and guards before the server: no session either. */
const infrastructure =
  /^(aws-?(alb|elb)|arraffinity|gclb|routeid|serverid|incap_|visid_incap|nlbi_|ak_bmsc|bm_|datadome|dtcookie|ts[0-9a-f]{6,}|bigip)/i;

const sites = sitesFor(strictest);

const parties = new Map<string, string>();

/** The registrable domain; this machine for all its names. */
export function partyOf({ hostname }: URL): string {
  const known = parties.get(hostname);
  if (known !== undefined) return known;
  const party = isLoopback(hostname) ? 'localhost' : sites.party(hostname);
  parties.set(hostname, party);
  return party;
}

/** Are two hosts of one party, or two names of this machine? */
export const areKin = (a: URL, b: URL): boolean => partyOf(a) === partyOf(b);

export const urlOfScene = ({ request, exchange }: Scene): URL | null =>
  request?.urls.at(-1) ?? (URL.canParse(exchange.url) ? new URL(exchange.url) : null);

/** Names that a request to this URL might be expected to carry, the likeliest session first. */
export function expectedNames(scene: Scene, traffic: Traffic): readonly string[] {
  const url = urlOfScene(scene);
  if (!url) return [];
  const page = scene.document?.url ?? null;
  const sent = sentNames(scene) ?? [];
  const isRenewal = renews(url.href);
  const checksToken = isTokenCheck(scene);
  const key = JSON.stringify([url.hostname, page?.hostname, sent, isRenewal, checksToken]);
  const known = expected.get(traffic) ?? new Map<string, readonly string[]>();
  expected.set(traffic, known);
  const names = known.get(key) ?? ranked(url, page, sent, checksToken, traffic);
  known.set(key, names);
  return names;
}

const expected = new WeakMap<Traffic, Map<string, readonly string[]>>();

function ranked(
  url: URL,
  page: URL | null,
  sent: readonly string[],
  checksToken: boolean,
  traffic: Traffic,
): string[] {
  const scores = new Map<string, number>();
  const counted = new Set<string>();
  const add = (name: string, score: number, once: string) => {
    if (counted.has(once)) return;
    counted.add(once);
    scores.set(name, (scores.get(name) ?? 0) + score);
  };
  const isRenewal = renews(url.href);
  for (const attempt of traffic.attempts) {
    if (attempt.name === '' || !isMeantToStay(attempt) || !areKin(attempt.url, url)) continue;
    for (const name of [attempt.name, ...joinedNames(attempt.line)]) {
      add(name, byAttributes(attempt), `set ${name}`);
    }
  }
  for (const other of traffic.scenes) {
    const place = urlOfScene(other);
    if (!place) continue;
    const isOfHost = place.hostname === url.hostname;
    const isOfPage = page !== null && place.hostname === page.hostname && areKin(place, url);
    if (!isOfHost && !isOfPage) continue;
    const works = isOfHost && isGood(other.seen.status);
    for (const name of sentNames(other) ?? []) {
      add(name, works && !sent.includes(name) ? 4 : 1, `${works} ${name}`);
    }
  }
  for (const name of scores.keys()) {
    const isMissedToken = checksToken && isTokenName(name) && !sent.includes(name);
    add(name, isMissedToken ? 0 : byName(name), `name ${name}`);
    if (refresh.test(name)) add(name, isRenewal ? 6 : -4, `refresh ${name}`);
  }
  return [...scores]
    .filter(([, score]) => score > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

/** Where a page gets a new access token for its refresh token. */
const renewal = /refresh|renew/i;
export const renews = (url: string): boolean => renewal.test(new URL(url).pathname);

/** To be kept, or by a mistake in its lifetime gone at once: a deletion has no value, or is of a cookie that came. */
const isMeantToStay = ({ deletes, cookie, name, scene }: SetCookieAttempt): boolean =>
  !deletes ||
  (cookie.value.length > 2 &&
    !/delete|expired|invalid|^"*(null|nil|none|undefined|false|empty|removed|logged-?out)?"*$/i.test(
      cookie.value,
    ) &&
    !sentNames(scene)?.includes(name));

/** Of a Set-Cookie header that a proxy renamed, before this request; undefined where there is none. */
export function renamedName(scene: Scene, { scenes, placeOf }: Traffic): string | undefined {
  const url = urlOfScene(scene);
  for (const other of scenes.slice(0, placeOf(scene))) {
    const place = urlOfScene(other);
    if (!url || !place || !areKin(place, url)) continue;
    const lines = other.seen.observation.messages.at(-1)?.response?.headers.lines ?? [];
    const renamed = lines.find(([header]) => isRenamedSetCookie(header));
    const [, name] = /^\s*([^=;,\s]+)=/.exec(renamed?.[1] ?? '') ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** May a server have refused for want of a CSRF token? 419 is Laravel's. */
export const isTokenCheck = ({ exchange, seen }: Scene): boolean =>
  !['GET', 'HEAD'].includes(exchange.method) && [403, 419].includes(seen.status ?? 0);

export const isTokenName = (name: string) => csrf.test(name);
export const isIncidental = (name: string) => incidental.test(name) || infrastructure.test(name);
export const isSessionName = (name: string) => !isIncidental(name) && session.test(name);

const isGood = (status: number | null) => status !== null && status >= 200 && status < 400;

function byName(name: string): number {
  if (isIncidental(name)) return -8;
  if (csrf.test(name)) return -3;
  return session.test(name) ? 3 : 0;
}

function byAttributes(attempt: SetCookieAttempt): number {
  const { method, url } = attempt.scene.exchange;
  const signsIn = method === 'POST' || /log-?in|sign-?in|auth|session|token/i.test(url);
  return 1 + (attributeOf(attempt, 'HttpOnly') ? 2 : 0) + (signsIn ? 2 : 0);
}
