/**
 * Tells whether two recordings were made by the same code: that of the performer, the services, the
 * gateway and the drivers, as far as a run reaches it. What only reads recordings is no part of it,
 * nor are comments and types.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { resources } from '../page/resources.ts';
import { built } from '../system/built.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What makes recordings is what these reach, and no more of their files. */
const makersDoors = [
  "export { runMatrix } from './lab/run/run.ts'",
  "export { networkOf, startLab } from './lab/run/network.ts'",
  "export { findColumn } from './lab/browsers/columns.ts'",
  // Pages load them as scripts, see lab/page/bundle.ts.
  ...['performer', ...resources].map((name) => `import './lab/page/${name}.ts'`),
].join('\n');

/** What makes cells of recordings. */
const judgesDoors = "export { Collector } from './lab/results/collect.ts'";

/** Code, as far as it is reached. */
export interface ReachedCode {
  /** Of the code and its packages, and of the Node.js that runs it. */
  readonly hash: string;
  /** The files that have a part in it, below the root. */
  readonly files: readonly string[];
}

/** The code that makes recordings, as it is on disk below a root. */
export const makersOf = (folder = root): Promise<ReachedCode> => codeBehind(makersDoors, folder);

/** The code that judges and diagnoses what was recorded. */
export const judgesOf = (folder = root): Promise<ReachedCode> => codeBehind(judgesDoors, folder);

async function codeBehind(contents: string, folder: string): Promise<ReachedCode> {
  const { texts, outputs } = await built({
    stdin: { contents, resolveDir: folder },
    ...{ absWorkingDir: folder, plugins: [onlyWhatIsReached] },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
    ...{ minifyWhitespace: true, legalComments: 'none', treeShaking: true },
    outdir: folder,
  });
  const bundled = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => (inputs[file]?.bytesInOutput ?? 0) > 0),
  );
  const files = bundled.filter((file) => file !== '<stdin>');
  const started = [...new Set(files.flatMap((file) => filesNamedIn(file, folder)))];
  const hash = createHash('sha256').update(`${process.version}\0${packagesIn(folder)}\0`);
  for (const text of texts) hash.update(`${text}\0`);
  for (const file of started) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  return { hash: hash.digest('base64url'), files: [...files, ...started].sort() };
}

/** Leaves out files of which nothing is used: to load a file of the lab does nothing by itself. */
const onlyWhatIsReached: Plugin = {
  name: 'only what is reached',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^\.{1,2}\// },
      async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === asked || importer === '<stdin>') return;
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: asked });
        return { ...found, sideEffects: false };
      },
    );
  },
};
const asked = {};

/** Files that a file starts by their path, not by an import. */
function filesNamedIn(file: string, folder: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return [...text.matchAll(/new URL\('([^']+\.m?[jt]s)', import\.meta\.url\)/g)].map(
    ([, named = '']) => relative(folder, join(folder, dirname(file), named)),
  );
}

/** The packages that a run may load, each with its version. */
function packagesIn(folder: string): string {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string; dev?: boolean }>;
  };
  return JSON.stringify(
    Object.entries(packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .map(([path, { version, integrity }]) => [path, version, integrity]),
  );
}
