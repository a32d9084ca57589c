/** Fetch §2.2.1 and §2.2.2: methods and request headers that need no preflight. */
import type { HeaderList } from '../../base/headers.ts';

/** CORS-safelisted methods. */
export const isSafelistedMethod = (method: string): boolean =>
  ['GET', 'HEAD', 'POST'].includes(method);

/** "Normalize" a method: six names are known in any case, `patch` is none of them. */
export function normalizedMethod(method: string): string {
  const upper = method.toUpperCase();
  return ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'].includes(upper) ? upper : method;
}

export const isForbiddenMethod = (method: string): boolean =>
  ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase());

// biome-ignore lint/suspicious/noControlCharactersInRegex: CORS-unsafe request-header bytes
const unsafeByte = /[\0-\x08\n-\x1f"():<>?@[\\\]{}\x7f]/;
const languageValue = /^[0-9A-Za-z *,\-.;=]*$/;

type Test = (value: string) => boolean;

const valueIsSafe: Readonly<Record<string, Test>> = {
  accept: (value) => !unsafeByte.test(value),
  'accept-language': (value) => languageValue.test(value),
  'content-language': (value) => languageValue.test(value),
  'content-type': (value) => !unsafeByte.test(value) && isFormType(value),
  range: (value) => /^bytes=\d+-\d*$/.test(value),
};

/** The media types that a form can send. */
function isFormType(value: string): boolean {
  const essence = value.split(';')[0]?.trim().toLowerCase();
  return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].some(
    (type) => type === essence,
  );
}

/** CORS-safelisted request-header. */
export function isSafelistedHeader(name: string, value: string): boolean {
  const key = name.toLowerCase();
  return value.length <= 128 && Object.hasOwn(valueIsSafe, key) && !!valueIsSafe[key]?.(value);
}

/** CORS-unsafe request-header names: sorted, in lower case. */
export function unsafeHeaderNames(headers: HeaderList): string[] {
  const unsafe = headers.filter(([name, value]) => !isSafelistedHeader(name, value));
  const safe = headers.filter(([name, value]) => isSafelistedHeader(name, value));
  const size = safe.reduce((sum, [, value]) => sum + value.length, 0);
  const names = [...unsafe, ...(size > 1024 ? safe : [])].map(([name]) => name.toLowerCase());
  return [...new Set(names)].sort();
}

const forbiddenNames = [
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
];

/** Forbidden request-headers: a script that sets one is ignored. */
export const isForbiddenHeader = (name: string): boolean =>
  forbiddenNames.includes(name.toLowerCase()) || /^(proxy|sec)-/i.test(name);
