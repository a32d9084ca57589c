/** How a text is encoded that somebody saved: PowerShell's `>` writes UTF-16. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By its byte order mark; without one, by the zeros that every other byte of Latin letters is in UTF-16. */
export function encodingOf([first, second]: Uint8Array): Encoding {
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
