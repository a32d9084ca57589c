/** The rooms of the repository and the one direction of their imports: see docs/architecture.md. */
import { expect, test } from '@playwright/test';
import { allowed, doors, importsOf, roomOf, sources } from './rooms.ts';

const imports = sources.flatMap(importsOf);
const shown = ({ from, what }: { from: string; what: string }) => `${from} imports ${what}`;

test('A room imports only the rooms that its line allows', () => {
  const wrong = imports.filter(({ from, room }) => !allowed[roomOf(from)]?.includes(room));
  expect(sources.length).toBeGreaterThan(300);
  expect(wrong.map(shown)).toEqual([]);
});

test('A line allows only rooms above it, so that no rooms import each other in a circle', () => {
  const order = ['node', ...Object.keys(allowed)];
  const wrong = Object.entries(allowed).flatMap(([room, others]) =>
    others
      .filter((other) => !order.slice(0, order.indexOf(room)).includes(other))
      .map((other) => `${room} allows ${other}`),
  );
  expect(wrong).toEqual([]);
});

test('A line allows nothing that its room does not import', () => {
  const used = new Set(imports.map(({ from, room }) => `${roomOf(from)} imports ${room}`));
  const unused = Object.entries(allowed).flatMap(([room, others]) =>
    others.map((other) => `${room} imports ${other}`).filter((edge) => !used.has(edge)),
  );
  expect(unused).toEqual([]);
});

test('The model, the importers and the diagnosis are imported by their doors', () => {
  const wrong = imports.filter(({ room, what }) => doors[room] && !doors[room].includes(what));
  expect(wrong.map(shown)).toEqual([]);
});
