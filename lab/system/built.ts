/**
 * What esbuild makes of files: kept below node_modules until one of them changes, for to start esbuild
 * and to make the page's scripts takes half a second of processor time.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile } from 'esbuild';
import { writeOwned } from './files.ts';
import { hashOf } from './hash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** npm ci, which may bring another esbuild, removes it. */
const buildsFolder = join(root, 'node_modules/.cache/cookie-lab/built');

export interface Built {
  /** The files made, in esbuild's order. */
  readonly texts: readonly string[];
  /** What went into each of them. */
  readonly outputs: Metafile['outputs'];
}

interface Kept extends Built {
  /** Every file that went into it, below the working folder, with the hash of its text. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What esbuild makes by these options; it is the same where it was made before. */
export async function built(options: BuildOptions, keptIn = buildsFolder): Promise<Built> {
  const folder = options.absWorkingDir ?? root;
  const file = join(keptIn, `${hashOf(described(options, folder))}.json`);
  const kept = await readKept(file);
  if (kept && (await isCurrent(kept.inputs, folder))) return kept;
  const began = Date.now();
  const made = await make(options, folder);
  const inputs = await hashesOf(made.files, folder);
  // Where it cannot be kept, it is made each time; so it is where a file was written meanwhile.
  if (await wereThere(made.files, folder, began)) {
    const text = JSON.stringify({ ...made, inputs });
    await writeOwned(file, `${hashOf(text)}\n${text}`).catch(() => {});
  }
  return made;
}

/** Read by esbuild as well, though it does not say so; the last tells its version. */
const settings = ['package.json', 'tsconfig.json', 'node_modules/esbuild/package.json'];

async function make(options: BuildOptions, absWorkingDir: string) {
  const { build, stop } = await import('esbuild');
  const once = () =>
    build({ logLevel: 'silent', ...options, absWorkingDir, write: false, metafile: true } as const);
  // Its process may have been killed: told to stop, it starts another.
  const { outputFiles, metafile } = await once().catch(() => stop().then(once));
  return {
    texts: outputFiles.map(({ text }) => text),
    outputs: metafile.outputs,
    files: [...settings, ...Object.keys(metafile.inputs).filter((one) => one !== '<stdin>')],
  };
}

/** Are files as they were? */
async function isCurrent(inputs: Kept['inputs'], folder: string): Promise<boolean> {
  const now = await hashesOf(Object.keys(inputs), folder);
  return Object.entries(now).every(([file, hash]) => inputs[file] === hash);
}

async function hashesOf(files: readonly string[], folder: string): Promise<Kept['inputs']> {
  const hashOfFile = (file: string) => readFile(join(folder, file)).then(hashOf, () => gone);
  const hashes = files.map(async (file) => [file, await hashOfFile(file)] as const);
  return Object.fromEntries(await Promise.all(hashes));
}

/** The hash of a file that is not there. */
const gone = '';
/** Milliseconds by which a file system may tell of a change too early. */
const clockMs = 20;

/** Are files older than a time? */
async function wereThere(files: readonly string[], folder: string, time: number): Promise<boolean> {
  const changed = files.map((file) =>
    stat(join(folder, file)).then(
      (one) => one.mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(changed))) < time - clockMs;
}

/** What is kept; null where there is none, or it is not as it was written. */
async function readKept(file: string): Promise<Kept | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, sum, json] = /^(.+)\n(.+)$/.exec(text) ?? [];
  return json !== undefined && hashOf(json) === sum ? JSON.parse(json) : null;
}

/** Options as text, with that of plugins' functions; without the folder, whose files are known by their hashes. */
const described = ({ absWorkingDir: _, ...options }: BuildOptions, folder: string) =>
  JSON.stringify(options, (_, value) => {
    if (typeof value === 'function') return String(value);
    return typeof value === 'string' ? value.replaceAll(folder, './') : value;
  });
