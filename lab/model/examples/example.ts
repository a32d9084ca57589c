/**
 * The example services on paper: what each of services/examples answers. Those are real, to be
 * copied; a test asks both the same and compares.
 */

/** A request as a service sees it. */
export interface Asked {
  readonly method: string;
  /** Below the example's path: `/orders`. */
  readonly route: string;
  /** The example's path: `/examples/same-site`. */
  readonly prefix: string;
  readonly cookies: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** Fields of a form or of JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  readonly setCookie?: readonly string[];
  readonly body: Readonly<Record<string, string | number>>;
}

export type Handler = (asked: Asked) => Reply;

/** As @fastify/cors is configured. */
export interface ExampleCors {
  readonly allows: (origin: string) => boolean;
  /** Who is not allowed by a list is not named, and by a rule is answered as if there were no CORS. */
  readonly by: 'list' | 'rule';
  readonly credentials: boolean;
  /** For preflights; null for whatever they ask for. */
  readonly allowedHeaders: string | null;
}

export interface Example {
  /** Null for a service without CORS. */
  readonly cors: ExampleCors | null;
  /** By method and route: `GET /orders`. */
  readonly routes: Readonly<Record<string, Handler>>;
}

/** Makes an example with nothing remembered. */
export type NewExample = () => Example;

export const ok = (body: Reply['body'], ...setCookie: readonly string[]): Reply => ({
  status: 200,
  body,
  setCookie,
});
export const refused = (status: number): Reply => ({ status, body: {} });

/** What a service keeps by an id that nobody guesses. */
export class Kept<Value> {
  readonly #all = new Map<string, Value>();

  /** @returns the id */
  start(value: Value): string {
    const id = `${this.#all.size + 1}`;
    this.#all.set(id, value);
    return id;
  }

  find(id: string | undefined): Value | undefined {
    return id === undefined ? undefined : this.#all.get(id);
  }
}

/** Cookies as @fastify/cookie writes them: `path`, and the attributes after it. */
export const hostCookie = (name: string, value: string, sameSite: string, more = ''): string =>
  `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=${sameSite}${more}`;
