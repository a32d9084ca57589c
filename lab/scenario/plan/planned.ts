/**
 * A plan: a scenario under one topology, with every name, URL, recipe and label
 * settled. Browsers perform it, the model predicts it, and both account for the
 * same exchanges.
 */
import type { Answer } from '../../base/recipe.ts';
import { once } from '../../base/remember.ts';
import type { Naming } from '../../base/topology.ts';
import type {
  AnswerLocalNetwork,
  CookieStoreArguments,
  FetchFrom,
  LocalContent,
  PreloadAs,
  SilentStep,
  Speculation,
  StepKind,
  SubresourceElement,
  Target,
  ToLocation,
} from '../steps/index.ts';
import { rowOf } from '../steps/kinds.ts';

/** Unique in its plan. */
export type ExchangeId = string;
/** Unique in its plan. */
export type DocId = string;

/** A document: what a navigation brings, or what its creator fills in without asking a server. */
export interface Doc {
  readonly id: DocId;
  /** The exchange whose response it is: the last hop, after redirects. For local content that of its frame. */
  readonly from: ExchangeId;
  /** Its URL; for local content (srcdoc, about:blank, data:) that of the document that created it. */
  readonly url: string;
  /** The document whose frame it is in; null for a top-level document. */
  readonly parent: DocId | null;
  /** The document that led here; null for the address bar. */
  readonly initiator: DocId | null;
  /** Why its origin is opaque: a sandbox without allow-same-origin, of its own or of an ancestor; or data:. */
  readonly opaque: 'sandboxed' | 'data:' | null;
}

/** What one exchange asks: a request, or what a script asks of the browser. */
export interface PlannedExchange {
  /** Unique in the run: under it services remember what arrived. */
  readonly id: ExchangeId;
  readonly as: string;
  readonly kind: RequestKind;
  readonly method: string;
  /** Absolute, recipe included; empty where nothing is requested. */
  readonly url: string;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** The document that asks; null for the address bar. */
  readonly client: DocId | null;
  /** Its origin. */
  readonly initiator: string | null;
  /** What the server shall answer; empty where that is not ours to say: in an import. */
  readonly answer: Answer;
  /** The exchange whose redirect leads here. */
  readonly hopOf?: ExchangeId;
  /** What of this is assumed, not known: a file leaves it open. */
  readonly assumed?: readonly ('kind' | 'mode' | 'credentials' | 'client')[];
  /** The exchange whose URL is asked once more, and under whose id the request therefore arrives. */
  readonly again?: string;
  /** Fetch's request mode, where a script chose one. */
  readonly mode?: Mode;
  /** What a script writes into document.cookie, or has the cookie store set: as a Set-Cookie line. */
  readonly line?: string;
}

/**
 * The URL that an exchange asks, parsed once for all who read it. Nobody changes it. A WebSocket is
 * opened by an http or https request, to which cookies and sites are those of any other: WebSockets
 * §2, “establish a WebSocket connection”.
 */
export const targetOf: (exchange: PlannedExchange) => URL = once(
  ({ url }) => new URL(url.replace(/^ws(?=s?:)/, 'http')),
);

export type Mode = 'cors' | 'no-cors' | 'same-origin';

export type RequestKind =
  | Exclude<StepKind, SilentStep['step'] | 'subresource' | 'localFrame'>
  | SubresourceElement
  | LocalContent
  | 'redirect';

/** A step with its exchange; `hops` are the requests that its redirects lead to. */
export interface Planned {
  readonly exchange: PlannedExchange;
  readonly hops: readonly PlannedExchange[];
}

interface PlannedContext extends Planned {
  readonly steps: readonly PlannedPageStep[];
}

interface Scripted extends Planned {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Names of values to take out of the answer. */
  readonly take: readonly string[];
}

export interface PlannedFetch extends Scripted {
  readonly step: 'fetch';
  readonly mode: Mode;
  readonly keepalive: boolean;
  readonly leaving: boolean;
  readonly from: FetchFrom | 'page';
}

export interface PlannedXhr extends Scripted {
  readonly step: 'xhr' | 'axios';
  /** axios: whether to send the cookie XSRF-TOKEN back in a header; null leaves it to the library. */
  readonly withXSRFToken: boolean | null;
}

export interface PlannedBeacon extends Planned {
  readonly step: 'beacon';
  readonly body: string;
  readonly leaving: boolean;
}

export interface PlannedChannel extends Planned {
  readonly step: 'eventSource' | 'webSocket';
}

export interface PlannedSubresource extends Planned {
  readonly step: 'subresource';
  readonly element: SubresourceElement;
  readonly crossorigin: 'anonymous' | 'use-credentials' | null;
  readonly destination: PreloadAs | null;
}

export interface PlannedSpeculation extends Planned {
  readonly step: 'speculation';
  readonly action: Speculation['action'];
}

/** What the page must know to make a request. Everything else is the exchange's. */
export type PlannedRequest =
  | PlannedFetch
  | PlannedXhr
  | PlannedBeacon
  | PlannedChannel
  | PlannedSubresource
  | PlannedSpeculation;

/** What leads its own document, one around it or a new window. */
interface Leading extends Planned {
  readonly target: Target | null;
  /** How many frames lead from the document that is replaced to its own; null where none is. */
  readonly up: number | null;
}

/** What the page must know to lead elsewhere. */
export type PlannedNavigation =
  | (Leading & { readonly step: 'form'; readonly fields: Readonly<Record<string, string>> })
  | (Leading & { readonly step: 'link'; readonly rel: string })
  | (Planned & { readonly step: 'metaRefresh' })
  | (Planned & { readonly step: 'location'; readonly by: NonNullable<ToLocation['by']> })
  | PlannedReturn;

/** A reload, or a step back in the session history. */
export type PlannedReturn = Returning<'reload'> | Returning<'back'>;

interface Returning<Kind> extends Planned {
  readonly step: Kind;
  readonly by: 'user' | 'script';
}

interface Framed extends PlannedContext {
  readonly sandbox: string | null;
  readonly credentialless: boolean;
}

/** Whether a form leads a frame or window, by its name. */
export interface Targeted {
  /** The method of a form that leads it; null for none. */
  readonly form: 'GET' | 'POST' | null;
  readonly fields: Readonly<Record<string, string>>;
}

export type PlannedFrame = Framed & Targeted & { readonly step: 'frame' };
export type PlannedLocalFrame = Framed & {
  readonly step: 'localFrame';
  readonly content: LocalContent;
};
export type PlannedWindow = PlannedContext &
  Targeted & {
    readonly step: 'openWindow';
    readonly noopener: boolean;
  };
export type PlannedBlankWindow = PlannedContext & {
  readonly step: 'blankWindow';
  readonly write: boolean;
};

/** What a script asks for, or changes. */
export type PlannedScript =
  | (Planned & { readonly step: 'writeCookie'; readonly line: string })
  | (Planned & { readonly step: 'readCookie'; readonly take: readonly string[] })
  | (Planned & { readonly step: 'cookieChanges' })
  | (Planned & { readonly step: 'hasStorageAccess' })
  | (Planned & { readonly step: 'requestStorageAccess' })
  | (Planned & { readonly step: 'cookieStore'; readonly call: CookieStoreArguments });

/** What the page must know to do a step. */
export type PlannedPageStep =
  | PlannedRequest
  | PlannedNavigation
  | PlannedFrame
  | PlannedLocalFrame
  | PlannedWindow
  | PlannedBlankWindow
  | PlannedScript
  | { readonly step: 'pause'; readonly ms: number }
  | { readonly step: 'click' }
  | { readonly step: 'watchCookieStore' };

type PlannedVisit = Planned & { readonly step: 'visit' };

/** What the driver does: the user's part. */
export type PlannedUserStep =
  | PlannedVisit
  | PlannedReturn
  | { readonly step: 'allowStorageAccess'; readonly origin: string }
  | AnswerLocalNetwork;

export type PlannedStep = PlannedUserStep | PlannedPageStep;

export interface Plan {
  readonly topology: Naming;
  /** The documents that come of the exchanges, as far as all goes as planned. */
  readonly documents: readonly Doc[];
  readonly steps: readonly PlannedStep[];
  /** All exchanges, in the order in which they are asked. */
  readonly exchanges: readonly PlannedExchange[];
}

/**
 * How many frames lead from the document that a step replaces to the one in which it is done: 0 for that
 * document itself; null where the step replaces none. A frame replaces what its last step does.
 */
export function levelsUp(step: PlannedStep): number | null {
  if ('steps' in step) {
    const last = step.steps.at(-1);
    const up = last ? levelsUp(last) : null;
    return up === null || up === 0 ? null : up - 1;
  }
  if ('up' in step) return step.up;
  return rowOf(step).navigates ? 0 : null;
}

/** Does the step replace the document in which it is done? */
export const navigates = (step: PlannedStep): boolean => levelsUp(step) === 0;

/** What leads on in a step that {@link navigates}: itself, or the last one inside of it. */
export function leadingStep(step: PlannedStep): Planned {
  if ('steps' in step) return leadingStep(step.steps.at(-1) as PlannedStep);
  return step as PlannedNavigation;
}

/** Does the driver do the step, in the user's place? The rest is done by the page, which asks it for clicks. */
export function isOfUser(step: PlannedStep): step is PlannedUserStep {
  const { actor, within } = rowOf(step);
  return actor === 'by'
    ? 'by' in step && step.by === 'user'
    : actor === 'user' && within === 'top-level page';
}

/** The last exchange of a step: where its redirects end. */
export function lastOf({ exchange, hops }: Planned): PlannedExchange {
  return hops.at(-1) ?? exchange;
}
