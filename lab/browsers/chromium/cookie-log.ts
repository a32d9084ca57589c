/**
 * What Chromium decides about each cookie of each request, from its network log
 * (`--log-net-log`, https://www.chromium.org/developers/design-documents/network-stack/netlog/).
 * The log tells of every request that the network service makes, also of those of which the DevTools
 * Protocol says nothing: WebSockets, beacons, workers that began before anyone watched them.
 *
 * Which exchange a request is, its URL says in the lab's own traffic. On somebody's site a recording
 * proxy has marked it: with an informational response, which the log keeps and no page sees; a
 * WebSocket's handshake has a key of its own.
 *
 * The file is read as it grows, a line an event. Chromium writes a dozen events at a time, so what
 * a request did last may come late.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { markHeader, type Told } from '../../base/wire.ts';
import { type BrowserReason, belongsTo, exchangeOf } from '../reason.ts';
import { exclusionsIn } from './inclusion.ts';

interface Constants {
  readonly constants: {
    readonly logEventTypes: Readonly<Record<string, number>>;
    readonly loadFlag: Readonly<Record<string, number>>;
  };
}

interface LogEvent {
  readonly source: { readonly id: number };
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What is known of one exchange, by all requests that were made for it. */
interface Account {
  /** Null while nothing names it. */
  exchange: string | null;
  readonly credentials: boolean;
  /** Names of cookies that it sent: of cookies with one name, another one may be left out. */
  readonly sent: Set<string>;
}

interface Exclusion extends Omit<BrowserReason, 'exchange'> {
  readonly account: Account;
  readonly cookie: string;
  readonly on: 'send' | 'store';
}

/** What DevTools told, and of the cookies that it said nothing of what the log tells. */
export function withLogged(
  told: readonly BrowserReason[],
  logged: readonly BrowserReason[],
): BrowserReason[] {
  const keyOf = ({ exchange, on, cookie }: BrowserReason) => JSON.stringify([exchange, on, cookie]);
  const known = new Set(told.map(keyOf));
  return [...told, ...logged.filter((reason) => !known.has(keyOf(reason)))];
}

export class CookieLog {
  readonly #path: string;
  #file: FileHandle | undefined;
  #offset = 0;
  /** It is asked after every performance: one for all. */
  readonly #chunk = Buffer.alloc(1 << 20);
  readonly #decoder = new TextDecoder();
  #rest = '';
  /** The load flag of a request without credentials. */
  #withoutCredentials = 0;
  /** What is read of the log, by the end of a line. */
  #readers: readonly (readonly [end: string, read: (event: LogEvent) => void])[] | undefined;
  /** By the request's id in the log, which its redirects share. */
  readonly #current = new Map<number, Account>();
  readonly #named = new Map<string, Account>();
  #exclusions: Exclusion[] = [];

  /** The switches that have Chromium write it; only a sensitive log names cookies. */
  readonly switches: readonly string[];

  constructor(path: string) {
    this.#path = path;
    this.switches = [`--log-net-log=${path}`, '--net-log-capture-mode=IncludeSensitive'];
  }

  /** Hands over what is known by now of one performance. Never rejects. */
  async take(performance: string): Promise<BrowserReason[]> {
    await this.#read().catch(() => {});
    const isMine = belongsTo(performance);
    const mine = this.#exclusions.filter(({ account }) => isMine(account.exchange));
    this.#exclusions = this.#exclusions.filter(({ account }) => !isMine(account.exchange));
    return mine.filter(isMissed).map(({ account, ...reason }) => ({
      exchange: account.exchange as string,
      ...reason,
    }));
  }

  /** What it says of requests that a recording proxy has marked, by the mark. Never rejects. */
  async marked(): Promise<Map<string, Told>> {
    await this.#read().catch(() => {});
    const missed = this.#exclusions.filter(isMissed);
    return new Map(
      [...this.#named].map(([mark, account]) => {
        const own = missed.filter((one) => one.account === account);
        const reasons = own.map(({ account: _, by: __, ...reason }) => reason);
        return [mark, { credentials: account.credentials, reasons }];
      }),
    );
  }

  /** Reads what was written until the end. */
  async close() {
    await this.#read().catch(() => {});
    await this.#file?.close();
    this.#file = undefined;
  }

  async #read() {
    this.#file ??= await open(this.#path);
    for (;;) {
      const { bytesRead } = await this.#file.read(this.#chunk, 0, this.#chunk.length, this.#offset);
      if (bytesRead === 0) return;
      this.#offset += bytesRead;
      const lines = (
        this.#rest + this.#decoder.decode(this.#chunk.subarray(0, bytesRead), { stream: true })
      ).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) this.#take(line.replace(/,$/, ''));
    }
  }

  #take(line: string) {
    if (!this.#readers) {
      // The first line: `{"constants":{…},`
      const { constants }: Constants = JSON.parse(`${line}}`);
      const { logEventTypes, loadFlag } = constants;
      this.#withoutCredentials = loadFlag?.DO_NOT_SAVE_COOKIES ?? 0;
      this.#readers = Object.entries(this.#events).map(
        ([event, read]) => [`"type":${logEventTypes[event]}}`, read] as const,
      );
      return;
    }
    const [, read] = this.#readers.find(([end]) => line.endsWith(end)) ?? [];
    read?.(JSON.parse(line));
  }

  readonly #events: Readonly<Record<string, (event: LogEvent) => void>> = {
    /** A request, or its next hop. */
    URL_REQUEST_START_JOB: ({ source, params = {} }) => {
      // A preflight has no credentials: its missing cookies tell nothing about the request.
      if (typeof params.url !== 'string' || params.method === 'OPTIONS') {
        this.#current.delete(source.id);
        return;
      }
      const exchange = exchangeOf(params.url);
      const credentials = (Number(params.load_flags) & this.#withoutCredentials) === 0;
      const known = exchange === null ? undefined : this.#named.get(exchange);
      const account = known ?? { exchange, credentials, sent: new Set<string>() };
      this.#current.set(source.id, account);
      if (exchange !== null) this.#named.set(exchange, account);
    },
    COOKIE_INCLUSION_STATUS: ({ source, params = {} }) => {
      const account = this.#current.get(source.id);
      const { name, operation, status } = params;
      // One that could not be parsed has no name.
      if (!account || typeof name !== 'string' || typeof status !== 'string') return;
      const on = operation === 'store' ? 'store' : 'send';
      if (on === 'send' && status.startsWith('INCLUDE')) account.sent.add(name);
      for (const exclusion of exclusionsIn(status)) {
        this.#exclusions.push({ account, cookie: name, on, ...exclusion, by: 'browser' });
      }
    },
    HTTP_TRANSACTION_READ_EARLY_HINTS_RESPONSE_HEADERS: (event) => this.#mark(event, markHeader),
    HTTP_TRANSACTION_SEND_REQUEST_HEADERS: (event) => this.#mark(event, 'Sec-WebSocket-Key'),
  };

  /** A header that tells which exchange it is, where the URL does not. */
  #mark({ source, params }: LogEvent, header: string) {
    const account = this.#current.get(source.id);
    if (account?.exchange !== null) return;
    const lines = Array.isArray(params?.headers) ? params.headers.map(String) : [];
    const line = lines.find((one) => one.startsWith(`${header}: `));
    if (line === undefined) return;
    account.exchange = line.slice(`${header}: `.length);
    this.#named.set(account.exchange, account);
  }
}

/** Is no other cookie of its name sent? */
const isMissed = ({ account, on, cookie }: Exclusion): boolean =>
  !(on === 'send' && account.sent.has(cookie));
