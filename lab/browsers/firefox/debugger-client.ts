/**
 * A small client of Firefox's DevTools remote protocol: packets of JSON, each with its
 * length in bytes before it. https://firefox-source-docs.mozilla.org/devtools/backend/protocol.html
 */
import { connect, type Socket } from 'node:net';

/** A packet that a server sends: an answer of the actor `from`, or an event of a `type`. */
export interface Packet {
  readonly from: string;
  readonly type?: string;
  readonly error?: string;
  readonly [field: string]: unknown;
}

/**
 * Splits a stream into packets.
 *
 *     '11:{"from":"a"}' in any pieces → { from: 'a' }
 *
 * Throws on what is no packet: the connection is of no use then.
 */
export class PacketReader {
  #rest = Buffer.alloc(0);

  read(piece: Buffer): Packet[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const packets: Packet[] = [];
    for (;;) {
      const colon = this.#rest.indexOf(':');
      if (colon < 0) return packets;
      const length = Number(this.#rest.toString('latin1', 0, colon));
      if (!Number.isInteger(length)) throw new Error('no packet of the DevTools protocol');
      const end = colon + 1 + length;
      if (this.#rest.length < end) return packets;
      packets.push(JSON.parse(this.#rest.toString('utf8', colon + 1, end)));
      this.#rest = this.#rest.subarray(end);
    }
  }
}

export const writePacket = (packet: object): string => {
  const text = JSON.stringify(packet);
  return `${Buffer.byteLength(text)}:${text}`;
};

/** A connection. Each actor answers its requests in their order; a packet with a type is an event. */
export class DebuggerClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #reader = new PacketReader();
  readonly #onEvent: (packet: Packet) => void;

  private constructor(socket: Socket, onEvent: (packet: Packet) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    socket.on('data', (piece) => {
      try {
        for (const packet of this.#reader.read(piece)) this.#take(packet);
      } catch {
        socket.destroy();
      }
    });
    socket.on('close', () => this.#end());
    socket.on('error', () => {}); // `close` follows
  }

  /** Connects to the server at a Unix socket, which greets. Rejects when there is none. */
  static connect(path: string, onEvent: (packet: Packet) => void): Promise<DebuggerClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      socket.once('error', reject);
      const client = new DebuggerClient(socket, onEvent);
      client.#waiting.set('root', [{ resolve: () => resolve(client), reject }]);
    });
  }

  /** Rejects with what the actor answers in `error`, or when the connection ends. */
  request(to: string, type: string, fields: object = {}): Promise<Packet> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the connection is closed'));
      const waiting = this.#waiting.get(to) ?? [];
      this.#waiting.set(to, waiting);
      waiting.push({ resolve, reject });
      this.#socket.write(writePacket({ to, type, ...fields }));
    });
  }

  #take(packet: Packet) {
    if (packet.type !== undefined) return this.#onEvent(packet);
    const waiting = this.#waiting.get(packet.from)?.shift();
    if (packet.error === undefined) waiting?.resolve(packet);
    else waiting?.reject(new Error(`${packet.from}: ${packet.error}`));
  }

  #end() {
    for (const { reject } of [...this.#waiting.values()].flat()) {
      reject(new Error('the connection was closed'));
    }
    this.#waiting.clear();
  }
}

interface Waiting {
  resolve(packet: Packet): void;
  reject(error: Error): void;
}
