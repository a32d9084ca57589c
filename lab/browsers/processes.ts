/**
 * Child processes that end with everything they started. Each leads a process
 * group of its own, so that one signal reaches its grandchildren too, even when
 * the child itself is dead already.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const running = new Set<Group>();

/** A child, and all that it starts. */
export class Group {
  /** Resolves when the child itself is gone, however it went; or did not start. */
  readonly gone: Promise<unknown>;
  readonly #child: ChildProcess;
  #stderr = '';

  /** Starts a program. Its standard output, when `stdout` is given, goes there line by line. */
  constructor(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    stdout?: (text: string) => void,
  ) {
    this.#child = spawn(command, args, {
      env,
      detached: true,
      stdio: ['ignore', stdout ? 'pipe' : 'ignore', 'pipe'],
    });
    running.add(this);
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => stdout?.(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-2_000);
    });
    this.gone = once(this.#child, 'exit').catch((error: Error) => {
      this.#stderr += error.message;
    });
  }

  /** The end of what it said on standard error: for error messages. */
  get lastWords(): string {
    return this.#stderr.trim().split('\n').slice(-3).join(' ');
  }

  /** Kills the group. Resolves when no process of it runs any more. Never rejects. */
  async kill(): Promise<void> {
    while (this.#signal('SIGKILL')) await wait(5);
    running.delete(this);
  }

  /** Kills the group without waiting for its end. */
  killNow() {
    this.#signal('SIGKILL');
    running.delete(this);
  }

  /** Signals the whole group; false when no process of it is left. */
  #signal(signal: NodeJS.Signals): boolean {
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

/** Kills every group that is still running; for the handler of the process's end. */
export function endAllProcesses() {
  for (const group of [...running]) group.killNow();
}
