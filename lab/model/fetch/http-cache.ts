/** The HTTP cache: RFC 9111, kept apart by top-level site (Fetch §2.9, HTTP cache partitions). */
import { type HeaderList, headerValues } from '../../base/headers.ts';
import type { UserAgent } from '../agents/agent.ts';

export interface StoredResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

/** What of a request decides on whether a stored answer will do. */
export interface CacheRequest {
  readonly method: string;
  readonly url: string;
  /** What else keeps caches apart: the network partition key, and what an agent adds to it. */
  readonly partition: string;
  /** The value of a request header; null where it has none. */
  header(name: string): string | null;
}

interface Entry {
  readonly request: Omit<CacheRequest, 'header'>;
  /** §4.1: the header fields that Vary nominates, as they were; null for `*`, which never matches. */
  readonly nominated: readonly (readonly [name: string, value: string | null])[] | null;
  readonly response: StoredResponse;
  /** Milliseconds. */
  readonly freshUntil: number;
}

/** Does a cache that reuses some errors only answer with this status again? */
export const reusesStatus = (
  status: number,
  { reusedErrors }: Pick<UserAgent, 'reusedErrors'>,
): boolean => status < 400 || reusedErrors === 'all' || reusedErrors.includes(status);

export class HttpCache {
  readonly #agent: Pick<UserAgent, 'reusedErrors'>;
  #entries: readonly Entry[] = [];

  constructor(agent: Pick<UserAgent, 'reusedErrors'>) {
    this.#agent = agent;
  }

  /** RFC 9111 §4: the stored response that may be used without asking the server; null for none. */
  select(request: CacheRequest, now: number): StoredResponse | null {
    const entry = this.#entries.findLast(
      (stored) =>
        isOfSameKey(stored.request, request) &&
        (stored.nominated?.every(([name, value]) => request.header(name) === value) ?? false) &&
        now < stored.freshUntil,
    );
    return entry?.response ?? null;
  }

  /** §3, storing a response, and §4.4, what an unsafe method invalidates. */
  store(request: CacheRequest, response: StoredResponse, now: number) {
    if (request.method !== 'GET') {
      this.#entries = this.#entries.filter((stored) => stored.request.url !== request.url);
      return;
    }
    const lifetime = freshness(response.headers);
    if (lifetime === 0 || !reusesStatus(response.status, this.#agent)) return;
    const names = headerValues(response.headers, 'Vary') ?? [];
    const entry = {
      request,
      nominated: names.includes('*')
        ? null
        : names.map((name) => [name, request.header(name)] as const),
      response,
      freshUntil: now + lifetime,
    };
    this.#entries = [...this.#entries, entry];
  }

  /** Forgets what was stored of an origin, in all partitions. */
  clear(origin: string) {
    this.#entries = this.#entries.filter((stored) => new URL(stored.request.url).origin !== origin);
  }
}

/** §2: the primary cache key; only GET is answered from the cache. */
const isOfSameKey = (stored: Entry['request'], request: CacheRequest): boolean =>
  request.method === 'GET' && stored.url === request.url && stored.partition === request.partition;

/**
 * §4.2.1: milliseconds for which a response is fresh; 0 where it may not be used again unasked.
 * The services send neither Age nor Expires, nor anything to guess a lifetime from.
 *
 *     'max-age=60'           → 60 000
 *     'no-store, max-age=60' → 0       no header → 0
 */
function freshness(headers: HeaderList): number {
  const directives = (headerValues(headers, 'Cache-Control') ?? []).map((one) => one.toLowerCase());
  if (directives.some((one) => one === 'no-store' || one.startsWith('no-cache'))) return 0;
  const age = directives.find((one) => /^max-age="?\d+"?$/.test(one));
  return age === undefined ? 0 : Number(/\d+/.exec(age)?.[0]) * 1000;
}
