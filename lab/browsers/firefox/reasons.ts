/**
 * Listens to Firefox's console, beside whatever drives the browser, over its DevTools protocol. The
 * console of the parent process has the messages of all processes; no page is attached to.
 */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserReason, belongsTo } from '../reason.ts';
import { DebuggerClient, type Packet } from './debugger-client.ts';
import { type PageError, reasonOf } from './messages.ts';

/**
 * The argument and preferences with which Firefox opens its console, at a Unix socket. Whoever
 * reaches it commands the whole browser, so its folder must be closed to others.
 */
export const consoleAt = (path: string) => ({
  args: [`--start-debugger-server=${path}`],
  preferences: {
    'devtools.debugger.remote-enabled': true,
    'devtools.debugger.prompt-connection': false,
    'devtools.chrome.enabled': true,
  },
});

/** Bytes that the path of a Unix socket may have: 107 on Linux, 103 on macOS. */
const longestPath = 103;

/** Where the console of a profile may stand: in its folder, or, where that path is too long, in a new one. */
export async function consolePathFor(folder: string): Promise<string> {
  const name = 'console';
  const path = join(folder, name);
  return Buffer.byteLength(path) <= longestPath ? path : join(await mkdtemp('/tmp/console-'), name);
}

/** Milliseconds that the first performance waits for the console. */
const startTimeoutMs = 5_000;
/** Milliseconds that a message may take from the process of a page. */
const timeoutMs = 25;
/** Times, and milliseconds between them, that a connection is tried. */
const [tries, pause] = [40, 50];

export class FirefoxReasons {
  /** Resolves when the console is listened to, or Firefox does not let us. */
  readonly #listening: Promise<void>;
  #reasons: BrowserReason[] = [];

  /** Begins to listen; what was said before is told, too. */
  constructor(path: string) {
    this.#listening = this.#listen(path).catch(() => {});
  }

  /** Hands over what was said of one performance. Never rejects. */
  async take(performance: string): Promise<BrowserReason[]> {
    await Promise.race([this.#listening, wait(startTimeoutMs, null, { ref: false })]);
    await wait(timeoutMs);
    const isMine = belongsTo(performance);
    const mine = this.#reasons.filter(({ exchange }) => isMine(exchange));
    this.#reasons = this.#reasons.filter(({ exchange }) => !isMine(exchange));
    return mine;
  }

  async #listen(path: string) {
    const client = await connected(path, (packet) => this.#hear(packet));
    const { processDescriptor } = await client.request('root', 'getProcess', { id: 0 });
    const { actor } = processDescriptor as { actor: string };
    const { process } = await client.request(actor, 'getTarget');
    const { consoleActor } = process as { consoleActor: string };
    await client.request(consoleActor, 'startListeners', { listeners: ['PageError'] });
    const { messages } = await client.request(consoleActor, 'getCachedMessages', {
      messageTypes: ['PageError'],
    });
    for (const message of messages as Packet[]) this.#hear(message);
  }

  #hear({ pageError }: Packet) {
    const reason = pageError ? reasonOf(pageError as PageError) : null;
    if (reason && !this.#isKnown(reason)) this.#reasons.push(reason);
  }

  /** Of an answer that cannot be read, the first message has the cause, and others follow from it. */
  #isKnown({ exchange, on, cookie, code }: BrowserReason): boolean {
    return this.#reasons.some(
      (one) =>
        one.exchange === exchange &&
        one.on === on &&
        one.cookie === cookie &&
        (on === 'read' || one.code === code),
    );
  }
}

async function connected(path: string, hear: (packet: Packet) => void): Promise<DebuggerClient> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await DebuggerClient.connect(path, hear);
    } catch (error) {
      if (attempt === tries) throw error;
      await wait(pause);
    }
  }
}
