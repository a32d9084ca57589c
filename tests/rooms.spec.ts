/** The rooms of the repository and the one direction of their imports: allow lists, see docs/architecture.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each room may import besides itself, npm packages aside. `node`: Node's own modules. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'lab/base': [],
  'lab/claims': ['lab/base'],
  'lab/scenario': ['lab/base', 'lab/claims'],
  'lab/model': ['lab/base', 'lab/scenario'],
  'lab/import': ['lab/base', 'lab/claims', 'lab/scenario'],
  'lab/diagnosis': ['lab/base', 'lab/scenario', 'lab/model', 'lab/import'],
  'lab/system': ['node'],
  'lab/page': ['node', 'lab/base', 'lab/scenario'],
  services: ['node', 'lab/base', 'lab/page'],
  'lab/gateway': ['node', 'lab/base', 'lab/system', 'services'],
  'lab/browsers': ['node', 'lab/base', 'lab/scenario', 'lab/system'],
  'lab/run': [
    ...['node', 'lab/base', 'lab/scenario', 'lab/model', 'lab/system'],
    ...['lab/page', 'lab/gateway', 'lab/browsers', 'lab/results'],
  ],
  'lab/results': [
    ...['node', 'lab/base', 'lab/claims', 'lab/scenario', 'lab/model', 'lab/diagnosis'],
    ...['lab/system', 'lab/browsers', 'lab/run', 'lab/report'],
  ],
  'lab/report': [
    ...['node', 'lab/base', 'lab/claims', 'lab/scenario', 'lab/model', 'lab/diagnosis'],
    ...['lab/import', 'lab/system', 'lab/browsers', 'lab/results'],
  ],
  'lab/setup': ['node', 'lab/browsers'],
  'lab/cli': [
    ...['node', 'lab/base', 'lab/scenario', 'lab/model', 'lab/import', 'lab/diagnosis'],
    ...[
      'lab/system',
      'lab/gateway',
      'lab/browsers',
      'lab/run',
      'lab/results',
      'lab/report',
      'lab/setup',
    ],
  ],
  scenarios: ['lab/scenario'],
};

const roomOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('lab/') ? 2 : 1)
    .join('/');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

/** The rooms that a file imports, each with the specifier. */
function importsOf(file: string): [room: string, specifier: string][] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
    ([, specifier = '']) => {
      if (specifier.startsWith('node:')) return [['node', specifier]];
      if (specifier === '#lab') return [['lab/scenario', specifier]];
      if (!specifier.startsWith('.')) return [];
      const path = relative(root, join(root, dirname(file), specifier));
      return [[roomOf(path), specifier]];
    },
  );
}

test('A room imports only the rooms that its line allows', () => {
  const files = ['lab', 'services', 'scenarios'].flatMap(sources);
  const wrong = files.flatMap((file) => {
    const own = roomOf(file);
    return importsOf(file)
      .filter(([room]) => room !== own && !allowed[own]?.includes(room))
      .map(([, specifier]) => `${file} imports ${specifier}`);
  });
  expect(files.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});
