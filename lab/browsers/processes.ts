/**
 * Child processes that end with everything they started, and with the lab. Each
 * has a process group of its own, so that one signal reaches its grandchildren
 * too, even when the child itself is dead already.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that a group may take to end after a signal. */
const grace = 1_500;
/** Milliseconds for the same when the whole process ends and nothing can be awaited. */
const lastGrace = 250;
/** Milliseconds between two looks. */
const pace = 10;

const running = new Set<Group>();

/**
 * Runs the program, and ends its whole group once standard input ends: that is when the lab has
 * ended, even where it was killed and could end nothing itself. Asks before it kills: a killed Xvfb
 * leaves its socket.
 */
const supervised = `
  exec 4<&0
  "$0" "$@" 4<&- & child=$!
  {
    read -r _ <&4
    trap '' TERM
    kill -TERM -$$
    for _ in 1 2 3 4 5; do kill -0 $child 2>/dev/null || break; sleep 0.1; done
    kill -KILL -$$
  } & watcher=$!
  wait $child; code=$?
  kill $watcher
  wait $watcher 2>/dev/null
  exit $code`;

/** Who hears what a child says. */
interface Hearers {
  /** Its standard output. */
  readonly stdout?: (text: string) => void;
  /** Messages of a child that runs Node, each with the socket or server that it hands over. */
  readonly message?: (message: unknown, handle?: unknown) => void;
}

/** A child, and all that it starts. */
export class Group {
  /** Resolves when the child itself is gone, and with it what watched over it; or did not start. */
  readonly gone: Promise<unknown>;
  readonly #child: ChildProcess;
  #stderr = '';

  /** Starts a program. What it says goes to whoever is given to hear it, as it comes. */
  constructor(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    { stdout, message }: Hearers = {},
  ) {
    this.#child = spawn('/bin/sh', ['-c', supervised, command, ...args], {
      env,
      detached: true,
      stdio: ['pipe', stdout ? 'pipe' : 'ignore', 'pipe', ...(message ? (['ipc'] as const) : [])],
    });
    running.add(this);
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => stdout?.(text));
    if (message) this.#child.on('message', message);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-2_000);
    });
    this.gone = once(this.#child, 'exit').catch((error: Error) => {
      this.#stderr += error.message;
    });
  }

  /** The process that was started; none where it did not start. */
  get processes(): number[] {
    return this.#child.pid === undefined ? [] : [this.#child.pid];
  }

  /** The end of what it said on standard error: for error messages. */
  get lastWords(): string {
    return this.#stderr.trim().split('\n').slice(-3).join(' ');
  }

  /** Sends a message to a child that runs Node and is heard. False when it cannot be reached any more. */
  send(message: object): boolean {
    return this.#child.connected && this.#child.send(message, () => {});
  }

  /** Is a process of it left? */
  get left(): boolean {
    const { pid } = this.#child;
    return pid !== undefined && this.signal(0) && hasLivingMember(pid);
  }

  /** Asks the group to end, and kills what does not. Resolves when none of it runs any more. Never rejects. */
  async end(): Promise<void> {
    this.signal('SIGTERM');
    await this.#ended(grace);
    await this.kill();
  }

  /** Kills the group. Resolves when no process of it runs any more. Never rejects. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#ended(grace);
    running.delete(this);
  }

  async #ended(timeoutMs: number) {
    const deadline = Date.now() + timeoutMs;
    while (this.left && Date.now() < deadline) await wait(pace);
  }

  /** Signals the whole group; false when there is none any more. */
  signal(signal: NodeJS.Signals | 0): boolean {
    const { pid } = this.#child;
    if (pid === undefined) return false;
    try {
      process.kill(-pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * Ends every group that is still running, and blocks until they are gone; for the
 * handler of the process's end. Asks before it kills: a killed Xvfb leaves its socket.
 */
export function endAllProcesses() {
  const groups = [...running];
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const group of groups) group.signal(signal);
    const deadline = Date.now() + lastGrace;
    while (groups.some((group) => group.left) && Date.now() < deadline) block(pace);
  }
  running.clear();
}

/**
 * Is a member of a process group alive? Signal 0 reaches zombies too, and those of
 * grandchildren stay until the machine's first process collects them: seconds, in a container.
 * Where there is no /proc, zombies count.
 */
function hasLivingMember(group: number): boolean {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return true;
  }
  return names.some((name) => {
    try {
      // proc(5): pid (comm) state ppid pgrp …; comm may hold spaces and parentheses.
      const [state, , pgrp] = readFileSync(`/proc/${name}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false; // ended meanwhile
    }
  });
}

function block(milliseconds: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** A port on loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
