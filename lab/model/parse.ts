/** RFC 6265bis-22 §5.6: the Set-Cookie header field. */
import type { UserAgent } from './agent.ts';
import { type AttributeContext, readAttribute } from './attributes.ts';
import type { Attribute, ReceivedCookie } from './cookie.ts';
import { fromOctets, toOctets } from './octets.ts';
import type { SetCookieBlockedReason } from './reasons.ts';

export interface Parsed {
  readonly cookie: ReceivedCookie;
  /** Why it is to be ignored entirely; empty for a good one. */
  readonly reasons: readonly SetCookieBlockedReason[];
}

/** %x00-08 / %x0A-1F / %x7F: control characters but for the tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\0-\x08\n-\x1f\x7f]/;

/** Without leading and trailing WSP: space and tab, not what JavaScript trims besides. */
export const trimWsp = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '');

/** §5.6: parses a set-cookie-string, whose characters are octets. Never throws. */
export function parseSetCookie(line: string, agent: UserAgent, now: number): Parsed {
  const reasons: SetCookieBlockedReason[] = [];
  // Step 1
  if (controlCharacter.test(line) || (agent.tab === 'refused' && line.includes('\t'))) {
    reasons.push('DisallowedCharacter');
  }
  // Step 2
  const [pair, ...unparsed] = line.split(';');
  // Steps 3 and 4
  const { name, value } = nameAndValue(readText[agent.text](pair ?? ''), agent.bareText);
  if (name === '' && value.includes('=') && agent.namelessWithEquals === 'refused') {
    reasons.push('DisallowedCharacter');
  }
  // Step 5
  const { nameAndValue: limit, attribute } = agent.limits;
  if (limit !== null && name.length + value.length > limit) {
    reasons.push('NameValuePairExceedsMaxSize');
  }
  const context: AttributeContext = {
    now,
    ageLimit: agent.cookieAgeLimit,
    partitioned: agent.partitionedAttribute,
    loneDot: agent.loneDot,
  };
  return {
    cookie: { name, value, attributes: parseAttributes(unparsed, attribute, context) },
    reasons,
  };
}

/**
 * What an agent makes of text that is not ASCII: a header's octets are its characters here.
 *
 *     'café' as octets → 'café'   as UTF-8 → 'cafï¿½'   as visible ASCII → 'caf'
 */
const readText = {
  octets: (text) => text,
  'UTF-8': (text) => toOctets(fromOctets(text)),
  'visible ASCII': (text) => text.replace(/[^ -~].*/s, ''),
} satisfies Record<UserAgent['text'], (text: string) => string>;

/** Steps 3 and 4. */
function nameAndValue(pair: string, bareText: UserAgent['bareText']) {
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
