/**
 * Where each exchange happened: which document asked, in which frame, and by
 * which redirects. Evidence is a flat list; who asked tells where one stands.
 */

import type { Request } from '../model/fetch/request.ts';
import { redirected } from '../model/fetch/request.ts';
import { statusOf } from '../model/fetch/server.ts';
import { type DocumentContext, originOf, topLevelDocument } from '../model/html/document.ts';
import type { Evidence } from './evidence.ts';

export interface Scene {
  readonly evidence: Evidence;
  /** The exchanges from the one that began it to this one: more than one after redirects. */
  readonly hops: readonly Evidence[];
  /** The document that asked; null for the address bar. */
  readonly document: DocumentContext | null;
  /** As Fetch sees it; null where document.cookie is read or written. */
  readonly request: Request | null;
}

type Destination = 'top-level' | 'frame' | 'subresource';

/** What the answer of a kind of request becomes; everything else is a subresource. */
const destinations: Readonly<Record<string, Destination>> = {
  visit: 'top-level',
  link: 'top-level',
  form: 'top-level',
  openWindow: 'top-level',
  metaRefresh: 'top-level',
  toLocation: 'top-level',
  reload: 'top-level',
  back: 'top-level',
  frame: 'frame',
};

/** The scenes of a scenario's exchanges, in their order. */
export function scenesOf(exchanges: readonly Evidence[]): Scene[] {
  const stage = new Stage();
  return exchanges.map((evidence) => stage.play(evidence));
}

/** Frames that load nothing, by what their exchange is called; and why one of them asks as `null`. */
const localFrames: Readonly<Record<string, DocumentContext['opaque']>> = {
  srcdoc: 'sandboxed',
  'about:blank': 'sandboxed',
  'data:': 'data:',
};

class Stage {
  /** The documents one may be standing in: the window's, its frames', those of windows it opened. */
  #documents: DocumentContext[] = [];
  #last: Scene | null = null;
  /** What was navigated to. */
  readonly #history: Scene[] = [];

  play(evidence: Evidence): Scene {
    const scene = this.#sceneOf(evidence);
    this.#last = scene;
    this.#move(scene);
    return scene;
  }

  #sceneOf(evidence: Evidence): Scene {
    const { kind, initiator, url } = evidence.request;
    const last = this.#last;
    if (kind === 'redirect' && last?.request) {
      const status = statusOf(last.evidence.answer, last.request.mode);
      return {
        evidence,
        hops: [...last.hops, evidence],
        document: last.document,
        request: tainted(redirected(last.request, new URL(url), status)),
      };
    }
    const before = kind === 'back' ? this.#before(url) : undefined;
    if (before) return { ...before, evidence, hops: [evidence] };
    const document = initiator === null ? null : this.#standingIn(initiator);
    const request = url === '' ? null : requestOf(evidence, document);
    return { evidence, hops: [evidence], document, request };
  }

  /** Going back asks as the navigation did that led there. */
  #before(url: string): Scene | undefined {
    const { origin, pathname } = new URL(url);
    return this.#history.findLast(({ request }) => {
      const other = request?.urls.at(-1);
      return other?.origin === origin && other.pathname === pathname;
    });
  }

  /** Leaves documents until one is found that has the origin. */
  #standingIn(origin: string): DocumentContext {
    const place = this.#documents.findLastIndex(
      (document) => originOf(document) === origin || (origin === 'null' && document.parent),
    );
    const found = this.#documents[place];
    if (!found) return topLevelDocument(new URL(origin === 'null' ? 'about:blank' : origin));
    this.#documents = this.#documents.slice(0, place + 1);
    if (origin !== 'null' || found.opaque) return found;
    const opaque: DocumentContext = { ...found, opaque: 'sandboxed' };
    this.#documents[place] = opaque;
    return opaque;
  }

  /** What a navigation leaves one standing in. */
  #move(scene: Scene) {
    const { request, document, evidence, hops } = scene;
    const { arrived, standing = false } = evidence;
    const opaque = localFrames[evidence.request.kind];
    if (opaque && document) {
      this.#documents.push({ ...topLevelDocument(document.url), parent: document, opaque });
    }
    if (request?.mode !== 'navigate' || !(arrived || standing)) return;
    this.#history.push(scene);
    const url = request.urls.at(-1) as URL;
    const parent = typeof request.destination === 'object' ? request.destination.frameOf : null;
    const here: DocumentContext = { ...topLevelDocument(url), parent };
    const kind = hops[0]?.request.kind;
    if (kind === 'visit') this.#documents = [here];
    else if (kind === 'frame' || kind === 'openWindow') this.#documents.push(here);
    else this.#documents = [...this.#documents.slice(0, -1), here];
    // The hops of a redirect replace the document that the hop before seemed to lead to.
    if (hops.length > 1 && (kind === 'frame' || kind === 'openWindow')) {
      this.#documents.splice(-2, 1);
    }
  }
}

function requestOf(evidence: Evidence, document: DocumentContext | null): Request {
  const { url, method, credentials } = evidence.request;
  const destination = destinationOf(evidence, document);
  return tainted({
    urls: [new URL(url)],
    method,
    client: document,
    destination,
    origin: document && originOf(document),
    mode: destination === 'subresource' ? modeOf(evidence) : 'navigate',
    credentials: credentials as Request['credentials'],
    headers: [],
    body: null,
    tainting: 'basic',
    upgradeable: ['img', 'audio', 'video'].includes(evidence.request.kind),
  });
}

/** What the browser told the server it was, if it did. */
const fetched = ({ arrivals = [] }: Evidence) =>
  arrivals.find(({ preflight }) => !preflight)?.secFetch ?? {};

function destinationOf(
  evidence: Evidence,
  document: DocumentContext | null,
): Request['destination'] {
  const { mode, dest } = fetched(evidence);
  const told = mode === 'navigate' && (dest === 'document' ? 'top-level' : 'frame');
  const destination = told || (destinations[evidence.request.kind] ?? 'subresource');
  if (destination === 'subresource') return 'subresource';
  if (!document) return 'top-level';
  if (evidence.request.kind === 'frame') return { frameOf: document };
  // A link or form leads its own frame on.
  const ownFrame = evidence.request.kind !== 'openWindow' && document.parent;
  return ownFrame ? { frameOf: document.parent } : 'top-level';
}

function modeOf(evidence: Evidence): Request['mode'] {
  if (evidence.request.kind === 'webSocket') return 'websocket';
  const mode = evidence.request.mode ?? fetched(evidence).mode;
  if (mode === 'no-cors' || mode === 'same-origin' || mode === 'cors') return mode;
  const byScript = evidence.readable !== undefined;
  return byScript || evidence.request.credentials !== 'include' ? 'cors' : 'no-cors';
}

/** Fetch §4.1: response tainting, which never becomes less. */
function tainted(request: Request): Request {
  const url = request.urls.at(-1) as URL;
  if (request.mode === 'navigate' || request.mode === 'websocket') return request;
  if (request.tainting === 'basic' && url.origin === request.origin) return request;
  return { ...request, tainting: request.mode === 'no-cors' ? 'opaque' : 'cors' };
}
