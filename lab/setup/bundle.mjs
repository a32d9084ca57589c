// The lab's code as a bundle: below node_modules, in a folder of its own for each state of the code.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const cacheFolder = join(root, 'node_modules/.cache/cookie-lab');
const bundles = join(cacheFolder, 'bundles');

/** The folder of the bundle of the code as it is; it is made where there is none. Rejects where it cannot be. */
export async function bundleFolder() {
  const folder = join(bundles, stateOfCode());
  const now = new Date();
  if (existsSync(folder)) await utimes(folder, now, now).catch(() => {});
  else await make(folder);
  return folder;
}

/** A hash of all that a bundle is made of, and of where it lies. */
function stateOfCode() {
  const hash = createHash('sha256').update(root);
  const files = ['lab', 'services'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true }).map((name) => join(room, name)),
  );
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', ...files.sort()]) {
    if (/\.(ts|mjs|json)$/.test(file)) {
      hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('base64url');
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
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another command made it meanwhile
  }
  await removeOld();
}

/** Packages that are loaded as they are: large ones that not every command needs, and those with files of their own. */
const packages = [
  ...['fastify', 'fastify-plugin', '@fastify/*', 'ws', 'axios', '@peculiar/*', 'reflect-metadata'],
  ...['playwright-core', 'esbuild', 'tsx', '@mdn/browser-compat-data'],
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
