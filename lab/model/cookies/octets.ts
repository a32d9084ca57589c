/** Octets as text: headers carry octets, and each is a character up to U+00FF here, as servers see it. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A script's text as the octets of its UTF-8: `'é'` → `'Ã©'`. */
export const toOctets = (text: string): string => String.fromCharCode(...encoder.encode(text));

/** What a script sees of octets: `'Ã©'` → `'é'`, and U+FFFD for what is no UTF-8. */
export const fromOctets = (octets: string): string =>
  decoder.decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
