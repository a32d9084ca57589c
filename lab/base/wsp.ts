/** Whitespace as cookies know it. RFC 5234: WSP is space and tab, not what JavaScript trims besides. */

/** A text without leading and trailing WSP. Linear: a regular expression with `+$` looks at each inner run anew. */
export function trimWsp(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWsp(text.charCodeAt(start))) start += 1;
  while (end > start && isWsp(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isWsp = (code: number) => code === 0x20 || code === 0x09;
