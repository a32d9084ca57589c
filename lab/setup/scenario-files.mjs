// Lets Node.js load scenarios, which are TypeScript, beside the bundle of the lab: customization hooks
// (https://nodejs.org/api/module.html#customization-hooks). What esbuild makes of a file is kept.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

let lab;
let kept;

/** `lab`: the URL of what scenarios import as #lab; `cacheFolder`: where what is made of them is kept. */
export function initialize({ lab: url, cacheFolder }) {
  lab = url;
  kept = join(cacheFolder, 'scenarios');
}

export const resolve = (specifier, context, next) =>
  specifier === '#lab' ? { url: lab, shortCircuit: true } : next(specifier, context);

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  const text = await readFile(path, 'utf8');
  const file = join(kept, `${hashOf(`${path}\0${text}`)}.js`);
  const source = (await read(file)) ?? (await make(path, text, file));
  return { format: 'module', source, shortCircuit: true };
}

/** What is kept; null where there is none, or it is not as it was written. */
async function read(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, code, sum] = /^(.*)\n\/\/ (\S+)$/s.exec(text) ?? [];
  return code !== undefined && hashOf(code) === sum ? code : null;
}

async function make(path, text, file) {
  const { transform } = await import('esbuild');
  const { code } = await transform(text, {
    ...{ loader: 'ts', sourcefile: path, sourcemap: 'inline', target: 'node20' },
  });
  await keep(code, file).catch(() => {}); // else it is made each time
  return code;
}

async function keep(code, file) {
  await mkdir(kept, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${code}\n// ${hashOf(code)}`);
  await rename(unfinished, file);
}

const hashOf = (text) => createHash('sha256').update(text).digest('base64url');
