/**
 * Where each exchange happened: which document asked, in which frame, and by which redirects. All of
 * it stands in the recording.
 */
import { getHeader, type HeaderList } from '../base/headers.ts';
import {
  answerHeaders,
  type DocumentContext,
  originHeader,
  originOf,
  preflightAnswer,
  type Request,
  redirected,
  serializedOrigin,
  statusOf,
  topLevelDocument,
} from '../model/rules.ts';
import {
  type DocId,
  type ExchangeId,
  type PlannedExchange,
  targetOf,
} from '../scenario/plan/planned.ts';
import { destinationOf } from '../scenario/plan/request-kinds.ts';
import {
  actualMessage,
  type Message,
  type Observation,
  preflightMessage,
  type Recording,
} from '../scenario/recording.ts';
import { Witnessed } from '../scenario/witnessed.ts';

export interface Scene {
  readonly exchange: PlannedExchange;
  readonly seen: Witnessed;
  /** The exchanges from the one that began it to this one: more than one after redirects. */
  readonly hops: readonly PlannedExchange[];
  /** The document that asked; null for the address bar. */
  readonly document: DocumentContext | null;
  /** As Fetch sees it; null where cookies are read or written by script. */
  readonly request: Request | null;
  /** For what would be: the request is taken to reach the server. */
  readonly assumedToArrive?: true;
}

/** The scenes of a recording's observed exchanges, in their order. */
export function scenesOf(recording: Recording): Scene[] {
  const { plan, observations, at } = recording;
  const documents = documentsOf(recording);
  const scenes = new Map<ExchangeId, Scene>();
  for (const exchange of plan.exchanges) {
    const observation = observations[exchange.id];
    if (!observation) continue;
    const seen = new Witnessed(exchange, observation, at);
    const asker = observation.client ?? exchange.client;
    const document = asker === null ? null : (documents.get(asker) ?? null);
    scenes.set(exchange.id, sceneOf(seen, document, scenes));
  }
  return [...scenes.values()];
}

function sceneOf(
  seen: Witnessed,
  document: DocumentContext | null,
  scenes: ReadonlyMap<ExchangeId, Scene>,
): Scene {
  const { exchange } = seen;
  const { hopOf, again, kind, url } = exchange;
  const before = hopOf === undefined ? undefined : scenes.get(hopOf);
  if (before?.request) {
    const { status } = responseOf(before);
    const request = tainted(redirected(before.request, targetOf(exchange), status));
    return { exchange, seen, hops: [...before.hops, exchange], document: before.document, request };
  }
  // Going back asks as the navigation did that led there.
  const led = kind === 'back' && again !== undefined ? scenes.get(again) : undefined;
  if (led) return { ...led, exchange, seen, hops: [exchange] };
  const request = url === '' ? null : requestOf(seen, document);
  return { exchange, seen, hops: [exchange], document, request };
}

/** The documents of a plan, as the model's rules know them. */
function documentsOf({ plan, observations }: Recording): Map<DocId, DocumentContext> {
  const { documents, exchanges } = plan;
  const contexts = new Map<DocId, DocumentContext>();
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const contextOf = (id: DocId | null) => (id === null ? null : (contexts.get(id) ?? null));
  for (const { id, from, url, parent, initiator, opaque } of documents) {
    contexts.set(id, {
      ...topLevelDocument(loadedFrom(url, observations[from])),
      initiator: contextOf(initiator),
      redirects: redirectsTo(from, byId),
      parent: contextOf(parent),
      opaque,
    });
  }
  return contexts;
}

/** The URL of a document: https where a browser loaded it so although http was asked for. */
function loadedFrom(planned: string, observation: Observation | undefined): URL {
  const url = new URL(planned);
  const sent = observation && actualMessage(observation)?.request.url;
  const isUpgraded = url.protocol === 'http:' && sent?.startsWith(`https://${url.host}/`);
  return isUpgraded ? new URL(planned.replace('http:', 'https:')) : url;
}

function redirectsTo(id: ExchangeId, byId: ReadonlyMap<ExchangeId, PlannedExchange>): URL[] {
  const hop = byId.get(byId.get(id)?.hopOf ?? '');
  return hop ? [...redirectsTo(hop.id, byId), targetOf(hop)] : [];
}

function requestOf(seen: Witnessed, document: DocumentContext | null): Request {
  const { credentials, kind } = seen.exchange;
  const destination = requestDestination(seen, document);
  // As it was sent: a reload may send a form again.
  const sent = seen.observation.messages.find(({ role }) => role === 'actual');
  return tainted({
    urls: [targetOf(seen.exchange)],
    method: sent?.request.method ?? seen.exchange.method,
    client: document,
    destination,
    origin: document && originOf(document),
    mode: destination === 'subresource' ? modeOf(seen) : 'navigate',
    credentials,
    headers: [],
    body: null,
    tainting: 'basic',
    upgradeable: ['img', 'audio', 'video'].includes(kind),
  });
}

/** A `Sec-Fetch-*` header, where the browser sent it. */
function fetchMetadata(seen: Witnessed, name: 'mode' | 'dest'): string | null {
  const header = seen.requestHeader(`sec-fetch-${name}`);
  return 'gap' in header ? null : header.value;
}

function requestDestination(
  seen: Witnessed,
  document: DocumentContext | null,
): Request['destination'] {
  const { kind } = seen.exchange;
  const navigates = fetchMetadata(seen, 'mode') === 'navigate';
  const told = navigates && (fetchMetadata(seen, 'dest') === 'document' ? 'top-level' : 'frame');
  // A link in a frame may lead the whole tab elsewhere.
  if (told === 'top-level') return told;
  const destination = told || (destinationOf(kind) ?? 'subresource');
  if (destination === 'subresource') return 'subresource';
  if (!document) return 'top-level';
  if (kind === 'frame') return { frameOf: document };
  // A link or form leads its own frame on.
  const ownFrame = kind !== 'openWindow' && document.parent;
  return ownFrame ? { frameOf: document.parent } : 'top-level';
}

function modeOf(seen: Witnessed): Request['mode'] {
  const { kind, credentials, mode: planned } = seen.exchange;
  if (kind === 'webSocket') return 'websocket';
  const mode = planned ?? fetchMetadata(seen, 'mode');
  if (mode === 'no-cors' || mode === 'same-origin' || mode === 'cors') return mode;
  return seen.readable !== null || credentials !== 'include' ? 'cors' : 'no-cors';
}

/** Fetch §4.1: response tainting, which never becomes less. */
function tainted(request: Request): Request {
  const url = request.urls.at(-1) as URL;
  if (request.mode === 'navigate' || request.mode === 'websocket') return request;
  if (request.tainting === 'basic' && url.origin === request.origin) return request;
  return { ...request, tainting: request.mode === 'no-cors' ? 'opaque' : 'cors' };
}

interface Answered {
  readonly status: number;
  readonly headers: HeaderList;
}

/** What nobody saw: the request left, and the recording has no response to it. */
const unanswered: Answered = { status: 0, headers: [] };

/** Is there a response to a request that left? */
export const isAnswered = ({ seen }: Scene): boolean =>
  actualMessage(seen.observation)?.response !== null;

/** What answered a request: as it was seen, or as it is planned where no request left. */
export function responseOf({ exchange: { answer }, seen, request }: Scene): Answered {
  const message = actualMessage(seen.observation);
  const { response } = message ?? {};
  if (response) return { status: response.status, headers: response.headers.lines };
  if (message) return unanswered;
  const origin = request && originHeader(request);
  return {
    status: statusOf(answer, request?.mode ?? 'navigate'),
    headers: answerHeaders(answer, origin),
  };
}

/** The same of its preflight. */
export function preflightResponseOf({ exchange: { answer }, seen, request }: Scene): Answered {
  const message = preflightMessage(seen.observation);
  const response = message?.response;
  if (response) return { status: response.status, headers: response.headers.lines };
  const origin = request ? serializedOrigin(request) : 'null';
  return preflightAnswer(answer, { origin, ...askedBy(message, request?.method ?? 'GET') });
}

/** What a preflight asks to be allowed. */
export function askedBy(message: Message | undefined, method: string) {
  const asked = message?.request.headers.lines ?? [];
  return {
    method: getHeader(asked, 'Access-Control-Request-Method') ?? method,
    headers: getHeader(asked, 'Access-Control-Request-Headers') ?? '',
  };
}

/** A header of the answer; null where it is absent. */
export const responseHeader = (scene: Scene, name: string): string | null =>
  getHeader(responseOf(scene).headers, name);

/** The URL to which a Location header leads from another; null for none, and for one that is no URL. */
export const locationFrom = (location: string | null, base: URL | null): URL | null =>
  location !== null && base && URL.canParse(location, base.href) ? new URL(location, base) : null;

/** Was a response there when a later request went out? In a recording without such times, it was. */
export function wasAnswered({ seen }: Scene, later: Scene): boolean {
  const answered = seen.observation.messages.findLast(({ role }) => role !== 'preflight')?.response
    ?.at;
  const asked = later.seen.observation.messages[0]?.at;
  return answered === undefined || asked === undefined || answered <= asked;
}

/** Names of the cookies that the server received: none where no request arrived; null where nobody could see. */
export function sentNames({ seen }: Scene): readonly string[] | null {
  return seen.arrived ? (seen.sent?.map(({ name }) => name) ?? null) : [];
}

/** The value with which a cookie arrived; undefined where it did not, or nobody could see. */
export const sentValue = ({ seen }: Scene, name: string): string | undefined =>
  seen.sent?.find((one) => one.name === name)?.value;

/** The values of the Set-Cookie lines of an answer. */
export const setCookieLines = (scene: Scene): string[] =>
  responseOf(scene)
    .headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => value);

/** Does the response delete the cookies of its domain? */
export const clearsCookies = (scene: Scene): boolean =>
  /"(cookies|\*)"/.test(responseHeader(scene, 'Clear-Site-Data') ?? '');

/** Did the page load it ahead of time, for a link that nobody has clicked? */
export const isPrefetch = ({ exchange: { kind } }: Scene): boolean =>
  kind === 'prefetch' || kind === 'speculation';
