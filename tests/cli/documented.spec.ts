/** What the documents tell to type and to open: it must be there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'services/examples/README.md',
  'certs/README.md',
  'results/README.md',
  ...(await readdir(join(root, 'docs'), { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const documents = await Promise.all(
  files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })),
);
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** `npm run matrix -- --scenario samesite # some of it` → matrix, and what is passed to it. */
const commands = documents.flatMap(({ file, text }) =>
  [...text.matchAll(/npm run (?:-s )?([a-z]+)(?: -- ([^`#\n]*))?/g)].map(([, name, words]) => ({
    file,
    name: name ?? '',
    words: words ?? '',
  })),
);

test('Every npm script that a document names is there', () => {
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter(({ name }) => !(name in scripts))).toEqual([]);
});

for (const name of new Set(commands.filter(({ words }) => words).map(({ name }) => name))) {
  test(`npm run ${name} knows every option that a document gives it`, async () => {
    const words = (scripts[name] ?? '').split(' ').slice(1);
    const { stdout } = await promisify(execFile)(process.execPath, [...words, '--help'], {
      cwd: root,
    });
    const given = commands
      .filter((command) => command.name === name)
      .flatMap((command) => command.words.match(/(?<=^|\s)--[a-z-]+/g) ?? []);
    for (const option of given) expect(stdout).toMatch(new RegExp(`${option}(?![a-z-])`));
  });
}

test('Every scenario that a document tells to run is there', async () => {
  const named = commands
    .filter(({ name }) => name === 'matrix')
    .flatMap(({ words }) => [...words.matchAll(/--scenario '?([^\s']+)'?/g)].map(([, id]) => id))
    // What `npm run new` has just made, in the words of the README.
    .filter((id) => id !== 'samesite/my-case');
  expect(named.length).toBeGreaterThan(30);
  for (const id of new Set(named as string[])) await loadScenarios([id]);
});

test('Every file that a document links to is there', () => {
  const links = documents.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) =>
      join(dirname(file), to ?? ''),
    ),
  );
  expect(links.length).toBeGreaterThan(50);
  expect([...new Set(links)].filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

test('Every heading that docs/findings.md lists is there, once', () => {
  const text = documents.find(({ file }) => file === 'docs/findings.md')?.text ?? '';
  const listed = [...text.matchAll(/^ *- \[(.*)\]\(#/gm)].map(([, title]) => title);
  const headings = [...text.matchAll(/^###? (.*)$/gm)].map(([, title]) => title);
  expect(listed).toEqual(headings);
});

test('npm start and npm run dev name commands that there are', async () => {
  const words = (scripts.start ?? '').split(' ').slice(1);
  expect(scripts.dev).toBe(scripts.start);
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  const named = [...stdout.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
