/** Responses as people paste them: `curl -i`, `curl -v`, or the headers of a network panel. */
import { type Header, isHeaderName } from '../../base/headers.ts';

export interface PastedResponse {
  /** What `curl -v` says that it sent; null where it does not. */
  readonly sent: readonly Header[] | null;
  readonly status: number;
  /** `1.1`, `2.0` */
  readonly httpVersion: string;
  readonly headers: readonly Header[];
}

const requestLine = /^[A-Z]+ \S+ HTTP\/\d/;
const statusLine = /^HTTP\/(\d(?:\.\d)?) (\d{3})\b/;

/** The responses at the beginning of a text, in order: those of redirects first. Bodies are left out. */
export function responsesOf(text: string): PastedResponse[] {
  const responses: PastedResponse[] = [];
  let current: (PastedResponse & { readonly headers: Header[] }) | null = null;
  let isBody = false;
  let sent: Header[] | null = null;
  for (const { line, isSent } of lines(text)) {
    if (isSent) {
      if (requestLine.test(line)) sent = [];
      else sent?.push(...headerOf(line));
      continue;
    }
    const [, version, status] = statusLine.exec(line) ?? [];
    if (status !== undefined && (!isBody || mayBeFollowed(responses.at(-1)))) {
      current = {
        status: Number(status),
        httpVersion: version?.length === 1 ? `${version}.0` : (version as string),
        headers: [],
        sent,
      };
      responses.push(current);
      isBody = false;
      if (Number(status) >= 200) sent = null;
    } else if (line === '') {
      isBody = current !== null;
    } else if (current && !isBody) {
      current.headers.push(...headerOf(line));
    }
  }
  return responses.filter(
    ({ status, headers }, index) =>
      status >= 200 && !(isTunnel(status, headers) && index < responses.length - 1),
  );
}

/** What a proxy says to CONNECT. */
const isTunnel = (status: number, headers: readonly Header[]) =>
  status === 200 && headers.length === 0;

/** Does curl print another response behind it: of a redirect, of 100 Continue, of a tunnel? */
const mayBeFollowed = (before: PastedResponse | undefined): boolean =>
  before === undefined ||
  before.status < 200 ||
  (before.status >= 300 && before.status < 400) ||
  before.status === 401 ||
  isTunnel(before.status, before.headers);

interface Line {
  readonly line: string;
  /** Is it of the request? */
  readonly isSent: boolean;
}

/** Lines without what `curl -v` puts before them; what it says besides is left out. */
function lines(text: string): Line[] {
  const all = text.split(/\r?\n/);
  const isVerbose = all.some((line) => line.startsWith('< HTTP/'));
  if (!isVerbose) return all.map((line) => ({ line, isSent: false }));
  return all
    .filter((line) => !/^[*{}] ?/.test(line))
    .map((line) => ({ line: line.replace(/^[<>] ?/, ''), isSent: line.startsWith('>') }));
}

/**
 * Header lines as a network panel copies them: `name: value`, or name and value on lines of their own.
 * Lines that are none are left out.
 */
export function headersIn(text: string): Header[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return pairsOf(lines) ?? lines.flatMap(headerOf);
}

/** Names and values in turn, the name with a colon or without; null where they are not. */
function pairsOf(lines: readonly string[]): Header[] | null {
  const pairs = lines.flatMap((name, at) => (at % 2 === 0 ? [[name, lines[at + 1]] as const] : []));
  const headers = pairs.map(
    ([name, value]): Header => [name.trim().replace(/:$/, ''), value?.trim() ?? ''],
  );
  const areNames = headers.every(([name]) => isHeaderName(name.replace(/^:/, '')));
  const isKnown = headers.some(([name]) => /^(set-cookie|access-control-.+|date)$/i.test(name));
  return areNames && isKnown ? headers.filter(([name]) => !name.startsWith(':')) : null;
}

export function headerOf(line: string): Header[] {
  const colon = line.indexOf(':', 1);
  const name = line.slice(0, colon).trim();
  if (colon < 0 || !isHeaderName(name)) return [];
  return [[name, line.slice(colon + 1).trim()]];
}
