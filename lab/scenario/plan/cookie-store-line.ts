/** The CookieStore API in terms of Set-Cookie: https://cookiestore.spec.whatwg.org/ */
import { attributeIn, readSetCookie } from '../../base/set-cookie.ts';
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

/** The call of `set` that a line stands for: the reverse of {@link lineOf}, but for the time of expiry. */
export function callOf(line: string): CookieStoreArguments {
  const cookie = readSetCookie(line);
  const { name, value } = cookie;
  const [domain, path] = [attributeIn(cookie, 'Domain'), attributeIn(cookie, 'Path')];
  const sameSite = attributeIn(cookie, 'SameSite')?.toLowerCase();
  return {
    method: 'set',
    cookie: {
      name,
      value,
      ...(domain !== null && { domain }),
      ...(path !== null && { path }),
      ...((sameSite === 'lax' || sameSite === 'none') && { sameSite }),
      ...(attributeIn(cookie, 'Partitioned') !== null && { partitioned: true }),
    },
  };
}
