/** Walks through the steps of a plan, as a browser's windows and frames do. */
import { type Activation, activationAt } from '../scenario/plan/activation.ts';
import {
  lastOf,
  type PlannedExchange,
  type PlannedRequest,
  type PlannedScript,
  type PlannedStep,
} from '../scenario/plan/planned.ts';
import { filled } from '../scenario/taken.ts';
import { watchCookieStore } from './cookies/cookie-store.ts';

import { load, refuse } from './fetch/load.ts';
import type { Hop } from './fetch/network.ts';
import { performRequest } from './fetch/page-requests.ts';
import type { Request } from './fetch/request.ts';
import { type DocumentContext, inclusiveAncestors, topLevelDocument } from './html/document.ts';
import {
  bodyOf,
  destinationAt,
  navigation,
  reloadRequest,
  type Submission,
  submissionOf,
  visitRequest,
} from './html/navigation.ts';
import {
  blankDocument,
  framed,
  ledElsewhere,
  localDocument,
  mayLead,
  mayNavigate,
  opened,
} from './html/sandbox.ts';
import { performScript } from './html/scripts.ts';
import { isKept } from './html/session-history.ts';
import { nowhere, Predicted, type Standing } from './predicted.ts';
import { allowStorageAccess, interact } from './storage-access/storage-access.ts';
import {
  credentiallessDoubt,
  doubtOf,
  embeddedDoubt,
  exampleDoubtOf,
  formDoubtOf,
  leadingDoubtOf,
  requestDoubtOf,
  scriptDoubtOf,
} from './unknown.ts';

/** What opens a window, and what happens in it. */
type Opening = Submission & Pick<StepOf<'openWindow'>, 'steps'>;

type StepOf<Kind extends PlannedStep['step']> = Extract<PlannedStep, { step: Kind }>;

export class Walk extends Predicted {
  #activation: Activation = null;
  /** What a frame has put in the place of a document around it. */
  readonly #replaced = new Map<Standing, Standing>();
  /** Documents in which the user has clicked. */
  readonly #clicked = new Set<Standing>();
  /** Requests that wait until their document is left. */
  readonly #leaving = new Map<Standing, (() => void)[]>();

  /** Does steps one after the other; each stands where the one before has left it. */
  steps(steps: readonly PlannedStep[], start: Standing = nowhere): Standing {
    let standing = start;
    for (const [place, step] of steps.entries()) {
      this.#activation = activationAt(steps, place);
      const after = this.#step(step, standing);
      const next = this.#replaced.get(after) ?? after;
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
    this.doubt ??= exchanges.map(exampleDoubtOf).find((doubt) => doubt !== null) ?? null;
    const hops = exchanges.map((exchange) => this.open(exchange));
    const next = this.#perform(filled(step, this.taken), hops, standing);
    for (const { record } of hops) Object.assign(this.taken, record.script.taken);
    this.doubt ??=
      exchanges.map(({ answer }) => doubtOf(answer)).find((doubt) => doubt !== null) ?? null;
    return next;
  }

  /** A step that no exchange tells of. */
  #silently(step: Exclude<PlannedStep, { exchange: PlannedExchange }>, at: Standing) {
    if (step.step === 'pause') this.state.now += step.ms;
    if ('unknown' in at) return;
    if (step.step === 'click') {
      this.#clicked.add(at);
      interact(at, this.state);
    }
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
      this.skip(hops, at.unknown);
      if ('steps' in step) this.steps(step.steps, at);
      return at;
    }
    switch (step.step) {
      case 'link':
      case 'form':
        if (step.target !== '_blank') return this.#navigate(step, hops, at);
        this.#openWindow({ ...submissionOf(step), steps: [] }, hops, at);
        return at;
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
      case 'blankWindow':
        this.#blankWindow(step, at);
        return at;
      case 'readCookie':
      case 'writeCookie':
      case 'cookieStore':
      case 'cookieChanges':
      case 'hasStorageAccess':
      case 'requestStorageAccess':
        this.#script(step, hops, at);
        return at;
      default:
        this.#request(step, hops, at);
        return at;
    }
  }

  /** The address bar: no client, no initiator; or one that its SameSite goes by. */
  #visit(step: StepOf<'visit'>, hops: readonly Hop[], at: Standing): Standing {
    const request = visitRequest(step.exchange, 'unknown' in at ? null : at, this.state.agent);
    const loaded = load(request, hops, this.state);
    return this.landing(loaded, lastOf(step), (url) => topLevelDocument(url), at);
  }

  /** HTML "navigate": the document is replaced, or one around it. */
  #navigate(
    step: StepOf<'link' | 'form' | 'metaRefresh' | 'location'>,
    hops: readonly Hop[],
    document: DocumentContext,
  ): Standing {
    const ancestors = inclusiveAncestors(document);
    const target = ('up' in step && ancestors[step.up ?? 0]) || document;
    if (
      !mayNavigate(step.step, document) ||
      !mayLead(document, target, this.#activation !== null)
    ) {
      for (const { record } of hops) refuse(record, 'NotReached');
      return document;
    }
    const doubt =
      (step.step === 'form' && formDoubtOf(step.exchange, document, this.state.agent)) ||
      leadingDoubtOf(document, target, this.#clicked.has(document));
    const landing = doubt
      ? this.unknown(hops, doubt)
      : this.#led(navigation(step.exchange, document, destinationAt(target)), step, hops, target);
    if (target === document) return landing;
    this.#replaced.set(target, landing);
    return document;
  }

  /** The document that comes in the place of another. */
  #led(
    request: Request,
    step: StepOf<'link' | 'form' | 'metaRefresh' | 'location'>,
    hops: readonly Hop[],
    replaced: DocumentContext,
  ): Standing {
    const loaded = load({ ...request, body: bodyOf(submissionOf(step)) }, hops, this.state);
    const { client: initiator } = request;
    return this.landing(
      loaded,
      lastOf(step),
      (url) => ({ ...ledElsewhere(replaced), url, initiator }),
      replaced,
    );
  }

  #reload(step: StepOf<'reload'>, hops: readonly Hop[], document: DocumentContext): Standing {
    const request = reloadRequest(step, document, this.state.agent);
    return this.landing(load(request, hops, this.state), step.exchange, () => document, document);
  }

  /** HTML "traverse the history by a delta" of -1: the page as it was left, or asked for again. */
  #back(step: StepOf<'back'>, hops: readonly Hop[], document: DocumentContext): Standing {
    const entry = this.entryOf(step.exchange);
    if (!entry) {
      this.skip(hops, '');
      return document;
    }
    if (isKept(entry, this.state)) return entry.document;
    const before = this.state.agent.back.by === 'who asked before';
    const client = before ? entry.document.initiator : document;
    const loaded = load(navigation(step.exchange, client, 'top-level'), hops, this.state);
    return this.landing(loaded, step.exchange, () => entry.document, document);
  }

  #frame(step: StepOf<'frame'>, hops: readonly Hop[], document: DocumentContext) {
    if (step.credentialless && this.state.agent.credentialless) {
      this.skip(hops, credentiallessDoubt);
      this.steps(step.steps, { unknown: credentiallessDoubt });
      return;
    }
    if (document.embedderPolicy !== 'unsafe-none') {
      this.skip(hops, embeddedDoubt);
      this.steps(step.steps, { unknown: embeddedDoubt });
      return;
    }
    if (!this.#isAsked(step, hops, document)) return;
    const request = navigation(step.exchange, document, { frameOf: document });
    const loaded = load({ ...request, body: bodyOf(step) }, hops, this.state);
    const inside = (url: URL) => framed(url, document, step.sandbox);
    this.#inside(step.steps, this.landing(loaded, lastOf(step), inside, nowhere));
  }

  #openWindow(step: Opening, hops: readonly Hop[], document: DocumentContext) {
    if (!mayNavigate('openWindow', document)) {
      for (const { record } of hops) refuse(record, 'NotReached');
      this.steps(step.steps, nowhere);
      return;
    }
    if (!this.#isAsked(step, hops, document)) return;
    const request = navigation(step.exchange, document, 'top-level');
    const loaded = load({ ...request, body: bodyOf(step) }, hops, this.state);
    const inside = (url: URL) => opened(url, document);
    this.#inside(step.steps, this.landing(loaded, lastOf(step), inside, nowhere));
  }

  /** Does the request for a frame or window go out? One by a form may not. */
  #isAsked(step: Opening, hops: readonly Hop[], document: DocumentContext): boolean {
    if (step.form === null) return true;
    const allowed = mayNavigate('form', document);
    const doubt = allowed ? formDoubtOf(step.exchange, document, this.state.agent) : '';
    if (doubt === null) return true;
    this.steps(step.steps, this.unknown(hops, doubt));
    return false;
  }

  #blankWindow(step: StepOf<'blankWindow'>, opener: DocumentContext) {
    const document = mayNavigate('openWindow', opener) ? blankDocument(opener, step.write) : null;
    this.#inside(step.steps, document ?? nowhere);
  }

  #script(step: PlannedScript, hops: readonly Hop[], document: DocumentContext) {
    const doubt = scriptDoubtOf(step, document, this.state.agent);
    if (doubt !== null) return this.skip(hops, doubt);
    for (const { record } of hops) {
      performScript(step, document, record, this.#activation, this.state);
    }
  }

  #request(step: PlannedRequest, hops: readonly Hop[], document: DocumentContext) {
    const doubt = requestDoubtOf(step, document);
    if (doubt !== null) return this.skip(hops, doubt);
    const perform = () => performRequest(step, hops, document, this.state);
    if (!('leaving' in step && step.leaving)) return perform();
    this.#leaving.set(document, [...(this.#leaving.get(document) ?? []), perform]);
  }
}
