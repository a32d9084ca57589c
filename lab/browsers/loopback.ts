/**
 * Where a browser and its driver open their ports. Whoever reaches such a port drives the browser,
 * and by WebKit's driver starts any program: so each browser gets, where Linux allows it, a loopback
 * of its own. That is a network namespace, in which only the browser, its driver and a helper of the
 * lab (loopback-helper.mjs) are. The helper hands sockets over to the lab, and the lab's proxy is the
 * only way out. Nothing of it can be reached from the machine's loopback.
 */
import { execFile } from 'node:child_process';
import { connect, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LabError } from '../base/errors.ts';
import { Group } from './processes.ts';
import { isRoot } from './user.ts';

export interface Loopback {
  /** Is it one that only this browser reaches? */
  readonly own: boolean;
  /** The command line that starts a program in it. */
  command(program: string, ...args: string[]): [command: string, args: string[]];
  /** Connects to a port of it, as a client that speaks first. Rejects when nobody listens there. */
  connect(port: number): Promise<Socket>;
  /** Never rejects. */
  close(): Promise<void>;
}

/** The machine's own: every user and every web page reaches what listens there. */
const machines: Loopback = {
  own: false,
  command: (program, ...args) => [program, args],
  connect: (port) =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
    }),
  close: async () => {},
};

const helper = fileURLToPath(new URL('loopback-helper.mjs', import.meta.url));
/** Milliseconds that the helper may take to start. */
const startTimeoutMs = 20_000;

/** bubblewrap, on which WebKitGTK depends: it makes the namespace and raises its loopback. */
const isolated = (...command: string[]) => [
  ...['--dev-bind', '/', '/', '--unshare-net', '--die-with-parent'],
  ...(isRoot() ? [] : ['--unshare-user']),
  ...command,
];

let tried: Promise<string | null> | undefined;

/** Why no browser can have a loopback of its own on this machine; null when each can. */
export function whyNoLoopback(): Promise<string | null> {
  tried ??= promisify(execFile)('bwrap', isolated('nsenter', '--version')).then(
    () => null,
    ({ message, stderr }: Error & { stderr?: string }) => (stderr || message).trim(),
  );
  return tried;
}

/**
 * Makes a loopback of its own; where none can be had, it is the machine's.
 *
 * @param proxy the lab's, `host:port`, which is then found at the same address inside; null where
 *   there is none: without a way out, the browser needs the machine's network.
 * @param accept takes the connections to it; they are made to the machine's loopback if absent.
 * @throws {LabError} LAB_BROWSER_START when it does not come up.
 */
export async function makeLoopback(
  proxy: string | null,
  accept?: (inside: Socket) => void,
): Promise<Loopback> {
  if (proxy === null || (await whyNoLoopback()) !== null) return machines;
  const made = new OwnLoopback();
  try {
    await made.offer(Number(proxy.split(':')[1]), accept);
  } catch (error) {
    await made.close();
    throw new LabError('LAB_BROWSER_START', (error as Error).message, undefined, error);
  }
  return made;
}

/** Leads a connection on to a port of the machine's loopback. */
const connectTo = (port: number) => (inside: Socket) => {
  inside.allowHalfOpen = true;
  const outside = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  pipeline(inside, outside, inside, () => {});
};

/** What the helper answers. */
interface Answer {
  readonly id: number;
  /** Its own process. */
  readonly pid?: number;
  readonly error?: string;
  /** What it hands over. */
  readonly handle: unknown;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

class OwnLoopback implements Loopback {
  readonly own = true;
  readonly #group: Group;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #pid = 0;
  #proxy: Server | undefined;
  #lost: Error | undefined;

  constructor() {
    this.#group = new Group('bwrap', isolated(process.execPath, helper), process.env, {
      message: (message, handle) => this.#hear({ ...(message as Answer), handle }),
    });
    this.#group.gone.then(() => this.#lose(`its helper ended. ${this.#group.lastWords}`));
  }

  /** Has the lab's proxy found at its own port inside. */
  async offer(proxyPort: number, accept = connectTo(proxyPort)) {
    const late = setTimeout(() => this.#lose('its helper does not answer.'), startTimeoutMs);
    const { pid = 0, handle } = await this.#ask({ listen: proxyPort }).finally(() => {
      clearTimeout(late);
    });
    this.#pid = pid;
    this.#proxy = handle as Server;
    this.#proxy.on('connection', accept);
  }

  command(program: string, ...args: string[]): [string, string[]] {
    if (this.#lost) throw this.#lost;
    const target = ['--target', String(this.#pid), '--net'];
    const user = isRoot() ? [] : ['--user', '--preserve-credentials'];
    return ['nsenter', [...target, ...user, '--', program, ...args]];
  }

  async connect(port: number): Promise<Socket> {
    return (await this.#ask({ connect: port })).handle as Socket;
  }

  async close() {
    this.#proxy?.close();
    await this.#group.kill();
  }

  #ask(request: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      this.#group.send({ id, ...request });
    });
  }

  #hear(answer: Answer) {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(answer.error));
  }

  #lose(why: string) {
    this.#lost = new LabError('LAB_BROWSER_LOST', `The network namespace is lost: ${why}`);
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}
