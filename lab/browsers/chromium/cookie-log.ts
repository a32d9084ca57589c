/**
 * What Chromium decides about each cookie of each request, from its network log
 * (`--log-net-log`, https://www.chromium.org/developers/design-documents/network-stack/netlog/).
 * The log tells of every request that the network service makes, also of those of which the DevTools
 * Protocol says nothing: WebSockets, beacons, workers that began before anyone watched them.
 *
 * The file is read as it grows, a line an event. Chromium writes a dozen events at a time, so what
 * a request did last may come late.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { type BrowserReason, belongsTo, exchangeOf } from '../reason.ts';
import { exclusionsIn } from './inclusion.ts';

interface Constants {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
}

interface LogEvent {
  readonly source: { readonly id: number };
  readonly params?: Readonly<Record<string, unknown>>;
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

/** Characters that end the line of an event of a type. */
const endOf = ({ constants }: Constants, event: string) =>
  `"type":${constants.logEventTypes[event]}}`;

export class CookieLog {
  readonly #path: string;
  #file: FileHandle | undefined;
  #offset = 0;
  /** It is asked after every performance: one for all. */
  readonly #chunk = Buffer.alloc(1 << 20);
  readonly #decoder = new TextDecoder();
  #rest = '';
  #ends: { readonly start: string; readonly cookie: string } | undefined;
  /** The exchange of each request, by the request's id in the log. */
  readonly #exchanges = new Map<number, string>();
  #reasons: BrowserReason[] = [];
  /** Exchanges with the names that they sent: of cookies with one name, another one may be left out. */
  readonly #sent = new Set<string>();

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
    const mine = this.#reasons.filter(
      ({ exchange, on, cookie }) =>
        isMine(exchange) && !(on === 'send' && this.#sent.has(sentKey(exchange, cookie))),
    );
    this.#reasons = this.#reasons.filter(({ exchange }) => !isMine(exchange));
    return mine;
  }

  async close() {
    await this.#file?.close();
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
    if (!this.#ends) {
      // The first line: `{"constants":{…},`
      const constants: Constants = JSON.parse(`${line}}`);
      this.#ends = {
        start: endOf(constants, 'URL_REQUEST_START_JOB'),
        cookie: endOf(constants, 'COOKIE_INCLUSION_STATUS'),
      };
    } else if (line.endsWith(this.#ends.start)) this.#start(JSON.parse(line));
    else if (line.endsWith(this.#ends.cookie)) this.#cookie(JSON.parse(line));
  }

  /** A request, or its next hop. */
  #start({ source, params }: LogEvent) {
    const exchange = exchangeOf(String(params?.url ?? ''));
    // A preflight has no credentials: its missing cookies tell nothing about the request.
    if (exchange === null || params?.method === 'OPTIONS') this.#exchanges.delete(source.id);
    else this.#exchanges.set(source.id, exchange);
  }

  #cookie({ source, params = {} }: LogEvent) {
    const exchange = this.#exchanges.get(source.id);
    const { name, operation, status } = params;
    // One that could not be parsed has no name.
    if (exchange === undefined || typeof name !== 'string' || typeof status !== 'string') return;
    const on = operation === 'store' ? 'store' : 'send';
    if (on === 'send' && status.startsWith('INCLUDE')) this.#sent.add(sentKey(exchange, name));
    for (const exclusion of exclusionsIn(status)) {
      this.#reasons.push({ exchange, cookie: name, on, ...exclusion, by: 'browser' });
    }
  }
}

const sentKey = (exchange: string, cookie: string | undefined) =>
  JSON.stringify([exchange, cookie]);
