/** URLs without what may be secret in them. Scheme, host, port and the names of parameters stay. */
import type { Replacements } from './values.ts';

/** A segment of a path that may be a token, an id or an address: long, or with a number of some length. */
export const isToken = (segment: string): boolean =>
  segment.length >= 24 ||
  /\d{5}/.test(segment) ||
  (segment.length >= 10 && /\d/.test(segment)) ||
  /@|%40/.test(segment);

export const redactPath = (path: string, values: Pick<Replacements, 'of'>): string =>
  path
    .split('/')
    .map((segment) => (isToken(segment) ? values.of(segment) : segment))
    .join('/');

/**
 * An absolute or relative URL.
 *
 *     'https://a.example/reset/8f3a91c2d4?token=abc#state=1'
 *     → 'https://a.example/reset/xxxxxxxxx0?token=xx0#xxxxx=0'
 */
export function redactUrl(url: string, values: Pick<Replacements, 'of'>): string {
  const [, origin = '', path = '', query, fragment] =
    /^((?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/i.exec(url) ?? [];
  const user = origin.replace(/\/\/([^/]*)@/, (_, all: string) => `//${values.of(all)}@`);
  return (
    user +
    redactPath(path, values) +
    (query === undefined ? '' : `?${redactQuery(query, values)}`) +
    (fragment === undefined ? '' : `#${values.of(fragment)}`)
  );
}

function redactQuery(query: string, values: Pick<Replacements, 'of'>): string {
  return query
    .split('&')
    .map((pair) => {
      // Without "=" all of it may be a value.
      const equals = pair.indexOf('=');
      return pair.slice(0, equals + 1) + values.of(pair.slice(equals + 1));
    })
    .join('&');
}

/** For what is no secret, nor to be told apart. */
const ones = { of: () => '1' };

/** A path in which each token and id is `1`. */
export const withPlainPath = (path: string): string => redactPath(path, ones);

/** A text in whose URLs each token, id and value of a query is `1`. */
export const withPlainUrls = (text: string): string =>
  text.replace(/\b(?:https?|wss?):\/\/[^\s'"“”]+/g, (url) => redactUrl(url, ones));

/** A header's URL, made absolute where it is spelled otherwise than what is asked for next. */
export function redactLocation(location: string, base: string, values: Replacements): string {
  if (!URL.canParse(location, base)) return values.of(location);
  const { href } = new URL(location, base);
  return redactUrl(href.endsWith(location) ? location : href, values);
}
