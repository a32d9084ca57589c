/**
 * Requests and responses as text, one after the other: what HTTPie, Fiddler and Burp show, and
 * `curl -v` without its command.
 */
import { getHeader, type Header } from '../../base/headers.ts';
import type { Import } from '../import.ts';
import { pastedExporter } from '../traffic/exporter.ts';
import { toImport } from '../traffic/to-import.ts';
import type { PastedOptions } from './import-curl.ts';
import { entriesOf, noResponse, type Pasted } from './pasted-entry.ts';
import { headerOf, responsesOf } from './response.ts';

const requestLine = /^(?:> ?)?([A-Z]{3,10}) (\S+) HTTP\/\d(?:\.\d)?[ \t\r]*$/m;

/** Does a text have a request with a Host header, or with a whole URL in its first line? */
export const isRawHttp = (text: string): boolean => requestsIn(text).length > 0;

/**
 * Reads requests, each followed by its response or by nothing. Bodies are left out.
 *
 * @example
 * importRaw('GET /me HTTP/1.1\nHost: api.example\n\nHTTP/1.1 401\n', { at: Date.now() });
 */
export function importRaw(text: string, { at, page }: PastedOptions): Import {
  const requests = requestsIn(text);
  return toImport({
    kind: 'http',
    creator: '',
    exporter: pastedExporter,
    entries: entriesOf(
      requests.map((one) => ({ ...one, page: page ?? null })),
      at,
    ),
    pages: new Map(),
    browser: null,
    gaps: requests.some(({ response }) => response === null) ? [noResponse('request')] : [],
  });
}

function requestsIn(text: string): Omit<Pasted, 'page'>[] {
  const found: Omit<Pasted, 'page'>[] = [];
  const origins = new Set(text.match(/\bhttps?:\/\/[^\s/?#"'<>]+/g));
  const parts = text.split(new RegExp(`(?=${requestLine.source})`, 'm'));
  for (const part of parts) {
    const [line, method, target] = requestLine.exec(part) ?? [];
    if (!part.startsWith(line ?? ' ') || !method || !target) continue;
    const headers = headersOf(part.slice(line?.length));
    const url = urlOf(target, headers, origins);
    if (url) found.push({ method, url, headers, response: responsesOf(part).at(-1) ?? null });
  }
  return found;
}

/** Up to the blank line. */
function headersOf(text: string): Header[] {
  const headers: Header[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [header] = headerOf(line.replace(/^> ?/, ''));
    if (!header) break;
    headers.push(header);
  }
  return headers;
}

function urlOf(
  target: string,
  headers: readonly Header[],
  origins: ReadonlySet<string>,
): string | null {
  if (/^https?:\/\//.test(target)) return URL.canParse(target) ? target : null;
  const host = getHeader(headers, 'host');
  if (!host || !target.startsWith('/')) return null;
  const url = `${schemeOf(host, origins)}://${host}${target}`;
  return URL.canParse(url) ? url : null;
}

/** A request does not name its scheme. The rest of the text may; otherwise the host tells: http for a local one. */
function schemeOf(host: string, origins: ReadonlySet<string>): string {
  if (origins.has(`https://${host}`)) return 'https';
  const isLocal = /^(localhost|[\d.]+|\[.*\]|[^.:]+)(:\d+)?$/.test(host);
  return isLocal || origins.has(`http://${host}`) ? 'http' : 'https';
}
