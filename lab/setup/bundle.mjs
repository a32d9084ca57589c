// The lab's code as a bundle: below node_modules, in a folder of its own for each state of the code.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const cacheFolder = join(root, 'node_modules/.cache/cookie-lab');
const bundles = join(cacheFolder, 'bundles');

/** The folder of the bundle of the code as it is; it is made where none is whole. Rejects where it cannot be. */
export async function bundleFolder() {
  const folder = join(bundles, stateOfCode());
  const now = new Date();
  if (isWhole(folder)) await utimes(folder, now, now).catch(() => {});
  else await make(folder);
  return folder;
}

/** A hash of all that a bundle is made of, and of where it lies. */
function stateOfCode() {
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json'];
  const files = ['lab', 'services'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true }).map((name) => join(room, name)),
  );
  const ofCode = files.filter((name) => /\.(ts|mjs|json)$/.test(name));
  return hashOf(root, [...settings, ...ofCode])
    .update(root)
    .digest('base64url');
}

/** In the folder of a bundle: the hash of all its other files. */
const sum = 'sum';

/** Is a bundle as it was made? A machine that went down meanwhile leaves empty files. */
function isWhole(folder) {
  try {
    return readFileSync(join(folder, sum), 'utf8') === sumOf(folder);
  } catch {
    return false;
  }
}

function sumOf(folder) {
  const names = readdirSync(folder, { recursive: true });
  const files = names.filter((name) => name !== sum && statSync(join(folder, name)).isFile());
  return hashOf(folder, files).digest('base64url');
}

function hashOf(folder, names) {
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  }
  return hash;
}

async function make(folder) {
  const { build } = await import('esbuild');
  const commands = readdirSync(join(root, 'lab/cli')).map((name) => join(root, 'lab/cli', name));
  const unfinished = `${folder}.${randomBytes(6).toString('hex')}`;
  try {
    await build({
      entryPoints: [...commands, join(root, 'lab/scenario/index.ts')],
      outbase: join(root, 'lab'),
      outdir: unfinished,
      ...{ bundle: true, splitting: true, external: packages, plugins: [knowTheirPlace] },
      ...{ platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent' },
      banner: { js: requiring },
    });
    await writeFile(join(unfinished, sum), sumOf(unfinished));
    await rename(unfinished, folder).catch(async () => {
      if (isWhole(folder)) return; // another command made it meanwhile
      await rm(folder, { recursive: true, force: true });
      await rename(unfinished, folder);
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  await removeOld();
}

/** Packages that are loaded as they are: large ones, those with files of their own, and those that do not work in a bundle. */
const packages = [
  ...['playwright-core', 'esbuild', 'tsx', 'axios', '@mdn/browser-compat-data'],
  ...['@peculiar/*', 'reflect-metadata'],
];

/** For packages that are CommonJS. */
const requiring = `import * as modulesOfNode from 'node:module';
const require = modulesOfNode.createRequire(import.meta.url);`;

/** Files find others by their own place, which is not that of the bundle. */
const knowTheirPlace = {
  name: 'know their place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

/** Milliseconds after its last use: no command that loads from it still runs. */
const oldAfter = 24 * 3600 * 1000;

async function removeOld() {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - oldAfter) await rm(folder, { recursive: true, force: true });
  }
}
