/** Set-Cookie lines to write: what was set, changed so that the cookie is stored and sent. */
import {
  readSetCookie,
  type SetCookie,
  withAttribute,
  withoutAttribute,
  writeSetCookie,
} from '../../base/set-cookie.ts';
import { standard } from '../../model/index.ts';
import { requestAccess } from '../../model/rules.ts';
import { attributeOf, isSupposed, otherOf, type SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { pathOf } from '../questions.ts';
import type { Scene } from '../scenes.ts';

/** A change of a cookie. None takes Secure, HttpOnly or a name's prefix away. */
export type Change = (cookie: SetCookie) => SetCookie;

const setTo =
  (name: string, value = ''): Change =>
  (cookie) =>
    withAttribute(cookie, name, value);

export const secure = setTo('Secure');
export const lax = setTo('SameSite', 'Lax');
export const none: Change = (cookie) => setTo('SameSite', 'None')(secure(cookie));
export const partitioned: Change = (cookie) => setTo('Partitioned')(none(cookie));
export const hostOnly: Change = (cookie) => withoutAttribute(cookie, 'Domain');
export const root = setTo('Path', '/');
export const forDomain = (domain: string): Change => setTo('Domain', domain);
export const lasting: Change = (cookie) =>
  setTo('Max-Age', '86400')(withoutAttribute(cookie, 'Expires'));
export const unchanged: Change = (cookie) => cookie;

/** The prefix of a cookie's name: `__Host-`, `__secure-`, `__Host-Http-` … `''` for none. */
export const prefixOf = (name: string): string =>
  /^__(host-http|host|secure|http)-/i.exec(name)?.[0] ?? '';

/** With the attributes that the name's prefix asks for. */
export const asPrefixed: Change = (cookie) => {
  const prefix = prefixOf(cookie.name).toLowerCase();
  const bound = prefix.includes('host') ? root(hostOnly(cookie)) : cookie;
  return secure(prefix.includes('http') ? setTo('HttpOnly')(bound) : bound);
};

/** `__Host-` bars Domain: `__Secure-` is what is left for a cookie of several hosts. */
export const sharedPrefix: Change = (cookie) => ({
  ...cookie,
  name: cookie.name.replace(/^__host-(http-)?/i, (_, http) => (http ? '__Http-' : '__Secure-')),
});

/** With control characters encoded, and without attributes that are too long or without a name. */
export const wellFormed: Change = ({ name, value, attributes }) => ({
  name: encoded(name),
  value: encoded(value),
  attributes: attributes
    .filter((one) => one.name !== '' && one.value.length <= 1024)
    .map((one) => ({ name: encoded(one.name), value: encoded(one.value) })),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const encoded = (text: string) => text.replace(/[\0-\x1f\x7f]/g, encodeURIComponent);

/** The line with a change, as it stands in a response. */
export const changed = (line: string, change: Change): string =>
  `Set-Cookie: ${writeSetCookie(change(readSetCookie(line)))}`;

/**
 * A cookie that nobody has set yet, for a scene's request: Lax where that is same-site, else None, and
 * Partitioned where the browser takes no other from a third party. A value that nobody knows is `…`.
 */
export function freshLine(cookie: SetCookie, scene: Scene, { sites, agent }: Facts): string {
  const overHttps = urlOf(scene).protocol === 'https:';
  const httpOnly: Change = (one) =>
    setTo('HttpOnly')(overHttps ? secure(root(hostOnly(one))) : root(hostOnly(one)));
  const access = scene.request && requestAccess(scene.request, sites, standard);
  if (!access || access.sameSite || access.topLevelNavigation) {
    return writeSetCookie(lax(httpOnly(cookie)));
  }
  const keepsPartitioned = agent.thirdParty !== 'allowed' && agent.syntax.partitioned;
  return writeSetCookie((keepsPartitioned ? partitioned : none)(httpOnly(cookie)));
}

/**
 * What deletes the other cookie of an attempt's name, whose own line nobody saw: with the domain that
 * its hosts share, without Domain, or both where either may be; never as the attempt itself has it.
 */
function otherDeletion(attempt: SetCookieAttempt, domain: string): readonly string[] {
  const own = attributeOf(attempt, 'Domain');
  const line = readSetCookie(deletionOf(attempt));
  const isParent = domain.includes('.') && own !== domain;
  const changes = [...(own ? [hostOnly] : []), ...(isParent ? [forDomain(domain)] : [])];
  return changes.map((change) => writeSetCookie(change(line)));
}

/** The line that deletes the cookie of an attempt: of its name, Domain and Path. */
function deletionOf(attempt: SetCookieAttempt): string {
  const before = withoutAttribute(readSetCookie(attempt.line), 'Expires');
  const emptied = withAttribute({ ...before, value: '' }, 'Path', pathOf(attempt));
  return writeSetCookie(withAttribute(emptied, 'Max-Age', '0'));
}

/** What deletes, of two cookies of one name, the older, or the one whose own line nobody saw. */
export function deletionLines(
  attempt: SetCookieAttempt | null,
  attempts: readonly SetCookieAttempt[],
  domain: string,
): readonly string[] {
  const other = attempt && otherOf(attempt, attempts);
  const lines =
    other && !isSupposed(other)
      ? [deletionOf(other)]
      : attempt && !isSupposed(attempt)
        ? otherDeletion(attempt, domain)
        : [];
  return lines.map((line) => `Set-Cookie: ${line}`);
}
