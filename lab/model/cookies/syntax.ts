/** How a user agent reads a cookie's text, as plain data: RFC 10025 §5.5 and §5.6. */
import type { Enforcement } from './cookie.ts';
import { fromOctets, toOctets } from './octets.ts';

export interface CookieSyntax {
  /**
   * Where text ends before its end: as a C string does, at all that C takes for less than a space,
   * or at a control character that stands after name and value.
   */
  readonly ends: 'nowhere' | 'at NUL' | 'below space' | 'at a control in attributes';
  /** §5.6 step 1: where a control character makes the cookie invalid. */
  readonly controls: 'anywhere' | 'in name and value' | 'nowhere';
  /** The one control character that is excepted. */
  readonly tab: 'accepted' | 'refused';
  /** What a script writes: one cookie, one a line, or one that has a name in any case. */
  readonly written: 'one' | 'a line each' | 'one with a name';
  /** As what a header is read, to go out again as UTF-8; or its octets are kept. */
  readonly headers: keyof typeof headerTexts;
  /** §5.6 step 3: is text without "=" a nameless cookie's value, or a name without a value? */
  readonly bareText: 'value' | 'name';
  /** §5.7 step 2: a cookie without a name, and with a value. */
  readonly nameless: 'accepted' | 'refused';
  /** Does a value that begins with a quotation mark reach up to the next, over any ";" between? */
  readonly quotes: 'say nothing' | 'hold semicolons';
  /** §5.6.4: a Path that does not begin with "/". */
  readonly relativePath: 'is the default-path' | 'matches nothing';
  /** Can a cookie without a name have a value with "=" in it, and so look like one with a name? */
  readonly namelessWithEquals: 'accepted' | 'refused';
  /** §5.6 steps 5 and 6: octets of name and value, and of an attribute's value; null for no limit. */
  readonly limits: { readonly nameAndValue: number | null; readonly attribute: number | null };
  /** §5.6.7: the values of SameSite that are known, and what any other is taken for. */
  readonly sameSite: readonly Exclude<Enforcement, 'Default'>[];
  readonly unknownSameSite: 'is no SameSite' | 'leaves what was said' | 'is Strict';
  /** §5.1.1: dates as there; with days and hours too many carried over; or in the order of HTTP's formats alone. */
  readonly dates: 'as specified' | 'carried over' | 'in order';
  /** §5.6.2 step 1: what may stand in Max-Age. */
  readonly maxAge: keyof typeof maxAges;
  /** §5.6: an age that cannot be read: as if it were not there, or all the same the last of its name. */
  readonly unreadableAge: 'is not there' | 'is the last';
  /** §5.5, in seconds; null for no limit. */
  readonly ageLimit: { readonly maxAge: number | null; readonly expires: number | null };
  /** §5.7 step 6: which attribute counts where there are both. */
  readonly lifetime: 'Max-Age' | 'the last';
  /** `Domain=.`: host-only, as §5.6.3 step 2 leaves it, or no domain at all. */
  readonly loneDot: 'host-only' | 'refused';
  /** CHIPS: is the attribute Partitioned known? */
  readonly partitioned: boolean;
}

const secondsIn =
  (form: RegExp, read: (digits: string) => number = Number) =>
  (value: string): number | null =>
    form.test(value) ? read(value) : null;

/** The seconds that a Max-Age says; null where it is none. In 32 bits 4294967297 is one second. */
export const maxAges = {
  digits: secondsIn(/^-?\d+$/),
  'digits with a sign': secondsIn(/^[-+]?\d+$/),
  'digits with a sign, or nothing, in 32 bits': secondsIn(
    /^(?:[-+]?\d+)?$/,
    (digits) => Number(digits) | 0,
  ),
} as const;

/**
 * The octets that a header's octets become; each is a character here.
 *
 *     'café' as octets → 'café'   as UTF-8 → 'cafï¿½'   as Latin-1 → 'cafÃ©'
 */
export const headerTexts = {
  octets: (octets: string) => octets,
  'UTF-8': (octets: string) => toOctets(fromOctets(octets)),
  'Latin-1': toOctets,
} as const;

const days = (count: number): number => count * 24 * 60 * 60;

/** To the letter. */
export const standardSyntax: CookieSyntax = {
  ends: 'nowhere',
  controls: 'anywhere',
  tab: 'accepted',
  written: 'one',
  headers: 'octets',
  bareText: 'value',
  nameless: 'accepted',
  quotes: 'say nothing',
  relativePath: 'is the default-path',
  namelessWithEquals: 'accepted',
  limits: { nameAndValue: 4096, attribute: 1024 },
  sameSite: ['None', 'Lax', 'Strict'],
  unknownSameSite: 'is no SameSite',
  dates: 'as specified',
  maxAge: 'digits',
  unreadableAge: 'is not there',
  ageLimit: { maxAge: days(400), expires: days(400) },
  lifetime: 'Max-Age',
  loneDot: 'host-only',
  partitioned: true,
};

/** Measured in Chromium 156. */
export const chromiumSyntax: CookieSyntax = {
  ...standardSyntax,
  tab: 'refused',
  namelessWithEquals: 'refused',
  maxAge: 'digits with a sign',
  // net/cookies/parsed_cookie.cc: an attribute is looked up by its name, the last of them.
  unreadableAge: 'is the last',
  loneDot: 'refused',
};

/** Measured in Firefox ESR 153. bareText: pref network.cookie.valueless_cookie. */
export const firefoxSyntax: CookieSyntax = {
  ...standardSyntax,
  headers: 'UTF-8',
  bareText: 'name',
  nameless: 'refused',
  // PR_ParseTimeString
  dates: 'carried over',
  loneDot: 'refused',
};

/** libsoup 3.2: soup-cookie.c. A script's lines are taken apart by WebKit. */
export const soup32Syntax: CookieSyntax = {
  ...standardSyntax,
  // is_value_ender: where a char has a sign, every octet from 0x80 on is less than a space.
  ends: 'below space',
  controls: 'nowhere',
  written: 'a line each',
  limits: { nameAndValue: null, attribute: null },
  // None is what it begins with, and so not looked for.
  sameSite: ['Lax', 'Strict'],
  unknownSameSite: 'leaves what was said',
  // libsoup, soup-date-utils.c. Measured with 3.2.
  dates: 'in order',
  // strtol, into an int
  maxAge: 'digits with a sign, or nothing, in 32 bits',
  ageLimit: { maxAge: null, expires: null },
  lifetime: 'the last',
  // A domain needs a dot besides the first.
  loneDot: 'refused',
  partitioned: false,
};

/** libsoup 3.6 */
export const soup36Syntax: CookieSyntax = {
  ...soup32Syntax,
  ends: 'at NUL',
  controls: 'in name and value',
  // Measured in WebKitGTK 2.54.
  headers: 'UTF-8',
  // 3.6.5; the latter for Domain, Path and Max-Age alone.
  limits: { nameAndValue: 4096, attribute: 1024 },
  // Since 3.4 Lax is what it begins with.
  sameSite: ['None', 'Strict'],
  // Since 3.6, MAX_AGE_CAP_IN_SECONDS; Expires has no cap.
  ageLimit: { maxAge: days(365), expires: null },
};
