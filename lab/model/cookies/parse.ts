/** RFC 6265bis-22 §5.6: the Set-Cookie header field. */

import type { SetCookieBlockedReason } from '../reasons.ts';
import { type AttributeContext, readAttribute } from './attributes.ts';
import type { Attribute, ReceivedCookie } from './cookie.ts';
import type { CookieSyntax } from './syntax.ts';

export interface Parsed {
  readonly cookie: ReceivedCookie;
  /** Why it is to be ignored entirely; empty for a good one. */
  readonly reasons: readonly SetCookieBlockedReason[];
}

/** Without leading and trailing WSP: space and tab, not what JavaScript trims besides. */
export const trimWsp = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '');

/** §5.6: parses a set-cookie-string, whose characters are octets. Never throws. */
export function parseSetCookie(line: string, syntax: CookieSyntax, now: number): Parsed {
  const reasons: SetCookieBlockedReason[] = [];
  // Step 2
  const text = line.replace(ends[syntax.ends], '');
  const [pair = '', ...unparsed] = text.split(';');
  // Step 1
  const strict = { anywhere: text, 'in name and value': pair, nowhere: '' }[syntax.controls];
  if (controlCharacter.test(strict) || (syntax.tab === 'refused' && strict.includes('\t'))) {
    reasons.push('DisallowedCharacter');
  }
  // Steps 3 and 4
  const { name, value } = nameAndValue(pair, syntax.bareText);
  if (name === '' && value.includes('=') && syntax.namelessWithEquals === 'refused') {
    reasons.push('DisallowedCharacter');
  }
  // Step 5
  const { nameAndValue: limit, attribute } = syntax.limits;
  if (limit !== null && name.length + value.length > limit) {
    reasons.push('NameValuePairExceedsMaxSize');
  }
  return {
    cookie: { name, value, attributes: parseAttributes(unparsed, attribute, { now, syntax }) },
    reasons,
  };
}

/** What an agent does not read at all. */
const ends = {
  nowhere: /$/,
  'at NUL': /\0.*/s,
  'below space': /[^ -\x7f].*/s,
} satisfies Record<CookieSyntax['ends'], RegExp>;

/** %x00-08 / %x0A-1F / %x7F: control characters but for the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\0-\x08\n-\x1f\x7f]/;

/** Steps 3 and 4. */
function nameAndValue(pair: string, bareText: CookieSyntax['bareText']) {
  const equals = pair.indexOf('=');
  const name = trimWsp(pair.slice(0, Math.max(equals, 0)));
  const value = trimWsp(pair.slice(equals + 1));
  return equals < 0 && bareText === 'name' ? { name: value, value: '' } : { name, value };
}

/** §5.6, the second algorithm: parses the unparsed-attributes, already cut at ";". */
function parseAttributes(
  parts: readonly string[],
  limit: number | null,
  context: AttributeContext,
): Attribute[] {
  return parts.flatMap((part) => {
    // Steps 4 and 5
    const equals = part.indexOf('=');
    const name = trimWsp(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : trimWsp(part.slice(equals + 1));
    // Step 6
    if (limit !== null && value.length > limit) return [];
    // Step 7
    return readAttribute(name, value, context) ?? [];
  });
}
