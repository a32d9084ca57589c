/** The CookieStore API in terms of Set-Cookie: https://cookiestore.spec.whatwg.org/ */
import type { CookieStoreArguments } from '../steps/index.ts';

/** "Set a cookie" and "delete a cookie", as the Set-Cookie line that they stand for. */
export function lineOf({
  method,
  cookie,
}: Extract<CookieStoreArguments, { cookie: object }>): string {
  const { name, domain, path = '/', partitioned } = cookie;
  const { value, expires, sameSite } =
    method === 'set'
      ? { expires: undefined, sameSite: 'strict', ...cookie }
      : { value: '', expires: 0, sameSite: 'strict' };
  return [
    `${name}=${value}`,
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    `Path=${path}`,
    ...(expires === undefined ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
    `SameSite=${sameSite}`,
    ...(partitioned ? ['Partitioned'] : []),
    'Secure',
  ].join('; ');
}
