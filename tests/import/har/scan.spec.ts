import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Scanner } from '../../../lab/import/har/scan.ts';

/** Reads a text in pieces of a size. */
function scan(text: string, size = text.length || 1) {
  const entries: string[] = [];
  const lines: number[] = [];
  const scanner = new Scanner((entry, { line }) => {
    entries.push(entry);
    lines.push(line);
  });
  for (let i = 0; i < text.length; i += size) scanner.push(text.slice(i, i + size));
  return { entries, lines, ...scanner.end() };
}

const log = { version: '1.2', creator: { name: 'a "quoted\\" name}' } };

test('A file is cut into the same entries, however it arrives', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), json), { maxLength: 5 }),
      fc.dictionary(fc.stringMatching(/^[a-d]$/), json),
      fc.nat(2),
      fc.integer({ min: 1, max: 40 }),
      (entries, pages, indent, size) => {
        const text = JSON.stringify({ log: { ...log, entries, pages } }, null, indent);
        const seen = scan(text, size);
        assert.deepEqual(
          seen.entries.map((entry) => JSON.parse(entry)),
          JSON.parse(JSON.stringify(entries)),
        );
        const rest = JSON.parse(JSON.stringify({ log: { ...log, entries: [], pages } }));
        assert.deepEqual(JSON.parse(seen.rest), rest);
        assert.equal(seen.damage, null);
      },
    ),
  );
});

test('A file that ends anywhere gives its whole entries, and JSON around them', () => {
  const entries = [{ a: 'x\\"]}' }, { b: [1, { c: '{' }] }, { d: 'ü' }];
  const text = JSON.stringify({ log: { ...log, entries, pages: [{ id: 'page_1' }] } });
  for (let end = text.indexOf('"entries"') + 11; end < text.length; end++) {
    const seen = scan(text.slice(0, end));
    expect(seen.entries.map((entry) => JSON.parse(entry))).toEqual(
      entries.slice(0, seen.entries.length),
    );
    expect(JSON.parse(seen.rest).log.creator).toEqual(log.creator);
    expect(seen.damage).toMatchObject({ line: 1, character: end });
  }
});

test('A string as long as a body is left empty, escapes and all, however it arrives', () => {
  const body = '\\"'.repeat(100_000);
  const text = JSON.stringify({ log: { ...log, entries: [{ body, after: 1 }, { next: 2 }] } });
  for (const size of [1_000, 4_097, text.length]) {
    const { entries } = scan(text, size);
    expect(entries.map((entry) => JSON.parse(entry))).toEqual([
      { body: '', after: 1 },
      { next: 2 },
    ]);
  }
});

test('Each entry is told with the line in which it begins', () => {
  const text = '{"log":{\n"entries":[\n{"a":1},\n\n{"b":\n2}, {"c":3}\n]}}';
  for (const size of [1, 5, text.length]) expect(scan(text, size).lines).toEqual([3, 5, 6]);
});

test('Only the entries of the log are entries', () => {
  const other = { entries: [{ no: 1 }], log: 5 };
  const text = JSON.stringify({
    other,
    log: { pages: [other], entries: [{ yes: 1 }] },
    entries: [{}],
  });
  expect(scan(text).entries).toEqual(['{"yes":1}']);
});

test('No two entries have one place, although a file has two lists, or lacks a comma', () => {
  const places: number[] = [];
  const scanner = new Scanner((_entry, _place, index) => places.push(index));
  scanner.push('{"log":{"entries":[{},{}{}],"entries":[],"entries":[{}]}}');
  expect(places).toEqual([0, 1, 2, 3]);
});

test('What is no object is handed on as well, with its place', () => {
  const text = '{"log":{"entries":[null, {"a":1},5 , "x",[1],true]}}';
  for (const size of [1, 3, text.length]) {
    expect(scan(text, size).entries).toEqual(['null', '{"a":1}', '5', '"x"', '[1]', 'true']);
  }
});

test('A file that breaks says where, and gives the entries before', () => {
  const seen = scan('{"log":{"entries":[{"a":1},\n{"b":1]},{"c":1}]}}');
  expect(seen.entries).toEqual(['{"a":1}']);
  expect(seen.damage).toEqual({ line: 2, character: 34, why: '"]" closes nothing that is open' });
});

test('Brackets are not nested without end', () => {
  const seen = scan(`{"log":{"entries":[{"a":${'['.repeat(2_000)}`);
  expect(seen.damage?.why).toBe('brackets are nested more than 1000 deep');
});
