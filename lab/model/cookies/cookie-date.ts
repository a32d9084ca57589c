/** RFC 10025 §5.1.1: dates, as `Expires` has them. */
import type { CookieSyntax } from './syntax.ts';

/** %x09 / %x20-2F / %x3B-40 / %x5B-60 / %x7B-7E */
const delimiters = /[\t -/;-@[-`{-~]+/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

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
  (token, found) => {
    const match = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token);
    if (found.time || !match) return false;
    found.time = [Number(match[1]), Number(match[2]), Number(match[3])];
    return true;
  },
  (token, found) => {
    const match = /^\d{1,2}(?!\d)/.exec(token);
    if (found.dayOfMonth !== undefined || !match) return false;
    found.dayOfMonth = Number(match[0]);
    return true;
  },
  (token, found, rule) => {
    const name = token.slice(0, 3);
    const month = months.indexOf(name.toLowerCase());
    if (rule === 'exact months' && !/^[A-Z][a-z]/.test(name)) return false;
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
  if (rule === 'carried over') return date.getTime();
  if (hour > 23 || minute > 59 || second > 59) return null;
  // Step 6: 31 February is no date, and would roll over into March.
  return date.getUTCDate() === dayOfMonth ? date.getTime() : null;
}
