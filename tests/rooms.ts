/** The rooms of the repository: what each may import, and by which doors. See docs/architecture.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What each room may import besides itself and npm packages. A room may import rooms above it only,
 * so there is no cycle. `node`: Node's own modules; a room without them runs in a web page as well.
 */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  'lab/base': [],
  'lab/claims': ['lab/base'],
  'lab/scenario': ['lab/base', 'lab/claims'],
  'lab/model': ['lab/base', 'lab/scenario'],
  'lab/import': ['lab/base', 'lab/scenario', 'lab/model'],
  'lab/diagnosis': ['lab/base', 'lab/scenario', 'lab/model', 'lab/import'],
  'lab/system': ['node'],
  'lab/page': ['node', 'lab/base', 'lab/scenario', 'lab/system'],
  'lab/bench': ['lab/base', 'lab/scenario', 'lab/import', 'lab/diagnosis', 'lab/page'],
  services: ['node', 'lab/base', 'lab/page'],
  'lab/gateway': ['node', 'lab/base', 'lab/system', 'services'],
  'lab/browsers': ['node', 'lab/base', 'lab/scenario'],
  'lab/run': [
    ...['node', 'lab/base', 'lab/scenario', 'lab/model', 'lab/system', 'lab/page'],
    ...['lab/gateway', 'lab/browsers'],
  ],
  'lab/results': [
    ...['node', 'lab/base', 'lab/claims', 'lab/scenario', 'lab/model', 'lab/diagnosis'],
    ...['lab/system', 'lab/run'],
  ],
  'lab/report': [
    ...['node', 'lab/base', 'lab/claims', 'lab/scenario', 'lab/model', 'lab/import'],
    ...['lab/diagnosis', 'lab/system', 'lab/browsers', 'lab/results'],
  ],
  'lab/setup': ['node', 'lab/browsers'],
  'lab/cli': [
    ...['node', 'lab/base', 'lab/scenario', 'lab/model', 'lab/import', 'lab/diagnosis'],
    ...['lab/system', 'lab/gateway', 'lab/browsers', 'lab/run', 'lab/results', 'lab/report'],
    'lab/setup',
  ],
  scenarios: ['lab/scenario'],
};

/** The files by which other rooms import a room, where it has doors. */
export const doors: Readonly<Record<string, readonly string[]>> = {
  'lab/model': ['lab/model/index.ts', 'lab/model/rules.ts'],
  'lab/import': ['lab/import/index.ts'],
  'lab/diagnosis': [
    'lab/diagnosis/index.ts',
    'lab/diagnosis/doctor/index.ts',
    'lab/diagnosis/reproduce/index.ts',
  ],
};

export const roomOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('lab/') ? 2 : 1)
    .join('/');

/** All TypeScript files of the rooms. */
export const sources: readonly string[] = ['lab', 'services', 'scenarios'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

export interface Import {
  readonly from: string;
  readonly room: string;
  /** A file below the root, or the name of a module of Node. */
  readonly what: string;
}

/** What a file imports from other rooms. */
export function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)];
  return specifiers
    .flatMap(([, specifier = '']) => {
      if (specifier.startsWith('node:')) return [{ from, room: 'node', what: specifier }];
      if (specifier === '#lab') {
        return [{ from, room: 'lab/scenario', what: 'lab/scenario/index.ts' }];
      }
      if (!specifier.startsWith('.')) return [];
      const what = relative(root, join(root, dirname(from), specifier));
      return [{ from, room: roomOf(what), what }];
    })
    .filter(({ room }) => room !== roomOf(from));
}
