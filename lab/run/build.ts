/**
 * Which build of a browser recorded something, so that it can be told without starting it whether it
 * is still the one that is installed. It is known by its files: what the browser's own processes ran,
 * and what decides about its policy.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Installed } from '../browsers/driver.ts';
import { descendants } from '../system/descendants.ts';

/** The files of a build: path, and what changes whenever a file is written anew. */
export type Build = readonly (readonly [path: string, mark: string])[];

/**
 * The build of a browser that runs, by its processes and all that they started. Null where that cannot
 * be told: without /proc, or where files were replaced since it started.
 */
export function buildOf({ programs }: Installed, processes: readonly number[]): Build | null {
  const all = processes.flatMap((id) => [id, ...descendants(id)]);
  const mapped = new Set(all.flatMap(mappedBy));
  if (mapped.size === 0) return null;
  const files = [...new Set([...programs, ...mapped])].sort();
  const build = files.map((path) => [path, markOf(path)] as const);
  return build.some(([, mark]) => mark === gone) ? null : build;
}

/** Are all files of a build as they were? */
export const isInstalled = (build: Build): boolean =>
  build.every(([path, mark]) => mark !== gone && markOf(path) === mark);

/** What decides, besides its files, about what a browser that is installed does: a hash. */
export function surroundingsOf({ programs, settings }: Installed): string {
  const files = settings.flatMap(filesBelow).map((path) => [path, markOf(path)]);
  const environment = Object.entries(process.env).filter(([name]) => ofBrowsers.test(name));
  return createHash('sha256')
    .update(JSON.stringify([programs, files, environment.sort()]))
    .digest('base64url');
}

/** Environment variables that browsers, their start scripts and the loader of their libraries read. */
const ofBrowsers = /^(CHROM|GOOGLE_|MOZ_|WEBKIT_|SOUP_|G_|GTK_|LD_)/;

const gone = '';

function markOf(path: string): string {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(path);
    return [size, mtimeMs, ctimeMs].join(' ');
  } catch {
    return gone;
  }
}

function filesBelow(path: string): string[] {
  try {
    if (!lstatSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesBelow(join(path, name)));
  } catch {
    return [];
  }
}

/**
 * The files that a process has mapped (proc(5)): those that it runs, and the data beside its program.
 * None of a process that this user may not look into, or that has ended.
 */
function mappedBy(id: number): string[] {
  try {
    const home = dirname(readlinkSync(`/proc/${id}/exe`));
    return readFileSync(`/proc/${id}/maps`, 'utf8')
      .split('\n')
      .flatMap((line) => {
        // Address, permissions, offset, device, inode, path.
        const [, permissions = '', path = ''] = /^\S+ (\S+) \S+ \S+ \d+ +(\/.+)$/.exec(line) ?? [];
        const isPart = permissions.includes('x') || path.startsWith(`${home}/`);
        return isPart && !path.startsWith('/dev/') && !path.startsWith('/memfd:') ? [path] : [];
      });
  } catch {
    return [];
  }
}
