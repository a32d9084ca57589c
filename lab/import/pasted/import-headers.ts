/** A Set-Cookie line, or a whole response, that somebody pasted, with what they say of its request. */
import { LabError } from '../../base/errors.ts';
import type { Header } from '../../base/headers.ts';
import type { PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Import } from '../import.ts';
import { pastedExporter } from '../traffic/exporter.ts';
import { toImport } from '../traffic/to-import.ts';
import type { PastedOptions } from './import-curl.ts';
import { entriesOf } from './pasted-entry.ts';
import { headersIn, type PastedResponse, responsesOf } from './response.ts';

export interface HeadersOptions extends PastedOptions {
  /** `POST https://api.example/login` */
  readonly request: string;
  readonly credentials?: PlannedExchange['credentials'];
}

/**
 * Reads `Set-Cookie: …` lines, the lines' values alone, or a response as `curl -i` prints it. The
 * recording has the request that was answered so, and the same request once more as a gap: what the
 * browser would send with it is for the model to say.
 *
 * @throws {LabError} LAB_IMPORT where there is no Set-Cookie or CORS line, or the request cannot be read.
 * @example
 * importHeaders('Set-Cookie: sid=1; SameSite=Lax', {
 *   page: 'https://app.example/', request: 'GET https://api.example/me', at: Date.now(),
 * });
 */
export function importHeaders(text: string, options: HeadersOptions): Import {
  const { method, url } = requestOf(options.request);
  const page = pageOf(options.page);
  const pasted = { method, url, headers: scriptHeaders(url, page), page };
  const made = toImport({
    kind: 'headers',
    creator: '',
    exporter: pastedExporter,
    entries: entriesOf(
      [
        { ...pasted, response: responseOf(text) },
        { ...pasted, response: null },
      ],
      options.at,
    ),
    pages: new Map(),
    browser: null,
    gaps: [
      {
        what: 'what the browser sent',
        why: 'Only the response was given.',
        remedy: 'Export a HAR file, or use “Copy as cURL”.',
      },
    ],
  });
  const isOwn = page === null || new URL(page).origin === new URL(url).origin;
  // Hardly anybody says `omit` to their own server, and who does knows.
  const credentials = options.credentials ?? (isOwn ? 'same-origin' : undefined);
  return withNext(credentials ? withCredentials(made, credentials) : made);
}

function requestOf(text: string): { method: string; url: string } {
  const [, method = 'GET', url = ''] = /^\s*(?:([A-Za-z]+)\s+)?(\S+)\s*$/.exec(text) ?? [];
  if (/^(https?|wss?):/.test(url) && URL.canParse(url)) return { method, url };
  throw new LabError(
    'LAB_IMPORT',
    `"${text.slice(0, 80)}" is no request: a method and an http or https URL.`,
    "--request 'GET https://api.example/me'",
  );
}

function pageOf(page: string | undefined): string | null {
  if (page === undefined) return null;
  if (/^https?:/.test(page) && URL.canParse(page)) return page;
  throw new LabError(
    'LAB_IMPORT',
    `"${page.slice(0, 80)}" is no http or https URL.`,
    '--page https://app.example/',
  );
}

/** What tells that a script asks: of another origin it has an Origin header. */
const scriptHeaders = (url: string, page: string | null): Header[] =>
  page !== null && new URL(page).origin !== new URL(url).origin
    ? [['Origin', new URL(page).origin]]
    : [];

function responseOf(text: string): PastedResponse {
  const [response] = responsesOf(text).slice(-1);
  if (response) return response;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const headers = headersIn(text);
  const isHeaders = headers.some(([name]) => /^(set-cookie|access-control-.+)$/i.test(name));
  // The value alone: `sid=1; Path=/`.
  const values = lines.filter((line) => /^[^=;:\s]+=/.test(line));
  if (!isHeaders && values.length === 0) {
    throw new LabError(
      'LAB_IMPORT',
      'There is no Set-Cookie and no Access-Control line in this text.',
      'Set-Cookie: sid=1; Path=/; Secure',
    );
  }
  const all = isHeaders ? headers : values.map((line): Header => ['Set-Cookie', line.trim()]);
  return { status: 200, httpVersion: '1.1', headers: all, sent: null };
}

/** They were told: no question is left, and nothing assumed. */
function withCredentials(made: Import, value: PlannedExchange['credentials']): Import {
  const { plan } = made.recording;
  const exchanges = plan.exchanges.map(({ assumed, ...exchange }) => {
    const others = assumed?.filter((field) => field !== 'credentials') ?? [];
    const isTold = others.length !== (assumed?.length ?? 0);
    return {
      ...exchange,
      ...(isTold && { credentials: value }),
      ...(others.length > 0 && { assumed: others }),
    };
  });
  return {
    ...made,
    recording: { ...made.recording, plan: { ...plan, exchanges } },
    open: made.open.filter(({ field }) => field !== 'credentials'),
  };
}

/** The last exchange has not been seen. */
function withNext(made: Import): Import {
  const { recording, source } = made;
  const next = recording.plan.exchanges.at(-1)?.id ?? '';
  const { [next]: _, ...observations } = recording.observations;
  const { [next]: __, ...entryOf } = made.entryOf;
  return {
    ...made,
    source: { ...source, exchanges: source.exchanges - 1 },
    entryOf,
    recording: {
      ...recording,
      observations,
      gaps: { ...recording.gaps, [next]: 'What the next such request sends was not recorded.' },
    },
  };
}
