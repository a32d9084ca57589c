/** What was seen of one exchange, in the words of expectations: accessors over its observation. */
import { type Cookie, namedOrigin } from '../base/arrival.ts';
import type { PlannedExchange } from './plan/planned.ts';
import {
  actualMessage,
  type CookieChanges,
  cookiesOf,
  type Observation,
  preflightMessage,
  type Recording,
  type Seen,
  type StorageAccess,
  seenHeader,
} from './recording.ts';

const day = 24 * 60 * 60 * 1000;

/** Null always means that nobody could tell. */
export class Witnessed {
  readonly exchange: PlannedExchange;
  readonly observation: Observation;
  readonly #at: number;

  constructor(exchange: PlannedExchange, observation: Observation, at: number) {
    this.exchange = exchange;
    this.observation = observation;
    this.#at = at;
  }

  /** Did the request itself, not only its preflight, reach the server? */
  get arrived(): boolean {
    return actualMessage(this.observation) !== undefined;
  }

  /** The cookies that the server received, in their order; null where no request arrived. */
  get sent(): readonly Cookie[] | null {
    return cookiesOf(actualMessage(this.observation));
  }

  get method(): string | null {
    return actualMessage(this.observation)?.request.method ?? null;
  }

  get status(): number | null {
    return actualMessage(this.observation)?.response?.status ?? null;
  }

  /** The cookies of the preflight; null where there was none. */
  get preflight(): { readonly sent: readonly Cookie[] } | null {
    const message = preflightMessage(this.observation);
    return message ? { sent: cookiesOf(message) ?? [] } : null;
  }

  /** A request header by its name; `own` for the Origin of the document that asks. */
  requestHeader(name: string): Seen<string | null> {
    const message = actualMessage(this.observation);
    if (!message) return { gap: 'not recorded' };
    const header = seenHeader(message.request.headers, name);
    if ('gap' in header || name.toLowerCase() !== 'origin') return header;
    return { value: namedOrigin(header.value, this.exchange.initiator) };
  }

  /** Names of the cookies that this exchange set and the jar holds at the end. */
  get stored(): readonly string[] | null {
    return this.observation.stored?.map(({ name }) => name) ?? null;
  }

  /** For how many whole days the jar keeps each of them; null for a session cookie. */
  get lifetimes(): Readonly<Record<string, number | null>> | null {
    const { stored } = this.observation;
    if (!stored) return null;
    const days = (expires: number) => Math.round((expires - this.#at) / day);
    return Object.fromEntries(
      stored.map(({ name, expires }) => [name, expires === null ? null : days(expires)]),
    );
  }

  get readable(): boolean | null {
    return this.observation.script.readable ?? null;
  }

  get documentCookie(): readonly Cookie[] | null {
    return this.observation.script.documentCookie ?? null;
  }

  get cookieStore(): readonly Cookie[] | null {
    return this.observation.script.cookieStore ?? null;
  }

  /** Did the script's call end in an error, and not in an answer? */
  get fails(): boolean {
    const { error, cookieStore } = this.observation.script;
    return error !== undefined && cookieStore === undefined;
  }

  get cookieChanges(): CookieChanges | null {
    return this.observation.script.cookieChanges ?? null;
  }

  get storageAccess(): StorageAccess | null {
    return this.observation.script.storageAccess ?? null;
  }

  /** Response headers that the script could see, by lower-case name. */
  get headers(): Readonly<Record<string, string>> | null {
    return this.observation.script.headers ?? null;
  }

  get taken(): Readonly<Record<string, string>> {
    return this.observation.script.taken ?? {};
  }
}

/** What was seen of each observed exchange, by its label. */
export function witnessed({ plan, observations, at }: Recording): Map<string, Witnessed> {
  return new Map(
    plan.exchanges.flatMap((exchange) => {
      const observation = observations[exchange.id];
      return observation ? [[exchange.as, new Witnessed(exchange, observation, at)]] : [];
    }),
  );
}
