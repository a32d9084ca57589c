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
  const text = withQuoted(ended(line, syntax), syntax);
  // Step 1
  const strict = strictPart[syntax.controls](text);
  if (controlCharacter.test(strict) || (syntax.tab === 'refused' && strict.includes('\t'))) {
    reasons.push('DisallowedCharacter');
  }
  // Steps 3 and 4
  const { name, value: read, attributes } = readSetCookie(text, syntax.bareText);
  const value = read.replaceAll(heldSemicolon, ';');
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

/** %x00-08 / %x0A-1F / %x7F: control characters but for the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\0-\x08\n-\x1f\x7f]/;

/** What an agent does not read at all; looked for in the attributes alone, or everywhere. */
const ends = {
  nowhere: null,
  'at NUL': /\0.*/s,
  'below space': /[^ -\x7f].*/s,
  'at a control in attributes': new RegExp(`${controlCharacter.source}.*`, 's'),
} satisfies Record<CookieSyntax['ends'], RegExp | null>;

function ended(line: string, syntax: CookieSyntax): string {
  const end = ends[syntax.ends];
  if (end === null) return line;
  const from = syntax.ends === 'at a control in attributes' ? line.indexOf(';') : 0;
  return from < 0 ? line : line.slice(0, from) + line.slice(from).replace(end, '');
}

/** Stands for a ";" that a value holds: no octet. */
const heldSemicolon = '\u{100}';

const quotedValue = /^[^;=]*=[ \t]*"[^"]*"/;

/** The text with the semicolons that a quoted value holds set apart. */
function withQuoted(text: string, { quotes }: CookieSyntax): string {
  const held = quotes === 'hold semicolons' ? (quotedValue.exec(text)?.[0] ?? '') : '';
  return held === '' ? text : held.replaceAll(';', heldSemicolon) + text.slice(held.length);
}

/** What of a line control characters may not stand in. */
const strictPart = {
  anywhere: (text) => text,
  'in name and value': (text) => text.split(';', 1)[0] ?? '',
  nowhere: () => '',
} satisfies Record<CookieSyntax['controls'], (text: string) => string>;

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
