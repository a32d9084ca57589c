/** A program that runs and can be replaced, in the place of a browser. Linux only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Program {
  readonly folder: string;
  readonly path: string;
  readonly #running: ChildProcess[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, 'program');
  }

  static async make(): Promise<Program> {
    const program = new Program(await mkdtemp(join(tmpdir(), 'lab-program-')));
    await program.install();
    return program;
  }

  /** Puts a new file in the place of the program, as an upgrade does. */
  async install() {
    await unlink(this.path).catch(() => {});
    await copyFile('/bin/sleep', this.path);
  }

  /** Starts it; resolves with its process once that runs the program. */
  async start(): Promise<number> {
    const child = spawn(this.path, ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    this.#running.push(child);
    return child.pid as number;
  }

  async remove() {
    for (const child of this.#running) child.kill();
    await rm(this.folder, { recursive: true });
  }
}
