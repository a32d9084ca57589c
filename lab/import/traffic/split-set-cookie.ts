/**
 * Takes Set-Cookie lines apart that an exporter joined with ", ". A comma also stands in dates and
 * may stand in a value: one begins a new line only before `name=`, which is how all readers do it.
 *
 *     'a=1, b=2'                                        → a=1 | b=2
 *     'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2' → a=1; Expires=… | b=2
 *     'a=1,2; Path=/'                                   → a=1,2; Path=/
 */
export const splitSetCookie = (joined: string): string[] => joined.split(lineStart);

/** A comma before a cookie's name and its "=": a token, RFC 9110 §5.6.2. */
const lineStart = /,[ \t]*(?=[!#$%&'*+\-.^_`|~0-9A-Za-z]+=)/;
