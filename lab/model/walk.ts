/** Walks through the steps of a plan, as a browser's windows and frames do. */
import { type Activation, activationAt } from '../scenario/plan/activation.ts';
import {
  lastOf,
  type PlannedExchange,
  type PlannedRequest,
  type PlannedStep,
} from '../scenario/plan/planned.ts';
import { filled } from '../scenario/taken.ts';
import type { UserAgent } from './agents/agent.ts';
import { watchCookieStore } from './cookies/cookie-store.ts';
import type { SuffixList } from './cookies/suffixes.ts';
import { type Loaded, load, refuse } from './fetch/load.ts';
import type { Hop } from './fetch/network.ts';
import { performRequest } from './fetch/page-requests.ts';
import { embedderPolicyOf } from './fetch/resource-policy.ts';
import { type DocumentContext, topLevelDocument } from './html/document.ts';
import { isLoadedSameSite, isMixedForm, navigation } from './html/navigation.ts';
import { pageProcessOf } from './html/page-process.ts';
import { framed, ledElsewhere, localDocument, mayNavigate, opened } from './html/sandbox.ts';
import { performScript } from './html/scripts.ts';
import { type HistoryEntry, historyEntry, isKept } from './html/session-history.ts';
import { type ExchangeRecord, newRecord } from './record.ts';
import { isLoadedWithAccess } from './storage-access/headers.ts';
import {
  allowStorageAccess,
  interact,
  keepsStorageAccess,
} from './storage-access/storage-access.ts';
import {
  credentiallessDoubt,
  doubtOf,
  embeddedDoubt,
  exampleDoubtOf,
  pageDoubtOf,
  requestDoubtOf,
} from './unknown.ts';
import { newState, type UserAgentState } from './user-agent-state.ts';

/** Where the next step is done: in a document, nowhere yet, or in one the model knows nothing of. */
type Standing = DocumentContext | { readonly unknown: string };

/** What opens a window, and what happens in it. */
type Opening = Pick<StepOf<'openWindow'>, 'exchange' | 'hops' | 'steps'>;

type StepOf<Kind extends PlannedStep['step']> = Extract<PlannedStep, { step: Kind }>;

const entryOf = ({ id, again = id }: PlannedExchange) => again;

/** What replaces a document stands where it stood. */
const placeOf = ({ parent }: DocumentContext) => (parent ? { frameOf: parent } : 'top-level');

/** No document: what leads to it did not happen. */
const nowhere: Standing = { unknown: '' };

export class Walk {
  readonly state: UserAgentState;
  readonly records = new Map<string, ExchangeRecord>();
  readonly unpredicted = new Map<string, string>();
  /** Why nothing can be said from here on. */
  #doubt: string | null = null;
  /** Without a prototype: a name may be `__proto__`. */
  readonly #taken: Record<string, string> = Object.create(null);
  #activation: Activation = null;
  /** Pages to go back to, by the exchange that first led to each. */
  readonly #entries = new Map<string, HistoryEntry>();
  /** Requests that wait until their document is left. */
  readonly #leaving = new Map<Standing, (() => void)[]>();

  constructor(agent: UserAgent, suffixes: SuffixList, now: number) {
    this.state = newState(agent, suffixes, now);
  }

  /** Does steps one after the other; each stands where the one before has left it. */
  steps(steps: readonly PlannedStep[], start: Standing = nowhere): Standing {
    let standing = start;
    for (const [place, step] of steps.entries()) {
      this.#activation = activationAt(steps, place);
      const next = this.#step(step, standing);
      if (next !== standing) this.#leave(standing);
      standing = next;
    }
    return standing;
  }

  /** Steps in a frame or window, which is closed afterwards. */
  #inside(steps: readonly PlannedStep[], start: Standing) {
    this.#leave(this.steps(steps, start));
  }

  #leave(document: Standing) {
    for (const perform of this.#leaving.get(document) ?? []) perform();
    this.#leaving.delete(document);
  }

  #step(step: PlannedStep, standing: Standing): Standing {
    if (!('exchange' in step)) {
      this.#silently(step, standing);
      return standing;
    }
    const exchanges = [step.exchange, ...step.hops];
    this.#doubt ??= exchanges.map(exampleDoubtOf).find((doubt) => doubt !== null) ?? null;
    const hops = exchanges.map((exchange) => this.#open(exchange));
    const next = this.#perform(filled(step, this.#taken), hops, standing);
    for (const { record } of hops) Object.assign(this.#taken, record.script.taken);
    this.#doubt ??=
      exchanges.map(({ answer }) => doubtOf(answer)).find((doubt) => doubt !== null) ?? null;
    return next;
  }

  /** A step that no exchange tells of. */
  #silently(step: Exclude<PlannedStep, { exchange: PlannedExchange }>, at: Standing) {
    if (step.step === 'pause') this.state.now += step.ms;
    if ('unknown' in at) return;
    if (step.step === 'click') interact(at, this.state);
    if (step.step === 'watchCookieStore') watchCookieStore(at, this.state);
    if (step.step === 'allowStorageAccess') {
      allowStorageAccess(at.url, new URL(step.origin), this.state);
    }
  }

  #perform(
    step: Extract<PlannedStep, { exchange: PlannedExchange }>,
    hops: readonly Hop[],
    at: Standing,
  ): Standing {
    if (step.step === 'visit') return this.#visit(step, hops, at);
    if ('unknown' in at) {
      this.#skip(hops, at.unknown);
      if ('steps' in step) this.steps(step.steps, at);
      return at;
    }
    switch (step.step) {
      case 'link':
        if (step.target === null) return this.#navigate(step, hops, at);
        this.#openWindow({ ...step, steps: [] }, hops, at);
        return at;
      case 'form':
      case 'metaRefresh':
      case 'location':
        return this.#navigate(step, hops, at);
      case 'reload':
        return this.#reload(step, hops, at);
      case 'back':
        return this.#back(step, hops, at);
      case 'frame':
        this.#frame(step, hops, at);
        return at;
      case 'localFrame':
        this.#inside(step.steps, localDocument(step.content, at, step.sandbox) ?? nowhere);
        return at;
      case 'openWindow':
        this.#openWindow(step, hops, at);
        return at;
      case 'readCookie':
      case 'writeCookie':
      case 'cookieStore':
      case 'cookieChanges':
      case 'hasStorageAccess':
      case 'requestStorageAccess':
        for (const { record } of hops) {
          performScript(step, at, record, this.#activation, this.state);
        }
        return at;
      default:
        this.#request(step, hops, at);
        return at;
    }
  }

  /** The address bar: no client, no initiator; or one that its SameSite goes by. */
  #visit(step: StepOf<'visit'>, hops: readonly Hop[], at: Standing): Standing {
    const isNobodys = this.state.agent.addressBar === 'nobody' || 'unknown' in at;
    const request = navigation(step.exchange, null, 'top-level');
    const loaded = load(isNobodys ? request : { ...request, client: at }, hops, this.state);
    return this.#landing(loaded, lastOf(step), (url) => topLevelDocument(url), at);
  }

  /** HTML "navigate": the document is replaced. */
  #navigate(
    step: StepOf<'link' | 'form' | 'metaRefresh' | 'location'>,
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
    const request = navigation(step.exchange, document, placeOf(document));
    const body = step.step === 'form' ? new URLSearchParams(step.fields).toString() : null;
    const loaded = load({ ...request, body }, hops, this.state);
    const initiator = document;
    return this.#landing(
      loaded,
      lastOf(step),
      (url) => ({ ...ledElsewhere(document), url, initiator }),
      document,
    );
  }

  /**
   * RFC 10025 §5.2: what the user reloads is same-site if what led to the document was; what
   * a script reloads is asked by the document itself.
   */
  #reload(step: StepOf<'reload'>, hops: readonly Hop[], document: DocumentContext): Standing {
    const { byScript, redirects, post } = this.state.agent.reload;
    const asksItself = step.by === 'script' && byScript === 'the document';
    const postsAgain = post === 'by either' || step.by === 'user';
    const request = navigation(
      { ...step.exchange, method: postsAgain ? document.method : 'GET' },
      asksItself ? document : document.initiator,
      placeOf(document),
      asksItself || redirects === 'forgotten' ? [] : document.redirects,
    );
    return this.#landing(load(request, hops, this.state), step.exchange, () => document, document);
  }

  /** HTML "traverse the history by a delta" of -1: the page as it was left, or asked for again. */
  #back(step: StepOf<'back'>, hops: readonly Hop[], document: DocumentContext): Standing {
    const entry = this.#entries.get(entryOf(step.exchange));
    if (!entry) {
      this.#skip(hops, '');
      return document;
    }
    if (isKept(entry, this.state)) return entry.document;
    const before = this.state.agent.back.by === 'who asked before';
    const client = before ? entry.document.initiator : document;
    const loaded = load(navigation(step.exchange, client, 'top-level'), hops, this.state);
    return this.#landing(loaded, step.exchange, () => entry.document, document);
  }

  #frame(step: StepOf<'frame'>, hops: readonly Hop[], document: DocumentContext) {
    if (step.credentialless && this.state.agent.credentialless) {
      this.#skip(hops, credentiallessDoubt);
      this.steps(step.steps, { unknown: credentiallessDoubt });
      return;
    }
    if (document.embedderPolicy !== 'unsafe-none') {
      this.#skip(hops, embeddedDoubt);
      this.steps(step.steps, { unknown: embeddedDoubt });
      return;
    }
    const request = navigation(step.exchange, document, { frameOf: document });
    const loaded = load(request, hops, this.state);
    const inside = (url: URL) => framed(url, document, step.sandbox);
    this.#inside(step.steps, this.#landing(loaded, lastOf(step), inside, nowhere));
  }

  #openWindow(step: Opening, hops: readonly Hop[], document: DocumentContext) {
    if (!mayNavigate('openWindow', document)) {
      for (const { record } of hops) refuse(record, 'NotReached');
      this.steps(step.steps, nowhere);
      return;
    }
    const loaded = load(navigation(step.exchange, document, 'top-level'), hops, this.state);
    const inside = (url: URL) => opened(url, document);
    this.#inside(step.steps, this.#landing(loaded, lastOf(step), inside, nowhere));
  }

  #request(step: PlannedRequest, hops: readonly Hop[], document: DocumentContext) {
    const doubt = requestDoubtOf(step, document);
    if (doubt !== null) return this.#skip(hops, doubt);
    const perform = () => performRequest(step, hops, document, this.state);
    if (!('leaving' in step && step.leaving)) return perform();
    this.#leaving.set(document, [...(this.#leaving.get(document) ?? []), perform]);
  }

  /** Where a navigation ends; `otherwise` where it leads to no new document. */
  #landing(
    loaded: Loaded,
    exchange: PlannedExchange,
    documentAt: (url: URL) => DocumentContext | null,
    otherwise: Standing,
  ): Standing {
    if (!loaded.ok || loaded.status === 204 || loaded.status === 205) return otherwise;
    const unknown = pageDoubtOf(exchange.answer);
    if (unknown !== null) return { unknown };
    const { request, headers } = loaded;
    const { urls } = request;
    const document = documentAt(urls.at(-1) as URL);
    if (!document) return nowhere;
    const storageAccess =
      isLoadedWithAccess(request, headers, this.state) || keepsStorageAccess(request, this.state);
    const landed = {
      ...document,
      redirects: urls.slice(0, -1),
      method: request.method,
      embedderPolicy: embedderPolicyOf(headers, this.state.agent.embedderPolicies),
      loadedSameSite: isLoadedSameSite(request, this.state),
      storageAccess,
    };
    pageProcessOf(landed, this.state); // begins here at the latest
    this.#entries.set(entryOf(exchange), historyEntry(landed, headers, this.state));
    return landed;
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
