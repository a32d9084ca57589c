/** RFC 10025 §5.6: the Set-Cookie header field. */

import { readSetCookie, type SetCookieAttribute } from '../../base/set-cookie.ts';
import type { SetCookieBlockedReason } from '../reasons.ts';
import { type AttributeContext, readAttribute } from './attributes.ts';
import type { Attribute, ReceivedCookie } from './cookie.ts';
import type { CookieSyntax } from './syntax.ts';

export interface Parsed {
  readonly cookie: ReceivedCookie;
  /** Why it is to be ignored entirely; empty for a good one. */
  readonly reasons: readonly SetCookieBlockedReason[];
}

/** §5.6: parses a set-cookie-string, whose characters are octets. Never throws. */
export function parseSetCookie(line: string, syntax: CookieSyntax, now: number): Parsed {
  const reasons: SetCookieBlockedReason[] = [];
  // Step 2
  const end = ends[syntax.ends];
  const text = end === null ? line : line.replace(end, '');
  const [pair = ''] = text.split(';', 1);
  // Step 1
  const strict = { anywhere: text, 'in name and value': pair, nowhere: '' }[syntax.controls];
  if (controlCharacter.test(strict) || (syntax.tab === 'refused' && strict.includes('\t'))) {
    reasons.push('DisallowedCharacter');
  }
  // Steps 3 and 4
  const { name, value, attributes } = readSetCookie(text, syntax.bareText);
  if (name === '' && value.includes('=') && syntax.namelessWithEquals === 'refused') {
    reasons.push('DisallowedCharacter');
  }
  // Step 5
  const { nameAndValue: limit, attribute } = syntax.limits;
  if (limit !== null && name.length + value.length > limit) {
    reasons.push('NameValuePairExceedsMaxSize');
  }
  return {
    cookie: { name, value, attributes: parseAttributes(attributes, attribute, { now, syntax }) },
    reasons,
  };
}

/** What an agent does not read at all. */
const ends = {
  nowhere: null,
  'at NUL': /\0.*/s,
  'below space': /[^ -\x7f].*/s,
} satisfies Record<CookieSyntax['ends'], RegExp | null>;

/** %x00-08 / %x0A-1F / %x7F: control characters but for the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\0-\x08\n-\x1f\x7f]/;

/** §5.6, the second algorithm, from step 6 on. */
function parseAttributes(
  read: readonly SetCookieAttribute[],
  limit: number | null,
  context: AttributeContext,
): Attribute[] {
  const attributes: Attribute[] = [];
  for (const { name, value } of read) {
    // Step 6
    if (limit !== null && value.length > limit) continue;
    // Step 7
    const attribute = readAttribute(name, value, context);
    if (attribute) attributes.push(attribute);
  }
  return attributes;
}
