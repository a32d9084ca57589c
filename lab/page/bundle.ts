/** The page side as scripts, to be written into pages or served beside them. */
import { fileURLToPath } from 'node:url';
import type { Format } from 'esbuild';
import { built } from '../system/built.ts';
import type { Resource } from './resources.ts';

const bundled = new Map<string, Promise<string>>();

const here = (name: string) => new URL(`${name}.ts`, import.meta.url);

/** The text of a classic script, made once in a process. It never holds `</script`. */
export const pageScript = () => once(here('performer'), 'iife');

/** The text of a module, made once in a process. */
export const resourceScript = (resource: Resource) => moduleScript(here(resource));

/** The same of a module that lies elsewhere. */
export const moduleScript = (entry: URL) => once(entry, 'esm');

function once(entry: URL, format: Format): Promise<string> {
  const script = bundled.get(entry.href) ?? bundle(entry, format);
  bundled.set(entry.href, script);
  return script;
}

async function bundle(entry: URL, format: Format): Promise<string> {
  const { texts } = await built({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    legalComments: 'none',
  });
  return (texts[0] ?? '').replaceAll('</script', '<\\/script');
}
