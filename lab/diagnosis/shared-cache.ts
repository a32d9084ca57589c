/** What tells that a response came from a cache that all users share: RFC 9111 §5.1, RFC 9211. */
import { getHeader, type HeaderList } from '../base/headers.ts';

/** `Age: 213`, `CF-Cache-Status: HIT`; null where nothing says so. */
export function sharedCacheOf(headers: HeaderList): string | null {
  for (const { name, by } of marks) {
    const value = getHeader(headers, name);
    if (value !== null && by.test(value)) return `${name}: ${value}`;
  }
  return null;
}

const marks = [
  { name: 'Age', by: /^\s*[1-9]/ },
  ...['X-Cache', 'CF-Cache-Status', 'X-Vercel-Cache', 'Cache-Status'].map((name) => ({
    name,
    by: /\bhit\b/i,
  })),
];
