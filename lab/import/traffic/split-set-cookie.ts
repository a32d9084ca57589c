/** Set-Cookie lines that an exporter joined with ", ", apart again. */
export { splitSetCookies as splitSetCookie } from '../../base/set-cookie.ts';
