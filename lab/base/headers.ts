/** Fetch §2.2.2: header lists. */

/** A header line: `['Vary', 'Origin']`. A name may repeat. */
export type Header = readonly [name: string, value: string];

export type HeaderList = readonly Header[];

/** Are two header names one, whatever their case? Most differ in length, which costs nothing to see. */
export const isSameName = (one: string, other: string): boolean =>
  one.length === other.length && (one === other || one.toLowerCase() === other.toLowerCase());

/** "Get": all values of a header, joined; null where it is absent. */
export function getHeader(headers: HeaderList, name: string): string | null {
  let all: string | null = null;
  for (const [other, value] of headers) {
    if (!isSameName(other, name)) continue;
    all = all === null ? value.trim() : `${all}, ${value.trim()}`;
  }
  return all;
}

/** "Extract header list values", of a list of tokens; null where the header is absent. */
export const headerValues = (headers: HeaderList, name: string): string[] | null =>
  getHeader(headers, name)
    ?.split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '') ?? null;

/** RFC 9110 §5.6.2: is a text made of the characters of a header's name? */
export const isHeaderName = (text: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
