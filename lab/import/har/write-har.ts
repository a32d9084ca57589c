/** What went over the wire as a HAR file: HAR 1.2, without bodies. */
import { getHeader, type HeaderList } from '../../base/headers.ts';
import type { WireExchange } from '../../base/wire.ts';
import { columnField } from './read.ts';
import { toldField } from './read-entry.ts';

export interface HarAbout {
  /** `{ name: 'chromium', version: '156.0.8078.108', column: 'chromium:blocked' }` */
  readonly browser: {
    readonly name: string;
    readonly version: string;
    /** The column: which browser under which policy. */
    readonly column: string;
  };
  readonly version: string;
}

/** The creator that the importer knows these files by. */
export const liveCreator = 'cookie-lab live';

/** The text of the file. */
export function writeHar(exchanges: readonly WireExchange[], { browser, version }: HarAbout) {
  const log = {
    version: '1.2',
    creator: { name: liveCreator, version },
    browser: { name: browser.name, version: browser.version, [columnField]: browser.column },
    pages: [],
    entries: exchanges.map(entryOf),
  };
  return `${JSON.stringify({ log }, null, 1)}\n`;
}

function entryOf({ at, method, url, requestHeaders, response, error, told }: WireExchange) {
  const wait = response ? Math.max(0, response.at - at) : -1;
  return {
    startedDateTime: new Date(at).toISOString(),
    time: Math.max(0, wait),
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      headers: named(requestHeaders),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.statusText ?? '',
      httpVersion: 'HTTP/1.1',
      headers: named(response?.headers ?? []),
      cookies: [],
      content: { size: -1, mimeType: getHeader(response?.headers ?? [], 'content-type') ?? '' },
      redirectURL: getHeader(response?.headers ?? [], 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: -1 },
    ...(error !== null && { _error: error }),
    ...(told !== null && { [toldField]: told }),
  };
}

const named = (headers: HeaderList) => headers.map(([name, value]) => ({ name, value }));
