/**
 * Firefox's startup cache: its own scripts, compiled. A profile made for a run has none, and compiling
 * them takes a third of the processor time of a start (measured in 153: 2.5 s with it, 3.5 s without).
 * So the cache of the first run is kept, one for each build. It holds nothing of a page.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cacheFolder = fileURLToPath(
  new URL('../../../node_modules/.cache/cookie-lab/firefox', import.meta.url),
);

/** In a profile: the cache, and the build that wrote it, without which Firefox discards the cache. */
const [scripts, build] = ['startupCache', 'compatibility.ini'];

export class StartupCache {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** The cache for the Firefox in a folder; null where that does not tell its build. */
  static async of(program: string, keptIn = cacheFolder): Promise<StartupCache | null> {
    const told = await readFile(join(program, 'application.ini'), 'utf8').catch(() => null);
    if (told === null) return null;
    const name = createHash('sha256').update(`${program}\n${told}`).digest('base64url');
    return new StartupCache(join(keptIn, name));
  }

  /**
   * Puts a copy into a new profile.
   *
   * @param give makes a file or folder that of the browser's user
   * @returns whether there was one
   */
  async putInto(profile: string, give: (file: string) => void): Promise<boolean> {
    if (!(await copy(this.#folder, profile))) return false;
    const copied = await readdir(join(profile, scripts));
    for (const name of copied) give(join(profile, scripts, name));
    for (const name of [scripts, build]) give(join(profile, name));
    return true;
  }

  /** Keeps a copy of the cache of a profile whose Firefox has quit. Does nothing where it cannot be written. */
  async takeFrom(profile: string): Promise<void> {
    const unfinished = `${this.#folder}.${randomBytes(6).toString('hex')}.new`;
    try {
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      if (!(await copy(profile, unfinished))) return;
      await rename(unfinished, this.#folder);
      await this.#removeOthers();
    } catch {
      // It cannot be written, or another run was first.
    } finally {
      await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    }
  }

  /** Those of other builds: each is some 20 MB. */
  async #removeOthers() {
    const kept = dirname(this.#folder);
    const others = (await readdir(kept)).filter((name) => !this.#folder.endsWith(name));
    const old = others.filter((name) => !name.endsWith('.new'));
    for (const name of old) await rm(join(kept, name), { recursive: true, force: true });
  }
}

/** Copies the cache and its build; false where one is missing. Links are left: they may lead anywhere. */
async function copy(from: string, to: string): Promise<boolean> {
  try {
    if (!(await lstat(join(from, scripts))).isDirectory()) return false;
    const names = await readdir(join(from, scripts));
    await mkdir(join(to, scripts));
    for (const name of [build, ...names.map((one) => join(scripts, one))]) {
      if ((await lstat(join(from, name))).isFile()) {
        await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL);
      }
    }
    return true;
  } catch {
    return false;
  }
}
