/** A small client of W3C WebDriver: what the lab needs of it, against any endpoint that speaks it. */
import type { Agent } from 'node:http';
import { LabError } from '../base/errors.ts';
import { type JsonRequest, requestJson } from './http-client.ts';
import { clickAtPlace } from './pointer.ts';

/** An error that the endpoint answered with (W3C WebDriver §6.6), by its code: `javascript error`. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message === '' ? code : message);
    this.code = code;
  }
}

/** A cookie as WebDriver serializes it (§14). */
export interface WebDriverCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: string;
  readonly path?: string;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: string;
  /** Seconds since the epoch; absent for a session cookie. */
  readonly expiry?: number;
}

export interface NewSession {
  readonly sessionId: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
}

type Method = JsonRequest['method'];

/** A WebDriver endpoint. Every command has a deadline in milliseconds. */
export class WebDriver {
  readonly #endpoint: string;
  readonly #agent: Agent | undefined;

  /** @param agent makes the connections; the machine's network if absent */
  constructor(endpoint: string, agent?: Agent) {
    this.#endpoint = endpoint;
    this.#agent = agent;
  }

  /** Is it up and free to make a session? */
  async ready(): Promise<boolean> {
    try {
      const { ready } = await this.command<{ ready: boolean }>('GET', '/status', 1_000);
      return ready;
    } catch {
      return false;
    }
  }

  async newSession(alwaysMatch: object, deadline: number): Promise<WebDriverSession> {
    const { sessionId, capabilities } = await this.command<NewSession>(
      'POST',
      '/session',
      deadline,
      { capabilities: { alwaysMatch } },
    );
    return new WebDriverSession(this, `/session/${sessionId}`, capabilities);
  }

  /**
   * Sends one command and resolves with its value.
   *
   * @throws {WebDriverError} for an error that the endpoint answers with.
   * @throws {LabError} LAB_BROWSER_LOST when it does not answer.
   */
  async command<Value>(
    method: Method,
    path: string,
    deadline: number,
    parameters?: object,
  ): Promise<Value> {
    let answer: { value: Value & { error?: string; message?: string } };
    let ok: boolean;
    try {
      const { json, ...status } = await requestJson(this.#endpoint + path, {
        method,
        timeoutMs: deadline,
        agent: this.#agent,
        ...(method === 'POST' && { body: parameters ?? {} }),
      });
      ok = status.ok;
      answer = json as typeof answer;
    } catch (error) {
      const why = (error as Error).name === 'TimeoutError' ? `within ${deadline} ms` : 'any more';
      throw lostBy(`WebDriver does not answer ${why}`, error);
    }
    if (ok) return answer.value;
    const { error = 'unknown error', message = '' } = answer.value;
    if (error === 'invalid session id' || error === 'no such window') {
      throw new LabError('LAB_BROWSER_LOST', `WebDriver: ${error}`);
    }
    throw new WebDriverError(error, message);
  }
}

/** Under which name an element is referred to (W3C WebDriver §12). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
/** Milliseconds by which the client waits longer than the endpoint, which then tells what was slow. */
const slack = 1_500;
/** Milliseconds for commands that wait for no page. */
const short = 5_000;

/** A session. Deadlines are in milliseconds; errors as of {@link WebDriver.command}. */
export class WebDriverSession {
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly #driver: WebDriver;
  readonly #path: string;
  readonly #timeouts = { pageLoad: 0, script: 0 };

  constructor(driver: WebDriver, path: string, capabilities: Readonly<Record<string, unknown>>) {
    this.#driver = driver;
    this.#path = path;
    this.capabilities = capabilities;
  }

  /** Rejects with the code `timeout` when the document has not loaded by the deadline. */
  async navigate(url: string, deadline: number) {
    await this.#limit('pageLoad', deadline);
    await this.#command<null>('POST', '/url', deadline + slack, { url });
  }

  /**
   * Runs the body of a function; its last argument is the callback that takes the result.
   * Rejects with the code `script timeout` when nothing is handed over by the deadline.
   */
  async executeAsync<Value>(script: string, args: readonly unknown[], deadline: number) {
    await this.#limit('script', deadline);
    return this.#command<Value>('POST', '/execute/async', deadline + slack, { script, args });
  }

  /** Rejects as {@link WebDriverSession.navigate} does. */
  async refresh(deadline: number) {
    await this.#limit('pageLoad', deadline);
    await this.#command<null>('POST', '/refresh', deadline + slack);
  }

  /** Rejects as {@link WebDriverSession.navigate} does. */
  async back(deadline: number) {
    await this.#limit('pageLoad', deadline);
    await this.#command<null>('POST', '/back', deadline + slack);
  }

  /** Clicks the first element that a CSS selector finds: to the page, a gesture of the user. */
  async click(selector: string) {
    const element = await this.#element(selector);
    await this.#command<null>('POST', `/element/${element[elementKey]}/click`, short);
  }

  /** A click of the user at a place in the viewport, in CSS pixels. */
  async clickAt(x: number, y: number) {
    await this.#command<null>('POST', '/actions', short, { actions: clickAtPlace(x, y) });
  }

  /** Opens a window of its own and resolves with its handle; the current one stays current. */
  async newWindow(deadline: number): Promise<string> {
    const { handle } = await this.#command<{ handle: string }>('POST', '/window/new', deadline, {
      type: 'tab',
    });
    return handle;
  }

  /** The handle of the current window. */
  window(deadline: number) {
    return this.#command<string>('GET', '/window', deadline);
  }

  /** Makes a window the current one. */
  switchTo(handle: string, deadline: number) {
    return this.#command<null>('POST', '/window', deadline, { handle });
  }

  /** Has later commands look into the first frame that a CSS selector finds; null: into the top-level document. */
  async switchToFrame(selector: string | null) {
    const id = selector === null ? null : await this.#element(selector);
    await this.#command<null>('POST', '/frame', short, { id });
  }

  currentUrl(deadline: number) {
    return this.#command<string>('GET', '/url', deadline);
  }

  /** The cookies that apply to the current document, HttpOnly ones included. */
  cookies(deadline: number) {
    return this.#command<WebDriverCookie[]>('GET', '/cookie', deadline);
  }

  delete(deadline: number) {
    return this.#command<null>('DELETE', '', deadline);
  }

  #element(selector: string) {
    return this.#command<Record<typeof elementKey, string>>('POST', '/element', short, {
      using: 'css selector',
      value: selector,
    });
  }

  /** Has the endpoint itself give up a load or a script at the deadline. */
  async #limit(kind: 'pageLoad' | 'script', deadline: number) {
    if (this.#timeouts[kind] === deadline) return;
    await this.#command<null>('POST', '/timeouts', short, { [kind]: deadline });
    this.#timeouts[kind] = deadline;
  }

  #command<Value>(method: Method, path: string, deadline: number, parameters?: object) {
    return this.#driver.command<Value>(method, this.#path + path, deadline, parameters);
  }
}

export const lostBy = (message: string, error: unknown) =>
  new LabError('LAB_BROWSER_LOST', message, undefined, error);
