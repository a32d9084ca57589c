/** RFC 10025 §5.1.1: dates, as `Expires` has them. */
import type { CookieSyntax } from './syntax.ts';

/** %x09 / %x20-2F / %x3B-40 / %x5B-60 / %x7B-7E */
const delimiters = /[\t -/;-@[-`{-~]+/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthOf = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase());

/** The date's fields by the name of the flag that says they were found. */
interface Found {
  time?: readonly [hour: number, minute: number, second: number];
  dayOfMonth?: number;
  month?: number;
  year?: number;
}

type Production = (token: string, found: Found, rule: CookieSyntax['dates']) => boolean;

/** Step 2: the first production that is not found yet and matches takes the token. */
const productions: readonly Production[] = [
  (token, found, rule) => {
    const match = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?!\d)/.exec(token);
    if (found.time || !match) return false;
    if (match[3] === undefined && rule !== 'carried over') return false;
    found.time = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    return true;
  },
  (token, found) => {
    const match = /^\d{1,2}(?!\d)/.exec(token);
    if (found.dayOfMonth !== undefined || !match) return false;
    found.dayOfMonth = Number(match[0]);
    return true;
  },
  (token, found) => {
    const month = monthOf(token);
    if (found.month !== undefined || month < 0) return false;
    found.month = month;
    return true;
  },
  (token, found) => {
    const match = /^\d{2,4}(?!\d)/.exec(token);
    if (found.year !== undefined || !match) return false;
    found.year = Number(match[0]);
    return true;
  },
];

/** Steps 3 and 4: two digits mean 1970 to 2069. */
function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900;
  return year <= 69 ? year + 2000 : year;
}

/** Parses a cookie-date to milliseconds since the epoch; null where it fails to parse. */
export function parseCookieDate(
  text: string,
  rule: CookieSyntax['dates'] = 'as specified',
): number | null {
  if (rule === 'in order') return parseInOrder(text);
  const found: Found = {};
  for (const token of text.split(delimiters)) {
    productions.some((takes) => takes(token, found, rule));
  }
  const { time, dayOfMonth, month, year } = found;
  // Step 5
  if (!time || dayOfMonth === undefined || month === undefined || year === undefined) return null;
  const [hour, minute, second] = time;
  const full = fullYear(year);
  if (dayOfMonth < 1 || dayOfMonth > 31 || full < 1601) return null;
  const date = new Date(Date.UTC(full, month, dayOfMonth, hour, minute, second));
  if (rule === 'carried over') return date.getTime() - offsetOf(/\d ([+-]\d{4})\b/.exec(text)?.[1]);
  if (hour > 23 || minute > 59 || second > 59) return null;
  // Step 6: 31 February is no date, and would roll over into March.
  return date.getUTCDate() === dayOfMonth ? date.getTime() : null;
}

/** As in `Sun, 06 Nov 1994 08:49:37 +0100`, with `-` for a space, too. */
const dayFirst =
  /^(?:[a-z]+,?\s*)?(?<day>\d+)[ -]*(?<month>[a-z]{3})[ -]*(?<year>\d+)[ -]*(?<time>\d+:\d+:\d+) *(?<zone>[+-]\d{1,4})?/i;
/** As in `Sun Nov  6 08:49:37 1994`. */
const monthFirst =
  /^[a-z]+,?\s*(?<month>[a-z]{3})[ -]*(?<day>\d+)[ -]*(?<time>\d+:\d+:\d+) *(?<year>\d+)/i;

/** libsoup's: the formats of HTTP, each with its fields in order. An offset counts; names of zones are left out. */
function parseInOrder(text: string): number | null {
  // It takes a date without a capital letter of a month for one of ISO 8601, which it does not read.
  if (/^\s*\d/.test(text) && !/[JFMASOND]/.test(text)) return null;
  const fields = (monthFirst.exec(text.trim()) ?? dayFirst.exec(text.trim()))?.groups;
  if (!fields) return null;
  const { day, month, year = '', time = '', zone = '+0' } = fields;
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const [at, of] = [monthOf(month ?? ''), Number(day)];
  // Of three digits it counts from 1900.
  const full = year.length === 3 ? Number(year) + 1900 : fullYear(Number(year));
  if (at < 0 || full < 1 || full >= 9999 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(full, at, of, hour, minute, second));
  if (date.getUTCDate() !== of || date.getUTCMonth() !== at) return null;
  return date.getTime() - offsetOf(zone);
}

/** Milliseconds of an offset from UTC, such as `+0130`. */
const offsetOf = (zone = '+0') =>
  (Math.trunc(Number(zone) / 100) * 60 + (Number(zone) % 100)) * 60_000;
