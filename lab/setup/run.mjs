// Starts a command of the lab: node lab/setup/run.mjs matrix --all. Packages come first. Then its code is
// loaded as one bundle, which is kept below node_modules until a file of it changes: to load hundreds of
// files one by one takes a second of processor time. Plain JavaScript, as it runs before there are packages.
import './packages.mjs';
import * as modules from 'node:module';
import { pathToFileURL } from 'node:url';

const { bundleFolder, cacheFolder } = await import('./bundle.mjs');
const [name = '', ...words] = process.argv.slice(2);
const file = new URL(`../cli/${name}.ts`, import.meta.url);
const bundle = await bundleFolder().catch(() => null);
if (bundle === null) {
  // Where nothing can be written, or esbuild finds a fault: file by file, and the fault is told.
  process.env.TSX_DISABLE_CACHE = '1'; // it lies below /tmp, where others could put code in its place
  (await import('tsx/esm/api')).register();
  await start(file.href);
} else {
  modules.enableCompileCache?.(`${cacheFolder}/compiled`); // from Node.js 22.1
  const lab = pathToFileURL(`${bundle}/scenario/index.js`).href;
  modules.register('./scenario-files.mjs', import.meta.url, { data: { lab, cacheFolder } });
  process.setSourceMapsEnabled(true); // scenarios have source maps, so that errors name their lines
  await start(pathToFileURL(`${bundle}/cli/${name}.js`).href);
}

async function start(url) {
  process.argv = [process.execPath, url, ...words];
  await import(url);
}
