/** Entries as a recording: a flat plan of documents and exchanges, and what was observed of each. */
import { getHeader } from '../../base/headers.ts';
import { failedRequest } from '../../base/reasons/network-errors.ts';
import type { Doc, ExchangeId, PlannedExchange } from '../../scenario/plan/planned.ts';
import {
  actualMessage,
  type Message,
  type Observation,
  preflightMessage,
  type Reason,
  type ScriptView,
} from '../../scenario/recording.ts';
import { type Ask, askedMethod, askHeader } from './asks.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { type Client, type Clues, Documents, originOf, serializedOriginOf } from './documents.ts';
import { messagesOf, type Written } from './messages.ts';

export interface Laid {
  readonly documents: readonly Doc[];
  readonly exchanges: readonly PlannedExchange[];
  readonly observations: Readonly<Record<ExchangeId, Observation>>;
  readonly missing: readonly PlannedExchange[];
  readonly made: readonly Made[];
}

/** An exchange with all that it was made of. */
export interface Made {
  readonly ask: Ask;
  readonly exchange: PlannedExchange;
  readonly client: Doc | null;
  /** What its credentials mode may be, the likeliest first. */
  readonly credentials: readonly Credentials[];
  /** The document that it brought; null for none. */
  readonly document: Doc | null;
  /** Whose frame that may be instead. */
  readonly otherParent: Doc | null | undefined;
}

export interface Context extends Written {
  /** In DevTools the URL of the page's document. */
  readonly pages: ReadonlyMap<string, string>;
  readonly tellsStorageAccess: boolean;
}

export function layOut(asks: readonly Ask[], context: Context): Laid {
  const label = labels();
  const documents = new Documents(label);
  const made = new Map<Ask, Made>();
  const exchanges: PlannedExchange[] = [];
  const observations: Record<ExchangeId, Observation> = {};
  let missing = 0;
  for (const ask of asks) {
    const from = ask.hopOf && made.get(ask.hopOf);
    const seen = observationOf(ask, context);
    const one = makeExchange(ask, seen, from ?? null, documents, context, label);
    exchanges.push(...documents.missing.slice(missing), one.exchange);
    missing = documents.missing.length;
    made.set(ask, one);
    observations[one.exchange.id] = seen;
  }
  const opaque = sandboxed([...made.values()]);
  return {
    documents: documents.all.map((doc) =>
      opaque.has(doc.id) ? { ...doc, opaque: 'sandboxed' } : doc,
    ),
    exchanges: exchanges.map((exchange) =>
      exchange.client !== null && opaque.has(exchange.client)
        ? { ...exchange, initiator: 'null' }
        : exchange,
    ),
    observations,
    missing: documents.missing,
    made: [...made.values()],
  };
}

/** `GET https://api.example/me`, and `(2)` for the second. */
function labels() {
  const counts = new Map<string, number>();
  return (method: string, url: string) => {
    const label = `${method} ${url.replace(/\?.*/s, '')}`;
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  };
}

function makeExchange(
  ask: Ask,
  seen: Observation,
  from: Made | null,
  documents: Documents,
  context: Context,
  label: ReturnType<typeof labels>,
): Made {
  const { entry, isOrphan } = ask;
  const { kind } = ask.kind;
  const method = isOrphan ? askedMethod(entry) : entry.method;
  const clues = cluesOf(ask);
  const client = from
    ? { doc: from.client, assumed: from.exchange.assumed?.includes('client') ?? false }
    : clientOf(ask, clues, documents);
  const credentials = from
    ? from.credentials
    : credentialsOf(credentialsClues(ask, seen, client.doc, context));
  const mode = scriptMode(ask, client.doc);
  const id = `e${entry.index}`;
  const assumed: NonNullable<PlannedExchange['assumed']>[number][] = [];
  if (ask.kind.assumed && !from) assumed.push('kind');
  if (mode !== null && kind !== 'xhr' && ask.kind.mode === null && !ask.preflight)
    assumed.push('mode');
  if (credentials.length > 1) assumed.push('credentials');
  if (client.assumed) assumed.push('client');
  const exchange: PlannedExchange = {
    id,
    as: label(method, entry.url),
    kind: from ? 'redirect' : kind,
    method,
    url: entry.url,
    credentials: credentials[0] as Credentials,
    client: client.doc?.id ?? null,
    initiator: serializedOriginOf(client.doc),
    answer: {},
    ...(from && { hopOf: from.exchange.id }),
    ...(assumed.length > 0 && { assumed }),
    ...(mode !== null && !from && { mode }),
  };
  const brought = documentOf(ask, exchange, client.doc, clues, documents, context);
  return { ask, exchange, client: client.doc, credentials, ...brought };
}

const cluesOf = (ask: Ask): Clues => ({
  url: ask.entry.url,
  page: ask.entry.page,
  frame: ask.kind.navigates === null ? ask.entry.frame : null,
  referer:
    ask.entry.initiator.type === 'page' ? ask.entry.initiator.url : askHeader(ask, 'referer'),
  origin: askHeader(ask, 'origin'),
  site: askHeader(ask, 'sec-fetch-site'),
  isOpaque: ask.kind.mode === 'cors' && askHeader(ask, 'origin') === 'null',
  initiator: ask.entry.initiator.url,
  isSubresource: !['fetch', 'xhr', 'eventSource', 'beacon', 'webSocket'].includes(ask.kind.kind),
});

/** The document that asks; none for the address bar. */
function clientOf(
  ask: Ask,
  clues: Clues,
  documents: Documents,
): Omit<Client, 'doc'> & { doc: Doc | null } {
  if (ask.kind.kind === 'visit') return { doc: null, assumed: ask.kind.assumed };
  return documents.clientOf(clues);
}

/** Fetch's mode, where a script chose one. */
function scriptMode({ kind: { kind, mode }, entry, preflight }: Ask, client: Doc | null) {
  if (kind === 'xhr' || (kind === 'fetch' && preflight)) return 'cors';
  if (kind !== 'fetch') return null;
  if (mode === 'cors' || mode === 'no-cors' || mode === 'same-origin') return mode;
  // A cross-origin GET has an Origin header in mode cors alone.
  const isSimple = entry.method === 'GET' || entry.method === 'HEAD';
  const isCross = originOf(entry.url) !== originOf(client?.url ?? null);
  const hasOrigin = getHeader(entry.requestHeaders, 'origin') !== null;
  const sees = getHeader(entry.requestHeaders, 'user-agent') !== null && entry.status > 0;
  return isCross && isSimple && !hasOrigin && sees ? 'no-cors' : 'cors';
}

const credentialsClues = (ask: Ask, seen: Observation, client: Doc | null, context: Context) => ({
  kind: ask.kind,
  told: toldOf(ask)?.credentials ?? null,
  isSameOrigin: client !== null && originOf(client.url) === originOf(ask.entry.url),
  message: actualMessage(seen),
  preflight: preflightMessage(seen),
  readable: seen.script.readable,
  tellsStorageAccess: context.tellsStorageAccess,
  isSameScheme: client?.url.split(':', 1)[0] === ask.entry.url.split(':', 1)[0],
  isTopLevel: client?.parent === null,
});

function observationOf(ask: Ask, context: Context): Observation {
  const messages: readonly Message[] = messagesOf(ask, context);
  const readable = readableOf(ask, messages, context);
  const script: ScriptView = {
    ...(readable !== undefined && { readable }),
    ...(ask.entry.error !== null && { error: ask.entry.error }),
  };
  const failed = ask.entry.error === null ? null : failedRequest(ask.entry.error);
  const reasons: readonly Omit<Reason, 'by'>[] = [
    ...(toldOf(ask)?.reasons ?? []),
    ...(failed ? [failed] : []),
  ];
  return { messages, script, reasons: reasons.map((one) => ({ ...one, by: 'browser' })) };
}

/** Of a preflight, which never has credentials, nothing is said about the request. */
const toldOf = ({ entry, isOrphan }: Ask) => (isOrphan ? null : entry.told);

/** Could the script read the response? Undefined where the file does not tell. */
function readableOf(
  { kind: { kind, mode }, entry, next, isOrphan, preflight }: Ask,
  messages: readonly Message[],
  { exporter }: Written,
): boolean | undefined {
  if (!['fetch', 'xhr', 'eventSource'].includes(kind)) return undefined;
  if (isOrphan) return undefined;
  // After a preflight that failed nothing is asked.
  if (preflight && !messages.some(({ role }) => role === 'actual')) return false;
  if (mode === 'no-cors') return false;
  if (entry.error !== null) return /ERR_ABORTED/.test(entry.error) ? undefined : false;
  if (next || entry.status <= 0) return undefined;
  return exporter.corsFailures === 'unmarked' ? undefined : true;
}

/** The document that a navigation brings, if it ends here. */
function documentOf(
  ask: Ask,
  { id }: PlannedExchange,
  client: Doc | null,
  clues: Clues,
  documents: Documents,
  { pages, exporter }: Context,
): Pick<Made, 'document' | 'otherParent'> {
  const { navigates } = first(ask).kind;
  const { entry } = ask;
  const isDownload = /^attachment/i.test(
    getHeader(entry.responseHeaders, 'content-disposition') ?? '',
  );
  if (
    !navigates ||
    ask.next ||
    entry.status <= 0 ||
    [204, 205].includes(entry.status) ||
    isDownload
  ) {
    return { document: null, otherParent: undefined };
  }
  const title = entry.page === null ? null : (pages.get(entry.page) ?? null);
  const frame = entry.frame;
  const isMain =
    navigates === 'unknown'
      ? documents.isMainFrame(
          { ...clues, frame },
          exporter.id === 'devtools' ? title : null,
          entry.url,
        )
      : navigates === 'top';
  const parent = isMain === false ? parentOf(ask, client, documents) : null;
  const opaque = isSandboxed(entry.responseHeaders) ? 'sandboxed' : null;
  const document = documents.add(
    { from: id, url: entry.url, parent: parent?.id ?? null, initiator: client?.id ?? null, opaque },
    { page: entry.page, frame },
  );
  return { document, otherParent: isMain === null ? client : undefined };
}

const first = (ask: Ask): Ask => ask.root ?? ask;

/** The frame's own document led it on, or that of which it is a frame. */
function parentOf(ask: Ask, client: Doc | null, documents: Documents): Doc | null {
  const before = documents.inFrame(ask.entry.frame);
  if (before) return documents.get(before.parent);
  const isOwn =
    ask.entry.frame === null &&
    client?.parent != null &&
    (ask.entry.method === 'POST' || askHeader(first(ask), 'sec-fetch-user') === '?1');
  return isOwn ? documents.get(client.parent) : client;
}

/** Content-Security-Policy: sandbox */
function isSandboxed(headers: Ask['entry']['responseHeaders']): boolean {
  const policy = getHeader(headers, 'content-security-policy') ?? '';
  const [, tokens] = /(?:^|[;,])\s*sandbox\b([^;,]*)/i.exec(policy) ?? [];
  return tokens !== undefined && !/\ballow-same-origin\b/i.test(tokens);
}

/** Documents whose scripts ask with `Origin: null` and never with their own. */
function sandboxed(made: readonly Made[]): ReadonlySet<string> {
  const own = new Set<string>();
  const opaque = new Set<string>();
  for (const { ask, client } of made) {
    const origin = askHeader(ask, 'origin');
    if (!client || ask.hopOf || ask.kind.mode !== 'cors' || origin === null) continue;
    (origin === 'null' ? opaque : own).add(client.id);
  }
  return new Set([...opaque].filter((id) => !own.has(id)));
}
