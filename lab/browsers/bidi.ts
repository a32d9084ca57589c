/** A small client of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): commands over one WebSocket. */
import type { Socket } from 'node:net';
import WebSocket from 'ws';
import { LabError } from '../base/errors.ts';

/** An error that the browser answered with, by its code: `no such frame`, `unknown error`. */
export class BidiError extends Error {
  override readonly name = 'BidiError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A command that the browser has not answered by its deadline. */
export class BidiTimeout extends LabError {
  constructor(method: string, deadline: number) {
    super('LAB_BROWSER_LOST', `${method}: no answer within ${deadline} ms`);
  }
}

type Answer =
  | { readonly type: 'success'; readonly id: number; readonly result: unknown }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly error: string;
      readonly message: string;
    }
  | { readonly type: 'event' };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A connection. It is over when the browser is: then every command rejects with LAB_BROWSER_LOST. */
export class Bidi {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('close', () => this.#end());
    socket.on('error', () => {}); // `close` follows
  }

  /** Connects to a BiDi endpoint, `ws://127.0.0.1:9222/session`, over a connection to its port. */
  static connect(url: string, over: Socket, deadline: number): Promise<Bidi> {
    const socket = new WebSocket(url, {
      createConnection: () => over,
      handshakeTimeout: deadline,
      perMessageDeflate: false,
    });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new Bidi(socket)));
      socket.once('error', reject);
    });
  }

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /**
   * Sends a command and resolves with its result.
   *
   * @throws {BidiError} for an error that the browser answers with.
   * @throws {BidiTimeout} when it does not answer within `deadline` milliseconds.
   * @throws {LabError} LAB_BROWSER_LOST when the connection is over.
   */
  async send<Result>(method: string, params: object, deadline: number): Promise<Result> {
    if (!this.open) throw lost();
    const id = ++this.#last;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        timer = setTimeout(() => reject(new BidiTimeout(method, deadline)), deadline);
        this.#socket.send(JSON.stringify({ id, method, params }));
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  close() {
    this.#socket.terminate();
  }

  #receive(answer: Answer) {
    if (answer.type === 'event') return;
    const waiting = this.#waiting.get(answer.id);
    if (answer.type === 'success') waiting?.resolve(answer.result);
    else waiting?.reject(new BidiError(answer.error, answer.message));
  }

  #end() {
    for (const { reject } of this.#waiting.values()) reject(lost());
  }
}

const lost = () => new LabError('LAB_BROWSER_LOST', 'The browser has closed its connection.');
