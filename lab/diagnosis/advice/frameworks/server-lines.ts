/** What of a fix's lines is for a server, in its parts. */
import type { Header } from '../../../base/headers.ts';
import { attributeIn, readSetCookie } from '../../../base/set-cookie.ts';

export interface ServerLines {
  readonly cookies: readonly CookieSetting[];
  readonly cors: CorsSetting | null;
  /** Has the server to believe X-Forwarded-Proto? */
  readonly behindProxy: boolean;
  readonly headers: readonly Header[];
}

/** A cookie by its attributes; undefined where it has none of that name. */
export interface CookieSetting {
  readonly name: string;
  readonly path?: string;
  readonly domain?: string;
  /** Seconds. */
  readonly maxAge?: number;
  /** As it is written: an HTTP date. */
  readonly expires?: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
  readonly partitioned: boolean;
  /** Does it take the cookie away? */
  readonly deletes: boolean;
  /** All attributes, as they are written. */
  readonly attributes: string;
}

export interface CorsSetting {
  readonly origin: string;
  readonly credentials: boolean;
  /** The method of the request and the safelisted ones, which some frameworks check, too. */
  readonly methods: readonly string[];
  /** Empty where the script sets none. */
  readonly headers: readonly string[];
  readonly preflight: boolean;
}

/** How a framework writes each part. */
export interface Writer {
  cookie(cookie: CookieSetting): string;
  cors(cors: CorsSetting): string;
  readonly behindProxy: string;
  header(name: string, value: string): string;
}

const headerLine = /^([A-Z][A-Za-z-]*): (.*)$/;

export function serverLines(write: readonly string[]): ServerLines {
  const lines = write.flatMap((line): Header[] => {
    const [, name, value] = headerLine.exec(line) ?? [];
    return name !== undefined && value !== undefined ? [[name, value]] : [];
  });
  const named = (name: string) => lines.filter(([other]) => other === name);
  const cors = corsSetting(lines, write);
  const rest = lines.filter(
    ([name]) =>
      !name.startsWith('Access-Control-') &&
      !['Set-Cookie', 'X-Forwarded-Proto', ...(cors ? ['Vary'] : [])].includes(name),
  );
  return {
    cookies: named('Set-Cookie').map(([, line]) => cookieSetting(line)),
    cors,
    behindProxy: named('X-Forwarded-Proto').length > 0,
    headers: rest,
  };
}

/** A lone Allow-Credentials goes with origins that are allowed already. */
function corsSetting(lines: readonly Header[], write: readonly string[]): CorsSetting | null {
  const of = (name: string) =>
    lines.find(([other]) => other === `Access-Control-Allow-${name}`)?.[1] ?? null;
  const list = (name: string) => (of(name) ?? '').split(',').flatMap((one) => one.trim() || []);
  if (!lines.some(([name]) => name.startsWith('Access-Control-Allow-'))) return null;
  return {
    origin: of('Origin') ?? '',
    credentials: of('Credentials') === 'true',
    methods: [...new Set(['GET', 'HEAD', 'POST', ...list('Methods')])],
    headers: list('Headers'),
    preflight: write.some((line) => line.startsWith('HTTP/1.1')),
  };
}

function cookieSetting(line: string): CookieSetting {
  const cookie = readSetCookie(line);
  const given = (name: string) => attributeIn(cookie, name) ?? undefined;
  const [path, domain, expires] = [given('Path'), given('Domain'), given('Expires')];
  // An empty cookie with an end has ended: frameworks delete by an Expires of 1970.
  const isEnded = cookie.value === '' && expires !== undefined;
  const lifetime = given('Max-Age') ?? (isEnded ? '0' : undefined);
  const maxAge = lifetime === undefined ? undefined : Number(lifetime);
  const sameSite = (['Strict', 'Lax', 'None'] as const).find(
    (value) => value.toLowerCase() === given('SameSite')?.toLowerCase(),
  );
  return {
    name: cookie.name,
    ...(path && { path }),
    ...(domain && { domain }),
    ...(maxAge !== undefined && Number.isFinite(maxAge) && { maxAge }),
    ...(expires && !isEnded && { expires }),
    ...(sameSite && { sameSite }),
    secure: given('Secure') !== undefined,
    httpOnly: given('HttpOnly') !== undefined,
    partitioned: given('Partitioned') !== undefined,
    deletes: maxAge !== undefined && maxAge <= 0,
    attributes: cookie.attributes
      .map(({ name, value }) => (value === '' ? name : `${name}=${value}`))
      .join('; '),
  };
}

/** A text in quotes, with what would end it escaped. */
export const quoted = (text: string, quote: "'" | '"' = "'"): string =>
  `${quote}${text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;

/** `a: 1, b: 2` of those that are given. */
export const pairs = (
  given: Readonly<Record<string, string | undefined>>,
  between: string,
): string =>
  Object.entries(given)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}${between}${value}`))
    .join(', ');

/** `.secure(true).sameSite("None")` of the steps that are given. */
export const chained = (steps: readonly (string | false | undefined)[], between = '.') =>
  steps.flatMap((step) => (step ? `${between}${step}` : [])).join('');
