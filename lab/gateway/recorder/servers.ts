/**
 * Asks the real servers, each in the protocol that it prefers: HTTP/2, in one session for an origin,
 * where its TLS offers that, else HTTP/1.1, in a connection for each request.
 */
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { Socket } from 'node:net';
import { type Duplex, pipeline, type Readable, Transform } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type Header, type HeaderList, isSameName } from '../../base/headers.ts';
import { connectTo } from './upstream.ts';

/** Octets of a header section: as many large cookies as browsers send. */
export const maxHeaderSize = 256 * 1024;

export interface Asked {
  readonly url: URL;
  readonly method: string;
  /** As HTTP/1.1 has them, each character an octet. */
  readonly headers: HeaderList;
  readonly body: Readable;
  /** Aborts it. */
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** Empty in HTTP/2, which has none. */
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: Readable;
}

export class Servers {
  /** By origin; null for a server that speaks HTTP/1.1. */
  readonly #sessions = new Map<string, Promise<ClientHttp2Session | null>>();

  /** Resolves when the head of the response is there. Rejects where there is none. */
  async ask(asked: Asked): Promise<Answer> {
    const connection = await this.#connection(asked.url);
    return isSession(connection) ? inSession(connection, asked) : inConnection(connection, asked);
  }

  close() {
    for (const session of this.#sessions.values()) {
      session.then((open) => open?.destroy()).catch(() => {});
    }
  }

  async #connection(url: URL): Promise<ClientHttp2Session | Socket> {
    if (url.protocol === 'http:') return connectTo(url, ['http/1.1']);
    const earlier = await this.#sessions.get(url.origin)?.catch(() => null);
    if (earlier && !earlier.closed && !earlier.destroyed) return earlier;
    const socket = connectTo(url, ['h2', 'http/1.1']);
    const session = socket.then((open) => sessionOver(open as TLSSocket, url.origin));
    // Whoever asks meanwhile waits to see whether it will do for all.
    this.#sessions.set(url.origin, session);
    return (await session) ?? socket;
  }
}

const isSession = (one: ClientHttp2Session | Socket): one is ClientHttp2Session => 'request' in one;

function sessionOver(socket: TLSSocket, origin: string): ClientHttp2Session | null {
  if (socket.alpnProtocol !== 'h2') return null;
  const settings = {
    enablePush: false,
    initialWindowSize: 1 << 20,
    maxHeaderListSize: maxHeaderSize,
  };
  const session = connect(origin, { createConnection: () => socket, settings });
  // Its streams are told as well.
  return session.on('error', () => {});
}

/** Of a connection alone (RFC 9113 §8.2.2); the host is a field of its own. */
const notInHttp2 = /^(host|connection|keep-alive|transfer-encoding|upgrade|http2-settings|te)$/i;

function inSession(
  session: ClientHttp2Session,
  { body, signal, ...asked }: Asked,
): Promise<Answer> {
  const { url, method, headers } = asked;
  const has = (name: string) => headers.some(([other]) => isSameName(other, name));
  const [, authority = url.host] = headers.find(([name]) => isSameName(name, 'host')) ?? [];
  const fields: Record<string, string[]> = {};
  for (const [name, value] of headers) {
    const field = name.toLowerCase();
    if (!notInHttp2.test(field)) fields[field] = [...(fields[field] ?? []), value];
  }
  return new Promise((resolve, reject) => {
    const stream = session.request(
      {
        ...fields,
        ':method': method,
        ':scheme': 'https',
        ':authority': authority,
        ':path': url.pathname + url.search,
      },
      { signal, endStream: !has('content-length') && !has('transfer-encoding') },
    );
    // With its lines as they came, which the types leave out.
    stream.once('response', (head: IncomingHttpHeaders, _: number, raw?: string[]) => {
      const all = pairs(raw ?? []);
      const own = all.filter(([name]) => !name.startsWith(':'));
      const body = stream.pipe(whole(stream));
      resolve({ status: Number(head[':status']), statusText: '', headers: own, body });
    });
    stream.once('error', reject);
    stream.once('close', () =>
      reject(new Error('the server closed the stream without a response')),
    );
    body.pipe(stream);
  });
}

/** Passes on what a stream has. Node ends one that was cut off as if it were whole. */
function whole(stream: ClientHttp2Stream): Transform {
  const passed = new Transform({
    transform: (piece, _, done) => done(null, piece),
    flush: (done) =>
      done(stream.rstCode === constants.NGHTTP2_NO_ERROR ? null : new Error('cut off')),
  });
  stream.once('error', (error) => passed.destroy(error));
  return passed;
}

function inConnection(socket: Socket, asked: Asked): Promise<Answer> {
  const onward = requestOver(socket, asked);
  pipeline(asked.body, onward, () => {});
  return answerTo(onward);
}

/**
 * Asks a server to go on in another protocol. It resolves with null once it does, having called `goOn`
 * with what the server said and its connection; else with its response.
 */
export async function askToUpgrade(
  asked: Omit<Asked, 'body'>,
  goOn: (answer: Omit<Answer, 'body'>, far: Duplex, head: Buffer) => void,
): Promise<Answer | null> {
  const onward = requestOver(await connectTo(asked.url, ['http/1.1']), asked).end();
  const gone = new Promise<null>((resolve) => {
    onward.once('upgrade', (answer, far, head) => {
      goOn(headOf(answer), far, head);
      resolve(null);
    });
  });
  return Promise.race([gone, answerTo(onward)]);
}

const answerTo = (onward: ClientRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    onward.once('response', (answer) => resolve({ ...headOf(answer), body: answer }));
    onward.on('error', reject);
  });

const requestOver = (
  socket: Socket,
  { url, method, headers, signal }: Omit<Asked, 'body'>,
): ClientRequest =>
  request({
    method,
    headers: headers.flat(),
    path: url.pathname + url.search,
    setHost: false,
    maxHeaderSize,
    // What browsers accept of a server, the proxy must not refuse.
    insecureHTTPParser: true,
    createConnection: () => socket,
    signal,
  });

/** The head of a response in HTTP/1.1. */
const headOf = (answer: IncomingMessage): Omit<Answer, 'body'> => ({
  status: answer.statusCode ?? 0,
  statusText: answer.statusMessage ?? '',
  headers: pairs(answer.rawHeaders),
});

/** Header lines of what Node lists: name, value, name, value. */
export function pairs(raw: readonly string[]): HeaderList {
  const headers: Header[] = [];
  for (let i = 0; i < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return headers;
}
