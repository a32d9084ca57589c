/** Settles requests: their labels, ids, URLs and answers, with the names of a topology. */
import type { Header } from '../../base/headers.ts';
import type { Answer, PreflightAnswer } from '../../base/recipe.ts';
import { type Naming, toTwin } from '../../base/topology.ts';
import type { AnswerSpec, Asked, PreflightSpec, Redirect } from '../steps/index.ts';
import { DefaultLabels } from './labels.ts';
import type { Doc, ExchangeId, Planned, PlannedExchange, RequestKind } from './planned.ts';

/** The document that asks; null for the address bar. */
export type Client = Doc | null;

/** HTML "serialization of an origin". */
export const originOf = ({ opaque, url }: Doc): string =>
  opaque === null ? new URL(url).origin : 'null';

/** Who asks, as an exchange says it. */
const askedBy = (client: Client): Pick<PlannedExchange, 'client' | 'initiator'> => ({
  client: client?.id ?? null,
  initiator: client && originOf(client),
});

/** What a request is besides its URL and answer; `page` says that a document comes of it. */
interface About extends Pick<PlannedExchange, 'kind' | 'method' | 'credentials' | 'mode'> {
  readonly client: Client;
  readonly page: boolean;
}

/** What a step asks for: a URL of its own, or again that of an earlier exchange. */
type AskedUrl = Asked & { readonly url: string; readonly again?: string };

export class Settler {
  readonly #topology: Naming;
  readonly #labels = new DefaultLabels();
  readonly #exchanges: PlannedExchange[] = [];
  /** The first of each label. */
  readonly #byLabel = new Map<string, PlannedExchange>();

  constructor(topology: Naming) {
    this.#topology = topology;
  }

  /** All that was settled, in the order in which it is asked. */
  get exchanges(): readonly PlannedExchange[] {
    return this.#exchanges;
  }

  /** A request that brings a new document. */
  navigation(asked: AskedUrl, kind: RequestKind, method: string, client: Client): Planned {
    return this.#ask(asked, { kind, method, credentials: 'include', client, page: true });
  }

  /** A request that a document makes for itself. */
  request(asked: AskedUrl, about: Omit<About, 'page'>): Planned {
    return this.#ask(asked, { ...about, page: false });
  }

  /** A reading of cookies by script, or a writing of a line: nothing is requested. */
  reading(label: string | undefined, kind: RequestKind, client: Client, line?: string): Planned {
    const exchange: PlannedExchange = {
      id: this.#reserve(),
      as: label ?? this.#labels.next(kind),
      kind,
      method: '',
      url: '',
      credentials: 'include',
      ...askedBy(client),
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
    client: Client,
    { id, again = id, url, answer }: PlannedExchange,
  ): Planned {
    const exchange: PlannedExchange = {
      id: this.#reserve(),
      as: label ?? this.#labels.next(kind),
      kind,
      method: 'GET',
      url,
      credentials: 'include',
      ...askedBy(client),
      answer,
      again,
    };
    this.#fill(exchange);
    return { exchange, hops: [] };
  }

  /** A text with the topology's names put in place of those that scenarios write. */
  text(text: string): string {
    return toTwin(text, this.#topology);
  }

  #ask(asked: AskedUrl, about: About, hopOf?: ExchangeId): Planned {
    const { page: _, client, ...plain } = about;
    const base = {
      id: this.#reserve(),
      as: asked.as ?? this.#labels.next(about.kind),
      ...plain,
      ...askedBy(client),
      ...(hopOf !== undefined && { hopOf }),
    };
    const first = asked.again === undefined ? undefined : this.#byLabel.get(asked.again);
    if (first) {
      const exchange = { ...base, url: first.url, answer: first.answer, again: first.id };
      this.#fill(exchange);
      return { exchange, hops: [] };
    }
    const hops: PlannedExchange[] = [];
    const answer = this.#answer(asked.answer ?? {}, about, base.id, hops);
    const exchange = { ...base, url: new URL(this.text(asked.url)).href, answer };
    this.#fill(exchange);
    return { exchange, hops };
  }

  #answer(spec: AnswerSpec, about: About, id: ExchangeId, hops: PlannedExchange[]): Answer {
    const { redirect, setCookie, preflight, cors, headers, ...plain } = spec;
    return {
      ...plain,
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(headers && { headers: this.#headers(headers) }),
      ...(preflight && { preflight: this.#preflight(preflight) }),
      ...(redirect
        ? { location: this.#hop(redirect, about, id, hops), status: redirect.status ?? 302 }
        : about.page && { page: true }),
    };
  }

  #hop(redirect: Redirect, about: About, from: ExchangeId, hops: PlannedExchange[]): string {
    const method = methodAfter(redirect.status ?? 302, about.method);
    const { exchange, hops: rest } = this.#ask(
      { url: redirect.to, ...redirect },
      { ...about, kind: 'redirect', method },
      from,
    );
    hops.push(exchange, ...rest);
    return exchange.url;
  }

  #preflight(spec: PreflightSpec): PreflightAnswer {
    const { setCookie, cors, location, lines, ...plain } = spec;
    return {
      ...plain,
      ...(location !== undefined && { location: this.text(location) }),
      ...(cors && { cors: this.#cors(cors) }),
      ...(setCookie !== undefined && { setCookie: this.#lines(setCookie) }),
      ...(lines && { lines: this.#headers(lines) }),
    };
  }

  #cors(cors: NonNullable<AnswerSpec['cors']>) {
    return cors.mode === 'allow'
      ? { ...cors, origins: cors.origins.map((origin) => this.text(origin)) }
      : cors;
  }

  #headers(headers: readonly Header[]): Header[] {
    return headers.map(([name, value]) => [name, this.text(value)]);
  }

  #lines(setCookie: string | readonly string[]): string[] {
    return [setCookie].flat().map((line) => this.text(line));
  }

  /** Takes the next place in the order of exchanges, to be filled when the exchange is settled. */
  #reserve(): string {
    return String(this.#exchanges.push(undefined as never) - 1);
  }

  #fill(exchange: PlannedExchange) {
    this.#exchanges[Number(exchange.id)] = exchange;
    if (!this.#byLabel.has(exchange.as)) this.#byLabel.set(exchange.as, exchange);
  }
}

/** Fetch §4.4, HTTP-redirect fetch, step 12. */
function methodAfter(status: number, method: string): string {
  const becomesGet =
    ((status === 301 || status === 302) && method === 'POST') ||
    (status === 303 && method !== 'GET' && method !== 'HEAD');
  return becomesGet ? 'GET' : method;
}
