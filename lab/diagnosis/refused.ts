/** A server refused a request although the cookie came: what the traffic tells of the reason. */
import { actualMessage } from '../scenario/recording.ts';
import { attributeOf, type SetCookieAttempt } from './attempts.ts';
import type { Facts } from './facts.ts';
import { covers } from './questions.ts';
import { responseHeader, type Scene } from './scenes.ts';

export interface Refusal {
  /** A cookie holds a CSRF token, and no header gave it back. */
  readonly token: Token | null;
  /** An earlier value was accepted; then this response replaced it. */
  readonly replaced: { readonly at: Scene; readonly accepted: Scene } | null;
  /** `Via: 1.1 x.cloudfront.net`: a cache before the server; null for none. */
  readonly cache: string | null;
}

interface Token {
  readonly cookie: string;
  readonly header: string;
  /** Can scripts of the page not read it, as it belongs to the other host alone? */
  readonly isHidden: boolean;
}

export const refusalOf = (scene: Scene, name: string, facts: Facts): Refusal => ({
  token: missingToken(scene, facts),
  replaced: replacedBefore(scene, name, facts),
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
  const value = valueIn(scene, name);
  const before = story.scenes.slice(0, story.scenes.indexOf(scene));
  const set = story.attempts.findLast(
    (one) => one.name === name && one.cookie.value === value && before.includes(one.scene),
  );
  if (!set) return null;
  const accepted = before.findLast((one) => {
    const other = valueIn(one, name);
    const isSame = one.exchange.url.split('?', 1)[0] === scene.exchange.url.split('?', 1)[0];
    return isSame && one.seen.status === 200 && other !== undefined && other !== value;
  });
  return accepted ? { at: set.scene, accepted } : null;
}

const valueIn = ({ seen }: Scene, name: string): string | undefined =>
  seen.sent?.find((one) => one.name === name)?.value;

function cacheBefore(scene: Scene): string | null {
  for (const name of ['X-Cache', 'Via', 'X-Served-By', 'CF-Cache-Status']) {
    const value = responseHeader(scene, name);
    if (value && (name !== 'Via' || /cloudfront|varnish|fastly|akamai/i.test(value))) {
      return `${name}: ${value}`;
    }
  }
  return null;
}
