/** A request and a response that somebody pasted, as an entry. */
import { getHeader, type Header } from '../../base/headers.ts';
import type { ImportGap } from '../import.ts';
import type { Entry } from '../traffic/entry.ts';
import type { PastedResponse } from './response.ts';

export interface Pasted {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  /** Of a file that curl keeps them in, if it used one: `a=1; b=2`. Null where nobody knows. */
  readonly cookies?: string | null;
  readonly response: PastedResponse | null;
  readonly page: string | null;
}

/** Where nothing was answered, as far as the text has it. */
export const noResponse = (has: 'command' | 'request'): ImportGap => ({
  what: 'the response',
  why: `The text has the ${has} only.`,
  remedy: `Run it with “curl -i”, and paste what it prints below the ${has}.`,
});

/** Its time is that of the response's Date header, or NaN. */
function entryOf({
  method,
  url,
  headers,
  cookies = null,
  response,
  page,
  index,
}: Pasted & { index: number }): Entry {
  const absolute = new URL(url);
  absolute.hash = '';
  return {
    index,
    at: Date.parse(getHeader(response?.headers ?? [], 'date') ?? ''),
    answeredAt: Number.NaN,
    method: method.toUpperCase(),
    url: absolute.href,
    httpVersion: response?.httpVersion ?? null,
    requestHeaders: headers,
    hasPseudoHeaders: false,
    requestCookies: cookies,
    status: response?.status ?? 0,
    responseHeaders: response?.headers ?? [],
    responseCookies: [],
    hidesResponseHeaders: null,
    redirectUrl: null,
    mimeType: getHeader(response?.headers ?? [], 'content-type'),
    page: null,
    frame: null,
    resourceType: null,
    initiator: { type: page === null ? null : 'page', url: page, callSite: null },
    error: null,
    fromCache: false,
    fromServiceWorker: false,
    told: null,
  };
}

/** In the order in which they stand, at the times that their responses tell, or at `at`. */
export function entriesOf(pasted: readonly Pasted[], at: number): Entry[] {
  const entries = pasted.map((one, index) => entryOf({ ...one, index }));
  let last = entries.find((entry) => !Number.isNaN(entry.at))?.at ?? at;
  return entries.map((entry) => {
    if (entry.at > last) last = entry.at;
    return { ...entry, at: last };
  });
}
