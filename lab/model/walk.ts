/** Walks through the steps of a plan, as a browser's windows and frames do. */
import { lastOf, type PlannedExchange, type PlannedStep } from '../scenario/plan/planned.ts';
import { filled, type Taken } from '../scenario/taken.ts';
import type { UserAgent } from './agent.ts';
import { type DocumentContext, originOf, topLevelDocument } from './document.ts';
import { readDocumentCookie, writeDocumentCookie } from './document-cookie.ts';
import { type Loaded, load, refuse } from './load.ts';
import { isTrustworthy } from './mixed-content.ts';
import type { Hop } from './network.ts';
import { performRequest } from './page-requests.ts';
import { type ExchangeRecord, newRecord } from './record.ts';
import type { Request } from './request.ts';
import { framed, mayNavigate, opened } from './sandbox.ts';
import type { SuffixList } from './suffixes.ts';
import { doubtOf, pageDoubtOf } from './unknown.ts';
import { newState, type UserAgentState } from './user-agent-state.ts';

/** Where the next step is done: in a document, nowhere yet, or in one the model knows nothing of. */
type Standing = DocumentContext | { readonly unknown: string };

type StepOf<Kind extends PlannedStep['step']> = Extract<PlannedStep, { step: Kind }>;

/** No document: what leads to it did not happen. */
const nowhere: Standing = { unknown: '' };

export class Walk {
  readonly state: UserAgentState;
  readonly records = new Map<string, ExchangeRecord>();
  readonly unpredicted = new Map<string, string>();
  /** Why nothing can be said from here on. */
  #doubt: string | null = null;
  #taken: Taken = {};

  constructor(agent: UserAgent, suffixes: SuffixList, now: number) {
    this.state = newState(agent, suffixes, now);
  }

  /** Does steps one after the other; each stands where the one before has left it. */
  steps(steps: readonly PlannedStep[], start: Standing = nowhere) {
    let standing = start;
    for (const step of steps) standing = this.#step(step, standing);
  }

  #step(step: PlannedStep, standing: Standing): Standing {
    if (step.step === 'pause') {
      this.state.now += step.ms;
      return standing;
    }
    const hops = [step.exchange, ...step.hops].map((exchange) => this.#open(exchange));
    const next = this.#perform(filled(step, this.#taken), hops, standing);
    for (const { record } of hops) this.#taken = { ...this.#taken, ...record.taken };
    const answers = [step.exchange, ...step.hops].map(({ answer }) => answer);
    this.#doubt ??= answers.map(doubtOf).find((doubt) => doubt !== null) ?? null;
    return next;
  }

  #perform(
    step: Exclude<PlannedStep, { step: 'pause' }>,
    hops: readonly Hop[],
    at: Standing,
  ): Standing {
    if (step.step === 'visit') return this.#visit(step, hops);
    if ('unknown' in at) {
      this.#skip(hops, at.unknown);
      if (step.step === 'frame' || step.step === 'openWindow') this.steps(step.steps, at);
      return at;
    }
    switch (step.step) {
      case 'fetch':
      case 'xhr':
      case 'subresource':
        performRequest(step, hops, at, this.state);
        return at;
      case 'link':
      case 'form':
        return this.#navigate(step, hops, at);
      case 'frame':
        this.#frame(step, hops, at);
        return at;
      case 'openWindow':
        this.#openWindow(step, hops, at);
        return at;
      case 'readCookie':
        for (const { record } of hops) readDocumentCookie(at, record, this.state);
        return at;
      case 'writeCookie':
        for (const { record } of hops) writeDocumentCookie(step.line, at, record, this.state);
        return at;
      default:
        return unknownStep(step);
    }
  }

  /** The address bar: no client, no initiator. */
  #visit(step: StepOf<'visit'>, hops: readonly Hop[]): Standing {
    const loaded = load(navigation(step.exchange, null, 'top-level'), hops, this.state);
    return this.#landing(loaded, lastOf(step), (url) => topLevelDocument(url), nowhere);
  }

  /** HTML "navigate": a link or form replaces the document that it is in. */
  #navigate(
    step: StepOf<'link' | 'form'>,
    hops: readonly Hop[],
    document: DocumentContext,
  ): Standing {
    if (!mayNavigate(step.step, document)) {
      for (const { record } of hops) refuse(record, 'NotReached');
      return document;
    }
    if (step.step === 'form' && isMixedForm(step.exchange, document, this.state.agent)) {
      const unknown = 'browsers ask the user before a secure page submits a form to plain http';
      this.#skip(hops, unknown);
      return { unknown };
    }
    const destination = document.parent ? { frameOf: document.parent } : 'top-level';
    const loaded = load(navigation(step.exchange, document, destination), hops, this.state);
    return this.#landing(loaded, lastOf(step), (url) => ({ ...document, url }), document);
  }

  #frame(step: StepOf<'frame'>, hops: readonly Hop[], document: DocumentContext) {
    const request = navigation(step.exchange, document, { frameOf: document });
    const loaded = load(request, hops, this.state);
    const inside = (url: URL) => framed(url, document, step.sandbox);
    this.steps(step.steps, this.#landing(loaded, lastOf(step), inside, nowhere));
  }

  #openWindow(step: StepOf<'openWindow'>, hops: readonly Hop[], document: DocumentContext) {
    if (!mayNavigate('openWindow', document)) {
      for (const { record } of hops) refuse(record, 'NotReached');
      this.steps(step.steps, nowhere);
      return;
    }
    const loaded = load(navigation(step.exchange, document, 'top-level'), hops, this.state);
    const inside = (url: URL) => opened(url, document);
    this.steps(step.steps, this.#landing(loaded, lastOf(step), inside, nowhere));
  }

  /** Where a navigation ends; `otherwise` where it leads to no new document. */
  #landing(
    loaded: Loaded,
    { answer }: PlannedExchange,
    documentAt: (url: URL) => DocumentContext | null,
    otherwise: Standing,
  ): Standing {
    if (!loaded.ok || loaded.status === 204 || loaded.status === 205) return otherwise;
    const unknown = pageDoubtOf(answer);
    if (unknown !== null) return { unknown };
    return documentAt(loaded.request.urls.at(-1) as URL) ?? nowhere;
  }

  #open(exchange: PlannedExchange): Hop {
    const record = newRecord();
    this.records.set(exchange.id, record);
    if (this.#doubt !== null) this.unpredicted.set(exchange.id, this.#doubt);
    return { exchange, record };
  }

  /** Exchanges that have no document to happen in. */
  #skip(hops: readonly Hop[], unknown: string) {
    for (const { exchange, record } of hops) {
      if (unknown === '') refuse(record, 'NotReached');
      else this.unpredicted.set(exchange.id, unknown);
    }
  }
}

function navigation(
  { url, method }: PlannedExchange,
  client: DocumentContext | null,
  destination: Request['destination'],
): Request {
  return {
    urls: [new URL(url)],
    method,
    client,
    destination,
    origin: client && originOf(client),
    mode: 'navigate',
    credentials: 'include',
    headers: [],
    tainting: 'basic',
    image: false,
  };
}

const isMixedForm = ({ url }: PlannedExchange, document: DocumentContext, agent: UserAgent) =>
  document.url.protocol === 'https:' && !isTrustworthy(new URL(url), agent);

/** The compiler names the step kinds that are missing here. */
function unknownStep(step: never): never {
  throw new TypeError(`the model knows no step ${JSON.stringify(step)}`);
}
