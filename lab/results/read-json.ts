/** Reads JSON files that people edit, merge and name on the command line. */
import { relative } from 'node:path';
import { transformSync } from 'esbuild';
import { LabError } from '../base/errors.ts';
import { faultIn, type Shape } from '../base/shape.ts';
import { readText } from '../system/files.ts';

/**
 * Reads a file as JSON of a shape.
 *
 * @param what what the file should be: `a baseline`.
 * @param fix what to do about it where it is not.
 * @throws {LabError} LAB_RESULTS, naming the file, and the line where it is no JSON.
 * @throws what Node does where it cannot be read, with the path.
 */
export async function readJson<Value>(
  file: string,
  shape: Shape,
  { what, fix }: { readonly what: string; readonly fix: string },
): Promise<Value> {
  const text = await readText(file);
  const name = relative(process.cwd(), file);
  const value = parse(text, name, fix);
  const fault = faultIn(value, shape);
  if (fault === null) return value as Value;
  throw new LabError('LAB_RESULTS', `${name} is not ${what}: ${fault}.`, fix);
}

function parse(text: string, name: string, fix: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = lineOf(text, /^(<{7}|={7}|>{7})( |\r?$)/m);
    if (conflict !== null) {
      const message = `${name}:${conflict} has a merge conflict.`;
      throw new LabError('LAB_RESULTS', message, `Resolve it. ${fix}`, error);
    }
    const { line, problem } = whereBroken(text) ?? { line: null, problem: String(error) };
    const place = line === null ? name : `${name}:${line}`;
    throw new LabError('LAB_RESULTS', `${place} is not JSON: ${problem}.`, fix, error);
  }
}

function lineOf(text: string, pattern: RegExp): number | null {
  const index = text.search(pattern);
  return index < 0 ? null : text.slice(0, index).split('\n').length;
}

/** JSON.parse gives a position for some mistakes only; esbuild gives one for each. */
function whereBroken(text: string): { line: number; problem: string } | null {
  if (text.trim() === '') return { line: 1, problem: 'the file is empty' };
  try {
    transformSync(text, { loader: 'json', logLevel: 'silent' });
    return null;
  } catch (error) {
    const [first] =
      (error as { errors?: { text: string; location: { line: number } | null }[] }).errors ?? [];
    return first?.location ? { line: first.location.line, problem: first.text } : null;
  }
}
