/**
 * A proxy between a browser and the real servers, which records what is really sent: each request as
 * it leaves the browser, preflights and redirects included, with the head of its response. It ends the
 * browser's TLS with certificates of the run's authority, and speaks HTTP/1.1 to the browser.
 */
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { trackSockets } from '../../../services/sockets.ts';
import { getHeader } from '../../base/headers.ts';
import { markHeader, type WireExchange } from '../../base/wire.ts';
import type { RunAuthority } from '../certificates/run.ts';
import { VisitedHosts } from './pages.ts';
import { Pending } from './pending.ts';
import { type Answer, askToUpgrade, maxHeaderSize, pairs, Servers } from './servers.ts';

export interface Recorder {
  /** What was recorded, in the order of the requests. Responses that are still to come are added. */
  readonly exchanges: readonly WireExchange[];
  /** Takes a connection of the browser. */
  accept(socket: Socket): void;
  /** Resolves once no response has been waited for in `forMs`, or after `atMostMs` milliseconds. */
  quiet(forMs: number, atMostMs: number): Promise<void>;
  /** Listens on loopback, for a browser that cannot be handed a connection. Resolves with the port. */
  listen(): Promise<number>;
  /** Ends every connection. */
  close(): void;
}

export interface RecorderOptions {
  /** Signs what the browser is shown. */
  readonly authority: Pick<RunAuthority, 'certificateFor'>;
  /** Host names that the user named. */
  readonly hosts: readonly string[];
  /** Names each request to the browser's log: see {@link markOf}. */
  readonly marks: boolean;
  /** Who may connect where it listens; everybody when absent. */
  readonly isAllowed?: (socket: Socket) => boolean;
}

/**
 * What a request is called in the browser's log. The handshake of a WebSocket has a key of its own
 * (RFC 6455 §4.1); any other is named by its place, in a response with status 103 and no hints
 * (RFC 8297), of which the page sees nothing.
 */
export const markOf = ({ requestHeaders }: WireExchange, place: number): string =>
  getHeader(requestHeaders, 'Sec-WebSocket-Key') ?? String(place);

export function createRecorder({ authority, hosts, marks, isAllowed }: RecorderOptions): Recorder {
  const exchanges: WireExchange[] = [];
  const pending = new Pending();
  const visited = new VisitedHosts(hosts);
  const servers = new Servers();
  const contexts = new Map<string, Promise<SecureContext>>();
  /** Where each tunnel leads: `https://api.example:8443`. */
  const origins = new WeakMap<object, string>();
  const server: Server = createServer({ maxHeaderSize, insecureHTTPParser: true });
  server.on('request', (incoming, outgoing) => void forward(incoming, outgoing));
  server.on('upgrade', (incoming, socket, head) => void upgrade(incoming, socket, head));
  server.on('connect', (incoming, socket, head) => tunnel(incoming, socket, head));
  // Neither a page that asks slowly nor one that waits long is at fault.
  Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 120_000 });
  const sockets = trackSockets(server);

  return {
    exchanges,
    accept: (socket) => void server.emit('connection', socket),
    quiet: (forMs, atMostMs) => pending.quiet(forMs, atMostMs),
    listen: () => listen(server, isAllowed),
    close: () => {
      sockets.destroy();
      server.close();
      servers.close();
    },
  };

  /** RFC 9110 §9.3.6: CONNECT. What follows is TLS, or for `ws://` plain HTTP: its first octet tells. */
  function tunnel({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy());
    if (!URL.canParse(`https://${url}`) || origins.has(socket)) return socket.destroy();
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const read = async (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const isSecure = first[0] === 0x16; // RFC 8446 §5.1: handshake
      const inner = isSecure
        ? await decrypted(socket as Socket, new URL(`https://${url}`))
        : socket;
      origins.set(inner, new URL(`${isSecure ? 'https' : 'http'}://${url}`).origin);
      server.emit('connection', inner);
      inner.resume();
    };
    const begin = (first: Buffer) => void read(first).catch(() => socket.destroy());
    if (head.length > 0) begin(head);
    else socket.once('data', begin);
  }

  async function decrypted(socket: Socket, { hostname }: URL): Promise<TLSSocket> {
    const known = contexts.get(hostname);
    const context = known ?? authority.certificateFor([hostname]).then(createSecureContext);
    contexts.set(hostname, context);
    const secureContext = await context;
    const inner = new TLSSocket(socket, {
      isServer: true,
      secureContext,
      ALPNProtocols: ['http/1.1'],
    });
    inner.on('error', () => inner.destroy());
    return inner;
  }

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse) {
    const asking = begin(incoming, outgoing);
    if (!asking) return;
    const { asked, mark, respond, fail } = asking;
    if (marks) outgoing.socket?.write(informationalHead(mark));
    await servers
      .ask({ ...asked, body: incoming })
      .then(respond)
      .catch(fail);
  }

  /** RFC 9110 §7.8: a request to go on in another protocol: WebSockets. */
  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy());
    // For a server that does not go on: its response is an ordinary one.
    const outgoing = new ServerResponse(incoming);
    outgoing.shouldKeepAlive = false;
    outgoing.assignSocket(socket as Socket);
    outgoing.once('finish', () => socket.end());
    const asking = begin(incoming, outgoing, 'upgrade');
    if (!asking) return;
    const { asked, note, respond, fail } = asking;
    const goOn = (answer: Omit<Answer, 'body'>, far: Duplex, farHead: Buffer) => {
      note(answer);
      outgoing.detachSocket(socket as Socket);
      socket.write(textOf(answer), 'latin1');
      if (farHead.length > 0) socket.write(farHead);
      if (head.length > 0) far.write(head);
      pipeline(socket, far, () => {});
      pipeline(far, socket, () => {});
    };
    await askToUpgrade(asked, goOn).then(respond).catch(fail);
  }

  /** Begins to record a request, and says what to ask the real server; null where nobody is to be asked. */
  function begin(incoming: IncomingMessage, outgoing: ServerResponse, upgrades?: 'upgrade') {
    const url = urlOf(incoming);
    const { method = 'GET' } = incoming;
    const headers = pairs(incoming.rawHeaders).filter(([name]) => !/^proxy-/i.test(name));
    if (!url || !visited.admits(url, method, headers)) {
      incoming.socket.destroy();
      return null;
    }
    const exchange: WireExchange = {
      at: Date.now(),
      method,
      url: upgrades ? url.href.replace(/^http/, 'ws') : url.href,
      requestHeaders: headers,
      response: null,
      error: null,
      told: null,
    };
    const place = exchanges.push(exchange) - 1;
    const answered = pending.begin();
    const givenUp = new AbortController();
    // The page went away, or stopped it; after an upgrade the connection has another use.
    outgoing.once('close', () => {
      answered();
      if (!exchange.response || !upgrades) givenUp.abort();
    });
    const sent = upgrades ? headers : headers.filter(([name]) => !isOfConnection(name));
    const note = ({ status, statusText, headers }: Omit<Answer, 'body'>) => {
      exchange.response = { at: Date.now(), status, statusText, headers };
      answered();
    };
    return {
      asked: { url, method, headers: sent, signal: givenUp.signal },
      mark: markOf(exchange, place),
      note,
      respond: (answer: Answer | null) => {
        if (!answer) return;
        note(answer);
        const headers = answer.headers.filter(([name]) => !isOfConnection(name));
        write({ ...answer, headers }, outgoing);
      },
      fail: (error: Error) => {
        if (!exchange.response && !givenUp.signal.aborted) exchange.error = error.message;
        answered();
        outgoing.destroy();
      },
    };
  }

  /** Absolute in a proxy request (RFC 9112 §3.2.2), else below where the tunnel leads. */
  function urlOf({ url = '', socket }: IncomingMessage): URL | null {
    const origin = origins.get(socket);
    const absolute = origin === undefined ? url : `${origin}${url}`;
    if (!/^https?:\/\//i.test(absolute) || !URL.canParse(absolute)) return null;
    const found = new URL(absolute);
    found.hash = '';
    return found;
  }
}

function listen(server: Server, isAllowed: RecorderOptions['isAllowed']): Promise<number> {
  if (isAllowed) {
    server.prependListener('connection', (socket: Socket) => {
      if (!isAllowed(socket)) socket.destroy();
    });
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      resolve((server.address() as { port: number }).port);
    });
  });
}

/** RFC 9110 §7.6.1: what is said to the next one alone. */
const isOfConnection = (name: string) => /^(connection|keep-alive)$/i.test(name);

function write({ body, ...head }: Answer, outgoing: ServerResponse) {
  const { status, statusText, headers } = head;
  const { socket } = outgoing;
  if (socket && headers.some(([, value]) => isRefusedByNode(value))) {
    // The connection ends with the response, which needs no other frame then.
    const framed = headers.filter(([name]) => !/^transfer-encoding$/i.test(name));
    outgoing.detachSocket(socket);
    socket.write(textOf({ ...head, headers: [...framed, ['Connection', 'close']] }), 'latin1');
    pipeline(body, socket, () => {});
  } else {
    outgoing.sendDate = false;
    outgoing.writeHead(status, statusText, headers.flat());
    pipeline(body, outgoing, () => {});
  }
}

/** Control characters: browsers read them, and keep no cookie that has one. */
const isRefusedByNode = (value: string) => /[^\t\x20-\x7e\x80-\xff]/.test(value);

const informationalHead = (mark: string) =>
  `HTTP/1.1 103 Early Hints\r\n${markHeader}: ${mark}\r\n\r\n`;

/** A status line and headers as they came, each character an octet. */
function textOf({ status, statusText, headers }: Omit<Answer, 'body'>): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${statusText}`, ...lines, '', ''].join('\r\n');
}
