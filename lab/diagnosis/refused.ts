/** A server refused a request although the cookie came: what the traffic tells of the reason. */
import { actualMessage } from '../scenario/recording.ts';
import { attributeOf, type SetCookieAttempt } from './attempts.ts';
import type { Facts } from './facts.ts';
import { covers } from './questions.ts';
import { responseHeader, responseOf, type Scene, sentValue, wasAnswered } from './scenes.ts';
import { sharedCacheOf } from './shared-cache.ts';

export interface Refusal {
  /** A cookie holds a CSRF token, and no header gave it back. */
  readonly token: Token | null;
  /** An earlier value was accepted; then this response replaced it, which a shared cache may have kept for somebody else. */
  readonly replaced: {
    readonly at: Scene;
    readonly accepted: Scene;
    readonly from: string | null;
  } | null;
  /** A call of scripts that got 200 with the same value, where a page is refused: the session is alive. */
  readonly alive: Scene | null;
  /** A request with the same value was under way, and its response replaced it. */
  readonly raced: Scene | null;
  /** More cookies than a server takes. */
  readonly oversize: Oversize | null;
  /** `"a; b"`: a semicolon ended the value, although it stands in quotes. */
  readonly isCut: boolean;
  /** A page that has an origin asked with `Origin: null`. */
  readonly hidesOrigin: boolean;
  /** `Via: 1.1 x.cloudfront.net`: a cache before the server; null for none. */
  readonly cache: string | null;
}

interface Token {
  readonly cookie: string;
  readonly header: string;
  /** Can scripts of the page not read it, as it belongs to the other host alone? */
  readonly isHidden: boolean;
}

interface Oversize {
  /** Of the Cookie header. */
  readonly bytes: number;
  /** `a (3,902), b (120)`: the largest first. */
  readonly largest: string;
}

export const refusalOf = (scene: Scene, name: string, facts: Facts): Refusal => ({
  token: missingToken(scene, facts),
  replaced: replacedBefore(scene, name, facts),
  alive: aliveIn(scene, name, facts),
  raced: racedBy(scene, name, facts),
  oversize: oversizeOf(scene),
  isCut: isCut(scene, name, facts),
  hidesOrigin: hidesOrigin(scene),
  cache: cacheBefore(scene),
});

/** Angular, axios, Laravel and Spring; Django; others. */
const tokens = [
  { cookie: /^xsrf-token$/i, header: 'X-XSRF-TOKEN' },
  { cookie: /^csrftoken$/i, header: 'X-CSRFToken' },
  { cookie: /csrf|xsrf/i, header: 'X-CSRF-Token' },
] as const;

function missingToken(scene: Scene, { story: { attempts } }: Facts): Token | null {
  const { exchange, seen, document } = scene;
  const sent = actualMessage(seen.observation)?.request.headers;
  const isScripts = ['fetch', 'xhr', 'axios'].includes(exchange.kind);
  if (!isScripts || !sent || sent.unseen || ['GET', 'HEAD'].includes(exchange.method)) return null;
  if (sent.lines.some(([name]) => /csrf|xsrf/i.test(name))) return null;
  for (const { name } of seen.sent ?? []) {
    const kind = tokens.find(({ cookie }) => cookie.test(name));
    const set = attempts.findLast((one) => one.name === name && !one.deletes);
    // What scripts cannot read is compared with a token that the page got otherwise.
    if (!kind || (set && attributeOf(set, 'HttpOnly') !== undefined)) continue;
    const isHidden = set !== undefined && document !== null && !isOfPage(set, document.url);
    return { cookie: name, header: kind.header, isHidden };
  }
  return null;
}

const isOfPage = (set: SetCookieAttempt, { protocol, host }: URL) =>
  covers(set, new URL(`${protocol}//${host}/`));

function replacedBefore(scene: Scene, name: string, { story }: Facts): Refusal['replaced'] {
  const value = sentValue(scene, name);
  const before = story.scenes.slice(0, story.scenes.indexOf(scene));
  const set = story.attempts.findLast(
    (one) => one.name === name && one.cookie.value === value && before.includes(one.scene),
  );
  if (!set) return null;
  const [setAt, url] = [urlOf(set.scene), urlOf(scene)];
  // Where an application on another port set it, any request to this one tells that the value before was its own.
  const isOther = setAt?.hostname === url?.hostname && setAt?.origin !== url?.origin;
  const isOfSame = (one: Scene) =>
    isOther ? urlOf(one)?.origin === url?.origin : withoutQuery(one) === withoutQuery(scene);
  const accepted = before.findLast((one) => {
    const other = sentValue(one, name);
    return isOfSame(one) && one.seen.status === 200 && other !== undefined && other !== value;
  });
  if (!accepted) return null;
  return { at: set.scene, accepted, from: sharedCacheOf(responseOf(set.scene).headers) };
}

const withoutQuery = ({ exchange }: Scene) => exchange.url.split('?', 1)[0];

const urlOf = ({ request }: Scene) => request?.urls.at(-1);

function aliveIn(scene: Scene, name: string, { story }: Facts): Scene | null {
  const value = sentValue(scene, name);
  const { destination, method } = scene.request ?? {};
  // 403 may be a matter of rights or of a CSRF token.
  if (destination !== 'top-level' || method !== 'GET' || scene.seen.status === 403) return null;
  const alive = story.scenes.findLast(
    (one) =>
      ['fetch', 'xhr'].includes(one.exchange.kind) &&
      urlOf(one)?.origin === urlOf(scene)?.origin &&
      one.seen.status === 200 &&
      sentValue(one, name) === value,
  );
  return alive ?? null;
}

function racedBy(scene: Scene, name: string, { story }: Facts): Scene | null {
  const value = sentValue(scene, name);
  const replacing = story.attempts.find(
    (one) =>
      one.name === name &&
      !one.deletes &&
      one.scene !== scene &&
      one.cookie.value !== value &&
      sentValue(one.scene, name) === value &&
      (one.scene.seen.status ?? 400) < 400 &&
      !wasAnswered(one.scene, scene),
  );
  return replacing?.scene ?? null;
}

/** Servers take 8 to 16 KB of headers. nginx says it with 400, Node and others with 431. */
export function isOversize(scene: Scene): boolean {
  const { status } = scene.seen;
  return status === 431 || status === 494 || (status === 400 && cookieBytes(scene) > 7000);
}

const cookieBytes = ({ seen }: Scene): number =>
  (seen.sent ?? []).reduce((sum, { name, value }) => sum + name.length + value.length + 3, 0);

interface Family {
  /** `__txn_*` for many that differ in the end of their names. */
  readonly name: string;
  readonly members: readonly string[];
  readonly size: number;
}

/** The cookies that came, the largest first; those that a library numbers count as one. */
function families(scene: Scene): Family[] {
  const names = (scene.seen.sent ?? []).map(({ name }) => name);
  const stems = names.map((name) => /^.*[._-](?=[^._-]+$)/.exec(name)?.[0] ?? name);
  const byStem = new Map(
    stems.map((stem) => [stem, names.filter((_, place) => stems[place] === stem)]),
  );
  const sizeOf = (name: string) => sentValue(scene, name)?.length ?? 0;
  return [...byStem]
    .flatMap(([stem, members]) =>
      members.length > 2
        ? [{ name: `${stem}*`, members }]
        : members.map((name) => ({ name, members: [name] })),
    )
    .map((one) => ({ ...one, size: one.members.reduce((sum, name) => sum + sizeOf(name), 0) }))
    .sort((a, b) => b.size - a.size);
}

/** Of the cookies that came: the largest, or the first of many that are one in name. */
export const largestCookie = (scene: Scene): string | undefined => families(scene)[0]?.members[0];

function oversizeOf(scene: Scene): Oversize | null {
  if (!isOversize(scene)) return null;
  const sizes = families(scene)
    .slice(0, 3)
    .map(({ name, members, size }) => {
      const count = members.length > 1 ? `${members.length} cookies, ` : '';
      return `${name} (${count}${inEnglish(size)})`;
    });
  return { bytes: cookieBytes(scene), largest: sizes.join(', ') };
}

function isCut(scene: Scene, name: string, { story: { attempts } }: Facts): boolean {
  const value = sentValue(scene, name);
  if (value === undefined || !/^"[^"]*$/.test(value)) return false;
  const set = attempts.findLast((one) => one.name === name && one.cookie.value === value);
  return set === undefined || set.line.slice(set.line.indexOf(value) + value.length).includes('"');
}

export const inEnglish = (number: number): string => number.toLocaleString('en-US');

/** As under `Referrer-Policy: no-referrer`, which takes the origin from requests that are no CORS requests. */
export function hidesOrigin({ seen, document }: Scene): boolean {
  const origin = seen.requestHeader('origin');
  return !('gap' in origin) && origin.value === 'null' && document !== null && !document.opaque;
}

function cacheBefore(scene: Scene): string | null {
  for (const name of ['X-Cache', 'Via', 'X-Served-By', 'CF-Cache-Status']) {
    const value = responseHeader(scene, name);
    if (value && (name !== 'Via' || /cloudfront|varnish|fastly|akamai/i.test(value))) {
      return `${name}: ${value}`;
    }
  }
  return null;
}
