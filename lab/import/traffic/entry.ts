/** One request with its response, as some exporter wrote it. */
import type { HeaderList } from '../../base/headers.ts';
import type { Told } from '../../base/wire.ts';

export interface Entry {
  /** Its place in `log.entries`, from 0. */
  readonly index: number;
  /** Milliseconds of Unix time; NaN where the file has none that can be read. */
  readonly at: number;
  /** Until the headers of the response were there; NaN where unknown. */
  readonly answeredAt: number;
  readonly method: string;
  /** Absolute, without fragment. */
  readonly url: string;
  readonly httpVersion: string | null;
  readonly requestHeaders: HeaderList;
  /** Were there any of HTTP/2's own: `:authority`? */
  readonly hasPseudoHeaders: boolean;
  /** What the exporter took out of the headers: `a=1; b=2`. Null for none. */
  readonly requestCookies: string | null;
  /** 0 or -1: no response. */
  readonly status: number;
  readonly responseHeaders: HeaderList;
  /** Set-Cookie lines made of `response.cookies`. */
  readonly responseCookies: readonly string[];
  /** Were there more of them than are shown? By their size, of HTTP/1.1; null where nothing tells. */
  readonly hidesResponseHeaders: boolean | null;
  readonly redirectUrl: string | null;
  readonly mimeType: string | null;
  readonly page: string | null;
  /** Playwright: the frame that asks, or that is led elsewhere. */
  readonly frame: string | null;
  /** In DevTools' spelling: `xhr`, `document`. */
  readonly resourceType: string | null;
  readonly initiator: Initiator;
  /** `net::ERR_FAILED` */
  readonly error: string | null;
  readonly fromCache: boolean;
  readonly fromServiceWorker: boolean;
  /** What the browser itself said of it; null where it did not, or nobody wrote it down. */
  readonly told: Told | null;
}

export interface Initiator {
  /** `parser`, `script`, `preflight` …; `page`: a person says so. */
  readonly type: string | null;
  /** Of the document for `parser`, otherwise of the script. */
  readonly url: string | null;
  /** Where in the script: `https://app.example/main.js:12:3`. */
  readonly callSite: string | null;
}
