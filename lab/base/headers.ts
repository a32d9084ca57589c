/** Fetch §2.2.2: header lists. */

/** A header line: `['Vary', 'Origin']`. A name may repeat. */
export type Header = readonly [name: string, value: string];

export type HeaderList = readonly Header[];

/** "Get": all values of a header, joined; null where it is absent. */
export function getHeader(headers: HeaderList, name: string): string | null {
  const values = headers
    .filter(([other]) => other.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value.trim());
  return values.length > 0 ? values.join(', ') : null;
}

/** "Extract header list values", of a list of tokens; null where the header is absent. */
export const headerValues = (headers: HeaderList, name: string): string[] | null =>
  getHeader(headers, name)
    ?.split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '') ?? null;
