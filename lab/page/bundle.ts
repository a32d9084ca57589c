/** The page side as scripts, to be written into pages or served beside them. */
import { fileURLToPath } from 'node:url';
import { build, type Format } from 'esbuild';
import type { Resource } from './resources.ts';

const bundled = new Map<string, Promise<string>>();

/** The text of a classic script, made once in a process. It never holds `</script`. */
export const pageScript = () => once('performer', 'iife');

/** The text of a module, made once in a process. */
export const resourceScript = (resource: Resource) => once(resource, 'esm');

function once(name: string, format: Format): Promise<string> {
  const script = bundled.get(name) ?? bundle(name, format);
  bundled.set(name, script);
  return script;
}

async function bundle(name: string, format: Format): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    legalComments: 'none',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}
