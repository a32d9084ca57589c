/** What docs/architecture.md and CONTRIBUTING.md say of the repository: it must be so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { allowed, doors, root } from './rooms.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const architecture = read('docs/architecture.md');

/** The rows of a table that begin with a room, each as the code words of its cells. */
const rooms = [...architecture.matchAll(/^\| `([a-z/]+)` +\|.*\|([^|]*)\|$/gm)].map(
  ([, room = '', others = '']) =>
    [room, [...others.matchAll(/`([^`]+)`/g)].map(([, one]) => one)] as const,
);

test('The table of rooms in docs/architecture.md is the one that the imports are checked by', () => {
  expect(rooms).toEqual(Object.entries(allowed));
});

test('docs/architecture.md names every door', () => {
  for (const door of Object.values(doors).flat()) expect(architecture).toContain(`\`${door}\``);
});

const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`);

for (const file of ['docs/architecture.md', 'CONTRIBUTING.md', ...decisions]) {
  test(`Every file and folder that ${file} names is there`, () => {
    const text = read(file);
    const paths = [...text.matchAll(/\b(?:lab|services|scenarios|tests|docs)\/[\w./-]*[\w/]/g)]
      .map(([path]) => path)
      // What `npm run new` makes, in a recipe.
      .filter((path) => !path.endsWith('/my-case.ts'));
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) =>
      join(dirname(file), to),
    );
    expect([...paths, ...links].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    if (!file.startsWith('docs/decisions/')) expect(paths.length).toBeGreaterThan(30);
  });
}

test('Every decision is listed in docs/decisions/README.md, by its title', () => {
  const listed = [...read('docs/decisions/README.md').matchAll(/^\d+\. \[(.*)\]\((.*)\)$/gm)];
  const titled = decisions
    .filter((file) => !file.endsWith('README.md'))
    .map((file) => [read(file).match(/^# (.*)$/m)?.[1], file.slice('docs/decisions/'.length)]);
  expect(listed.map(([, title, name]) => [title, name])).toEqual(titled);
});
