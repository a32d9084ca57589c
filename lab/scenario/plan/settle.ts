/** Settles requests: their labels, ids and URLs, and the answers that the URLs carry. */
import { type Answer, encodeRecipe, type PreflightAnswer } from '../../base/recipe.ts';
import { type TopologyId, toTwin } from '../../base/topology.ts';
import type { AnswerSpec, Asked, PreflightSpec, Redirect } from '../steps/index.ts';
import { DefaultLabels } from './labels.ts';
import type { Planned, PlannedExchange, RequestKind } from './planned.ts';

/** Where a plan is performed. */
export interface PlanContext {
  readonly topology: TopologyId;
  /** Prefix of exchange ids; unique to one performance. */
  readonly performance: string;
  /** Real ports of the loopback origins, by the port that scenarios write. */
  readonly ports?: Readonly<Record<number, number>>;
}

/** What a request is besides its URL and answer; `page` says that a document comes of it. */
interface About
  extends Pick<PlannedExchange, 'kind' | 'method' | 'credentials' | 'initiator' | 'mode'> {
  readonly page: boolean;
}

/** What a step asks for: a URL of its own, or again that of an earlier exchange. */
type AskedUrl = Asked & { readonly url: string; readonly again?: string };

export class Settler {
  readonly #context: PlanContext;
  readonly #labels = new DefaultLabels();
  readonly #exchanges: PlannedExchange[] = [];

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** All that was settled, in the order in which it is asked. */
  get exchanges(): readonly PlannedExchange[] {
    return this.#exchanges;
  }

  /** A request that brings a new document. */
  navigation(
    asked: AskedUrl,
    kind: RequestKind,
    method: string,
    initiator: string | null,
  ): Planned {
    return this.#ask(asked, { kind, method, credentials: 'include', initiator, page: true });
  }

  /** A request that a document makes for itself. */
  request(asked: AskedUrl, about: Omit<About, 'page'>): Planned {
    return this.#ask(asked, { ...about, page: false });
  }

  /** A reading of cookies by script, or a writing of a line: nothing is requested. */
  reading(
    label: string | undefined,
    kind: RequestKind,
    initiator: string | null,
    line?: string,
  ): Planned {
    const exchange: PlannedExchange = {
      id: this.#reserve(),
      as: label ?? this.#labels.next(kind),
      kind,
      method: '',
      url: '',
      credentials: 'include',
      initiator,
      answer: {},
      ...(line !== undefined && { line: this.text(line) }),
    };
    this.#fill(exchange);
    return { exchange, hops: [] };
  }

  /** The request of a document for which it stands already, once more. */
  again(
    label: string | undefined,
    kind: RequestKind,
    initiator: string | null,
    { id, again = id, url, answer }: PlannedExchange,
  ): Planned {
    const exchange: PlannedExchange = {
      id: this.#reserve(),
      as: label ?? this.#labels.next(kind),
      kind,
      method: 'GET',
      url,
      credentials: 'include',
      initiator,
      answer,
      again,
    };
    this.#fill(exchange);
    return { exchange, hops: [] };
  }

  /** A text with the lab's names and ports put in place of those that scenarios write. */
  text(text: string): string {
    const { topology, ports } = this.#context;
    const named = toTwin(text, topology);
    if (!ports) return named;
    return named.replace(/\b(localhost|127\.0\.0\.1):(\d+)/g, (all, host, port) =>
      ports[port] === undefined ? all : `${host}:${ports[port]}`,
    );
  }

  #ask(asked: AskedUrl, { page, ...about }: About): Planned {
    const as = asked.as ?? this.#labels.next(about.kind);
    const id = this.#reserve();
    const first = this.#exchanges.find((exchange) => exchange?.as === asked.again);
    if (asked.again !== undefined && first) {
      const { url, answer } = first;
      const exchange = { id, as, url, answer, again: first.id, ...about };
      this.#fill(exchange);
      return { exchange, hops: [] };
    }
    const hops: PlannedExchange[] = [];
    const answer = this.#answer(asked.answer ?? {}, { ...about, page }, hops);
    const exchange = { id, as, url: this.#url(asked.url, id, answer), answer, ...about };
    this.#fill(exchange);
    return { exchange, hops };
  }

  /** Answers are settled from the last hop backwards: each Location holds the recipe of the next. */
  #answer(spec: AnswerSpec, about: About, hops: PlannedExchange[]): Answer {
    const { redirect, setCookie, preflight, cors, headers, ...plain } = spec;
    return {
      ...plain,
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(headers && {
        headers: headers.map(([name, value]) => [name, this.text(value)] as const),
      }),
      ...(preflight && { preflight: this.#preflight(preflight) }),
      ...(redirect
        ? { location: this.#hop(redirect, about, hops), status: redirect.status ?? 302 }
        : about.page && { page: true }),
    };
  }

  #hop(redirect: Redirect, about: About, hops: PlannedExchange[]): string {
    const method = methodAfter(redirect.status ?? 302, about.method);
    const { exchange, hops: rest } = this.#ask(
      { url: redirect.to, ...redirect },
      { ...about, kind: 'redirect', method },
    );
    hops.push(exchange, ...rest);
    return exchange.url;
  }

  #preflight(spec: PreflightSpec): PreflightAnswer {
    const { setCookie, cors, location, ...plain } = spec;
    return {
      ...plain,
      ...(location !== undefined && { location: this.text(location) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
    };
  }

  #cors(cors: NonNullable<AnswerSpec['cors']>) {
    return cors.mode === 'allow'
      ? { ...cors, origins: cors.origins.map((origin) => this.text(origin)) }
      : cors;
  }

  #lines(setCookie: string | readonly string[]): string[] {
    return [setCookie].flat().map((line) => this.text(line));
  }

  #url(url: string, exchange: string, answer: Answer): string {
    const absolute = new URL(this.text(url));
    const query = encodeRecipe({ exchange, answer });
    absolute.search = absolute.search ? `${absolute.search}&${query}` : query;
    return absolute.href;
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
