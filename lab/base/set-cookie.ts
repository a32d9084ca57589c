/**
 * The one reader of `Set-Cookie` values, and their writer: syntax alone, without limits, rules or
 * meaning, which are the user agent's (RFC 10025 §5.6).
 */

import { trimWsp } from './wsp.ts';

/** A `Set-Cookie` value in its parts. */
export interface SetCookie {
  /** `''` for a nameless cookie. */
  readonly name: string;
  readonly value: string;
  /** In their order, repeated ones kept, names as they are spelled. */
  readonly attributes: readonly SetCookieAttribute[];
}

export interface SetCookieAttribute {
  readonly name: string;
  /** `''` for an attribute without one, such as Secure. */
  readonly value: string;
}

/** What a pair without `=` is: the value of a nameless cookie (§5.6 step 3), or the name of an empty one. */
export type BareText = 'value' | 'name';

/**
 * §5.6 steps 2 to 4, and steps 1 to 5 of the unparsed-attributes. Never throws.
 *
 *     ' sid = 1 ;Path=/' → name 'sid', value '1', attributes Path '/'
 *     'a=b=c'            → name 'a', value 'b=c'
 *     'nameless; Path=/' → name '', value 'nameless', attributes Path '/'
 *     '=value'           → name '', value 'value'
 */
export function readSetCookie(line: string, bareText: BareText = 'value'): SetCookie {
  const parts = line.split(';');
  const { name, value } = nameAndValue(parts[0] ?? '', bareText);
  return { name, value, attributes: parts.slice(1).map(readAttribute) };
}

/** The name of the cookie that a `Set-Cookie` value sets; `''` for a nameless one. */
export const cookieNameOf = (line: string): string => nameAndValue(pairOf(line), 'value').name;

/** The value of the cookie that a `Set-Cookie` value sets. */
export const cookieValueOf = (line: string): string => nameAndValue(pairOf(line), 'value').value;

const pairOf = (line: string) => line.split(';', 1)[0] ?? '';

function nameAndValue(pair: string, bareText: BareText) {
  const equals = pair.indexOf('=');
  const name = trimWsp(pair.slice(0, Math.max(equals, 0)));
  const value = trimWsp(pair.slice(equals + 1));
  return equals < 0 && bareText === 'name' ? { name: value, value: '' } : { name, value };
}

function readAttribute(part: string): SetCookieAttribute {
  const equals = part.indexOf('=');
  return equals < 0
    ? { name: trimWsp(part), value: '' }
    : { name: trimWsp(part.slice(0, equals)), value: trimWsp(part.slice(equals + 1)) };
}

/**
 * Writes a cookie that was read: what {@link readSetCookie} reads from the line is the same cookie.
 *
 *     name 'sid', value '1', attributes Path '/', Secure '' → 'sid=1; Path=/; Secure'
 */
export function writeSetCookie({ name, value, attributes }: SetCookie): string {
  const isBare = name === '' && !value.includes('=');
  const parts = attributes
    .filter((one) => one.name !== '' || one.value !== '')
    .map((one) => (one.value === '' && one.name !== '' ? one.name : `${one.name}=${one.value}`));
  return [isBare ? value : `${name}=${value}`, ...parts].join('; ');
}

const isNamed = (name: string) => (one: SetCookieAttribute) =>
  one.name.toLowerCase() === name.toLowerCase();

/** The attribute of a name that counts: the last. Null where there is none. */
export const attributeIn = (cookie: SetCookie, name: string): string | null =>
  cookie.attributes.findLast(isNamed(name))?.value ?? null;

/**
 * A cookie with an attribute, in place of all of that name.
 *
 *     sid=1; SameSite=Lax, with SameSite None → sid=1; SameSite=None
 */
export const withAttribute = (cookie: SetCookie, name: string, value = ''): SetCookie => {
  const without = withoutAttribute(cookie, name);
  return { ...without, attributes: [...without.attributes, { name, value }] };
};

/** A cookie without any attribute of a name. */
export const withoutAttribute = (cookie: SetCookie, name: string): SetCookie => ({
  ...cookie,
  attributes: cookie.attributes.filter((one) => !isNamed(name)(one)),
});

/** Before a name, which is a token (RFC 9110 §5.6.2), and its "=". */
const lineStart = /\n|,(?=[ \t]*[!#$%&'*+\-.^_`|~0-9A-Za-z]+=)/;

/**
 * Several `Set-Cookie` values that something has joined by commas or newlines, apart again. A comma
 * also stands in dates and may stand in a value: it begins a new line only before `name=`.
 *
 *     'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT, b=2' → 'a=1; Expires=Wed, 21 Oct …', 'b=2'
 */
export const splitSetCookies = (joined: string): string[] =>
  joined
    .split(lineStart)
    .map(trimWsp)
    .filter((line) => line !== '');
