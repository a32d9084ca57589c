/** The CORS protocol, as far as a response tells by itself: Fetch §3.3. */
import { getHeader, headerValues } from '../../base/headers.ts';
import type { Message } from '../../scenario/recording.ts';

/** Fetch §4.10, CORS check: may the page read this response? */
export function passesCheck({ request, response }: Message, withCredentials: boolean): boolean {
  if (!response) return false;
  const { lines } = response.headers;
  const allowed = getHeader(lines, 'access-control-allow-origin');
  if (allowed === '*') return !withCredentials;
  if (allowed === null || allowed !== getHeader(request.headers.lines, 'origin')) return false;
  return !withCredentials || getHeader(lines, 'access-control-allow-credentials') === 'true';
}

/** Fetch §4.8: does the answer to a preflight permit method and headers, whatever its CORS check says? */
export function permits({ request, response }: Message): boolean {
  if (!response || response.status < 200 || response.status > 299) return false;
  const asked = (name: string) => headerValues(request.headers.lines, name) ?? [];
  const allowed = (name: string) =>
    (headerValues(response.headers.lines, name) ?? []).map((value) => value.toLowerCase());
  const headers = allowed('access-control-allow-headers');
  const methods = ['get', 'head', 'post', ...allowed('access-control-allow-methods')];
  return (
    asked('access-control-request-headers').every((name) => headers.includes(name.toLowerCase())) &&
    asked('access-control-request-method').every((name) => methods.includes(name.toLowerCase()))
  );
}
