/**
 * A plan: a scenario under one topology, with every name, URL, recipe and label
 * settled. Browsers perform it, the model predicts it, and both account for the
 * same exchanges.
 */
import { type Answer, encodeRecipe, type PreflightAnswer } from '../recipe.ts';
import { type TopologyId, toTwin } from '../topology.ts';
import type { ScenarioSpec } from './scenario.ts';
import type {
  AnswerSpec,
  Form,
  Frame,
  Link,
  OpenWindow,
  PageStep,
  PreflightSpec,
  Redirect,
  Step,
  StepKind,
  Subresource,
} from './steps.ts';

/** What one exchange asks: a request, or a reading or writing of `document.cookie`. */
export interface PlannedExchange {
  /** Unique in the run: under it services remember what arrived. */
  readonly id: string;
  readonly as: string;
  readonly kind: RequestKind;
  readonly method: string;
  /** Absolute, recipe included; empty where nothing is requested. */
  readonly url: string;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** Origin of the document that asks; null for the address bar. */
  readonly initiator: string | null;
  readonly answer: Answer;
}

export type RequestKind =
  | Exclude<StepKind, 'pause' | 'subresource'>
  | Subresource['element']
  | 'redirect';

/** A step with its exchange; `hops` are the requests that its redirects lead to. */
interface Planned {
  readonly exchange: PlannedExchange;
  readonly hops: readonly PlannedExchange[];
}

interface PlannedFrame extends Planned {
  readonly steps: readonly PlannedPageStep[];
}

/** What the page must know to do a step. Everything else is the exchange's. */
export type PlannedPageStep =
  | (Planned & {
      readonly step: 'fetch';
      readonly mode: 'cors' | 'no-cors' | 'same-origin';
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
    })
  | (Planned & {
      readonly step: 'xhr';
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
    })
  | (Planned & { readonly step: 'form'; readonly fields: Readonly<Record<string, string>> })
  | (Planned & { readonly step: 'link'; readonly rel: string })
  | (PlannedFrame & { readonly step: 'frame'; readonly sandbox: string | null })
  | (PlannedFrame & { readonly step: 'openWindow' })
  | (Planned & {
      readonly step: 'subresource';
      readonly element: Subresource['element'];
      readonly crossorigin: 'anonymous' | 'use-credentials' | null;
    })
  | (Planned & { readonly step: 'writeCookie'; readonly line: string })
  | (Planned & { readonly step: 'readCookie' })
  | { readonly step: 'pause'; readonly ms: number };

export type PlannedStep = (Planned & { readonly step: 'visit' }) | PlannedPageStep;

export interface Plan {
  readonly topology: TopologyId;
  readonly steps: readonly PlannedStep[];
  /** All exchanges, in the order in which they are asked. */
  readonly exchanges: readonly PlannedExchange[];
}

/** Where a plan is performed. */
export interface PlanContext {
  readonly topology: TopologyId;
  /** Prefix of exchange ids; unique to one performance. */
  readonly performance: string;
  /** Real ports of the loopback origins, by the port that scenarios write. */
  readonly ports?: Readonly<Record<number, number>>;
}

/** The label that a step gets when it has none: `fetch 2` is the second unlabelled fetch. */
export const defaultLabel = (kind: string, ordinal: number) => `${kind} ${ordinal}`;

/** Settles a scenario for one performance. */
export function plan(scenario: ScenarioSpec, context: PlanContext): Plan {
  return new Planner(context).plan(scenario.steps);
}

class Planner {
  readonly #context: PlanContext;
  readonly #exchanges: PlannedExchange[] = [];
  readonly #unlabelled = new Map<string, number>();
  #opaque = false;

  constructor(context: PlanContext) {
    this.#context = context;
  }

  plan(steps: readonly Step[]): Plan {
    const planned: PlannedStep[] = [];
    let standingOn: string | null = null;
    for (const step of steps) {
      const one = this.#step(step, standingOn);
      planned.push(one);
      standingOn = landing(one) ?? standingOn;
    }
    return { topology: this.#context.topology, steps: planned, exchanges: this.#exchanges };
  }

  #step(step: Step, standingOn: string | null): PlannedStep {
    if (step.step === 'visit') {
      return { step: 'visit', ...this.#navigation(step, 'visit', 'GET', null) };
    }
    return this.#pageStep(step, standingOn);
  }

  #pageSteps(steps: readonly PageStep[], standingOn: string | null): PlannedPageStep[] {
    const planned: PlannedPageStep[] = [];
    let current = standingOn;
    for (const step of steps) {
      const one = this.#pageStep(step, current);
      planned.push(one);
      if (!this.#opaque) current = landing(one) ?? current;
    }
    return planned;
  }

  /** Steps inside a frame; a sandbox without allow-same-origin holds for all that is loaded in it. */
  #inside(steps: readonly PageStep[], url: string, opaque: boolean): PlannedPageStep[] {
    const outside = this.#opaque;
    this.#opaque = opaque;
    const planned = this.#pageSteps(steps, opaque ? 'null' : originOf(url));
    this.#opaque = outside;
    return planned;
  }

  #pageStep(step: PageStep, standingOn: string | null): PlannedPageStep {
    switch (step.step) {
      case 'fetch': {
        const { method = 'GET', credentials = 'same-origin' } = step;
        return {
          step: 'fetch',
          ...this.#request(step, { kind: 'fetch', method, credentials, initiator: standingOn }),
          mode: step.mode ?? 'cors',
          headers: step.headers ?? {},
          body: step.body ?? null,
        };
      }
      case 'xhr': {
        const credentials = step.withCredentials ? 'include' : 'same-origin';
        const { method = 'GET' } = step;
        return {
          step: 'xhr',
          ...this.#request(step, { kind: 'xhr', method, credentials, initiator: standingOn }),
          headers: step.headers ?? {},
          body: step.body ?? null,
        };
      }
      case 'form':
        return {
          step: 'form',
          ...this.#navigation(step, 'form', step.method, standingOn),
          fields: step.fields ?? {},
        };
      case 'link':
        return {
          step: 'link',
          ...this.#navigation(step, 'link', 'GET', standingOn),
          rel: step.rel ?? '',
        };
      case 'frame': {
        const navigation = this.#navigation(step, 'frame', 'GET', standingOn);
        const opaque = step.sandbox !== undefined && !step.sandbox.includes('allow-same-origin');
        const steps = this.#inside(step.steps, lastOf(navigation).url, this.#opaque || opaque);
        return { step: 'frame', ...navigation, steps, sandbox: step.sandbox ?? null };
      }
      case 'openWindow': {
        const navigation = this.#navigation(step, 'openWindow', 'GET', standingOn);
        const steps = this.#pageSteps(step.steps, originOf(lastOf(navigation).url));
        return { step: 'openWindow', ...navigation, steps };
      }
      case 'subresource':
        return {
          step: 'subresource',
          ...this.#request(step, {
            kind: step.element,
            method: 'GET',
            credentials: step.crossorigin === 'anonymous' ? 'same-origin' : 'include',
            initiator: standingOn,
          }),
          element: step.element,
          crossorigin: step.crossorigin ?? null,
        };
      case 'writeCookie':
        return {
          step: 'writeCookie',
          ...this.#reading(step.as, 'writeCookie', standingOn),
          line: this.#text(step.line),
        };
      case 'readCookie':
        return { step: 'readCookie', ...this.#reading(step.as, 'readCookie', standingOn) };
      case 'pause':
        return { step: 'pause', ms: step.ms };
    }
  }

  #navigation(
    step: Form | Link | Frame | OpenWindow | Extract<Step, { step: 'visit' }>,
    kind: RequestKind,
    method: string,
    initiator: string | null,
  ): Planned {
    return this.#request(step, { kind, method, credentials: 'include', initiator });
  }

  #request(
    asked: { url: string; answer?: AnswerSpec; as?: string },
    about: Pick<PlannedExchange, 'kind' | 'method' | 'credentials' | 'initiator'>,
  ): Planned {
    const as = this.#label(asked.as, about.kind);
    const id = this.#reserve();
    const page = ['visit', 'form', 'link', 'frame', 'openWindow'].includes(about.kind);
    const hops: PlannedExchange[] = [];
    const answer = this.#answer(asked.answer ?? {}, page, about, hops);
    const exchange = { id, as, url: this.#url(asked.url, id, answer), answer, ...about };
    this.#fill(exchange);
    return { exchange, hops };
  }

  #reading(label: string | undefined, kind: RequestKind, initiator: string | null): Planned {
    const exchange: PlannedExchange = {
      id: this.#reserve(),
      as: this.#label(label, kind),
      kind,
      method: '',
      url: '',
      credentials: 'include',
      initiator,
      answer: {},
    };
    this.#fill(exchange);
    return { exchange, hops: [] };
  }

  /** Answers are settled from the last hop backwards: each Location holds the recipe of the next. */
  #answer(
    spec: AnswerSpec,
    page: boolean,
    about: Pick<PlannedExchange, 'method' | 'credentials' | 'initiator'>,
    hops: PlannedExchange[],
  ): Answer {
    const { redirect, setCookie, preflight, cors, headers, ...plain } = spec;
    return {
      ...plain,
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(headers && {
        headers: headers.map(([name, value]) => [name, this.#text(value)] as const),
      }),
      ...(preflight && { preflight: this.#preflight(preflight) }),
      ...(redirect
        ? { location: this.#hop(redirect, page, about, hops), status: redirect.status ?? 302 }
        : page && { page }),
    };
  }

  #hop(
    redirect: Redirect,
    page: boolean,
    about: Pick<PlannedExchange, 'method' | 'credentials' | 'initiator'>,
    hops: PlannedExchange[],
  ): string {
    const next = { ...about, method: methodAfter(redirect.status ?? 302, about.method) };
    const as = this.#label(redirect.as, 'redirect');
    const id = this.#reserve();
    const rest: PlannedExchange[] = [];
    const answer = this.#answer(redirect.answer ?? {}, page, next, rest);
    const url = this.#url(redirect.to, id, answer);
    const exchange: PlannedExchange = { id, as, kind: 'redirect', url, answer, ...next };
    this.#fill(exchange);
    hops.push(exchange, ...rest);
    return url;
  }

  #preflight(spec: PreflightSpec): PreflightAnswer {
    const { setCookie, cors, location, ...plain } = spec;
    return {
      ...plain,
      ...(location !== undefined && { location: this.#text(location) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
    };
  }

  #cors(cors: NonNullable<AnswerSpec['cors']>) {
    return cors.mode === 'allow'
      ? { ...cors, origins: cors.origins.map((origin) => this.#text(origin)) }
      : cors;
  }

  #lines(setCookie: string | readonly string[]): string[] {
    return [setCookie].flat().map((line) => this.#text(line));
  }

  #url(url: string, exchange: string, answer: Answer): string {
    const absolute = new URL(this.#text(url));
    const query = encodeRecipe({ exchange, answer });
    absolute.search = absolute.search ? `${absolute.search}&${query}` : query;
    return absolute.href;
  }

  /** A text with the lab's names and ports put in place of those that scenarios write. */
  #text(text: string): string {
    const { topology, ports } = this.#context;
    const named = toTwin(text, topology);
    if (!ports) return named;
    return named.replace(/\b(localhost|127\.0\.0\.1):(\d+)/g, (all, host, port) =>
      ports[port] === undefined ? all : `${host}:${ports[port]}`,
    );
  }

  #label(given: string | undefined, kind: string): string {
    if (given !== undefined) return given;
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    this.#unlabelled.set(kind, ordinal);
    return defaultLabel(kind, ordinal);
  }

  /** Takes the next place in the order of exchanges, to be filled when the exchange is settled. */
  #reserve(): string {
    const place = this.#exchanges.length;
    this.#exchanges.length = place + 1;
    return `${this.#context.performance}.${place}`;
  }

  #fill(exchange: PlannedExchange) {
    this.#exchanges[Number(exchange.id.slice(exchange.id.lastIndexOf('.') + 1))] = exchange;
  }
}

/** Fetch §4.4, HTTP-redirect fetch, step 12. */
function methodAfter(status: number, method: string): string {
  const becomesGet =
    ((status === 301 || status === 302) && method === 'POST') ||
    (status === 303 && method !== 'GET' && method !== 'HEAD');
  return becomesGet ? 'GET' : method;
}

/** The last exchange of a step: where its redirects end. */
export function lastOf({ exchange, hops }: Planned): PlannedExchange {
  return hops.at(-1) ?? exchange;
}

/** The origin that the current document has after a step; null where the document stays. */
function landing(step: PlannedStep): string | null {
  return step.step === 'visit' || step.step === 'link' || step.step === 'form'
    ? originOf(lastOf(step).url)
    : null;
}

const originOf = (url: string) => new URL(url).origin;
