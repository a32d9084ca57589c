/** Header values without secrets: what decides about cookies and CORS stays, all else is replaced. */
import { splitSetCookies } from '../../base/set-cookie.ts';
import { redactLocation, redactPath, redactUrl } from './urls.ts';
import type { Replacements } from './values.ts';

/** Values that say nothing of anybody. */
const plain = new Set(
  `accept accept-encoding accept-language accept-ranges activate-storage-access age allow alt-svc
  cache-control clear-site-data connection content-encoding content-language content-length
  content-type cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy
  date device-memory dnt downlink ect expires host keep-alive last-modified origin
  next-router-prefetch origin-agent-cluster p3p permissions-policy pragma priority purpose referrer-policy rtt save-data
  server strict-transport-security te transfer-encoding upgrade upgrade-insecure-requests user-agent
  vary via x-content-type-options x-frame-options x-powered-by x-requested-with x-xss-protection
  if-modified-since timing-allow-origin service-worker-allowed
  cf-mitigated ngrok-error-code x-amzn-errortype x-vercel-mitigated
  :authority :method :scheme`.split(/\s+/),
);
const plainPrefix =
  /^(sec-fetch-|sec-ch-|sec-gpc$|sec-purpose$|sec-websocket-(version|extensions)$|access-control-)/;

export interface HeaderContext {
  readonly values: Replacements;
  /** The request's URL. */
  readonly url: string;
  /** Does this exporter join Set-Cookie lines with a comma? */
  readonly joinsSetCookie: boolean;
}

export function redactHeader(name: string, value: string, context: HeaderContext): string {
  const { values, url } = context;
  const lower = name.toLowerCase();
  if (plain.has(lower) || plainPrefix.test(lower)) return value;
  switch (lower) {
    case 'cookie':
      return value
        .split(/(; *)/)
        .map((pair, i) => (i % 2 ? pair : redactPair(pair, values)))
        .join('');
    case 'set-cookie':
      return redactSetCookies(value, context);
    case 'location':
    case 'content-location':
      return redactLocation(value, url, values);
    case 'referer':
    case ':path':
      return redactUrl(value, values);
    case 'authorization':
    case 'proxy-authorization':
    case 'www-authenticate':
      return value.replace(
        /^(\S+ +)?([\s\S]*)$/,
        (_, scheme: string | undefined, rest: string) => (scheme ?? '') + values.of(rest),
      );
    case 'content-security-policy':
    case 'content-security-policy-report-only':
      // Directives and keywords stay; nonces, and paths of reports, go.
      return value.replace(/'nonce-([^']*)'|(https?:\/\/[^\s;,]+)/g, (all, nonce?: string) =>
        nonce === undefined ? redactUrl(all, values) : `'nonce-${values.of(nonce)}'`,
      );
    case 'content-disposition':
      return value.replace(/=([\s\S]*)$/, (_, rest: string) => `=${values.of(rest)}`);
    default:
      return values.of(value);
  }
}

/** What a prefix of a cookie's name promises is checked in a nameless cookie's value as well. */
const prefix = /^(__(?:Secure|Host-Http|Host|Http)-)?([\s\S]*)$/i;

export const redactCookieValue = (value: string, values: Replacements): string =>
  value.replace(
    prefix,
    (_, kept: string | undefined, rest: string) => (kept ?? '') + (rest && values.of(rest)),
  );

function redactPair(pair: string, values: Replacements): string {
  const equals = pair.indexOf('=');
  return pair.slice(0, equals + 1) + redactCookieValue(pair.slice(equals + 1), values);
}

function redactSetCookies(text: string, { values, joinsSetCookie }: HeaderContext): string {
  const lines = text.split('\n');
  if (!joinsSetCookie) return lines.map((line) => redactSetCookie(line, values)).join('\n');
  return lines
    .map((line) =>
      splitSetCookies(line)
        .map((one) => redactSetCookie(one, values))
        .join(', '),
    )
    .join('\n');
}

const attributes =
  /^\s*(domain|expires|max-age|samesite|secure|httponly|partitioned|priority)\s*$/i;

/** Name and attributes stay; of Path what stays of a URL's path. */
export function redactSetCookie(line: string, values: Replacements): string {
  const [pair = '', ...rest] = line.split(';');
  const kept = rest.map((part) => {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (attributes.test(name)) return part;
    if (equals < 0) return values.of(part);
    const value = part.slice(equals + 1);
    const isPath = /^\s*path\s*$/i.test(name);
    return `${name}=${isPath ? redactPath(value, values) : values.of(value)}`;
  });
  return [redactPair(pair, values), ...kept].join(';');
}
