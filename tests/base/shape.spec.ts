import { expect, test } from '@playwright/test';
import { faultIn, type Shape } from '../../lab/base/shape.ts';

const shape: Shape = {
  fields: {
    schema: [1],
    name: 'string',
    'note?': 'string',
    rows: { list: { fields: { cells: { fields: { '*': 'boolean' } } } } },
  },
};
const good = { schema: 1, name: 'x', rows: [{ cells: { a: true } }], more: null };

for (const [value, fault] of [
  [good, null],
  [{ ...good, note: 'y', rows: [] }, null],
  [null, 'it is null, not an object'],
  [[], 'it is a list, not an object'],
  ['text', 'it is a string, not an object'],
  [{ ...good, schema: 2 }, 'schema is 2, not 1'],
  [{ ...good, schema: undefined }, 'schema is missing'],
  [{ ...good, name: 3 }, 'name is a number, not a string'],
  [{ ...good, note: null }, 'note is null, not a string'],
  [{ ...good, rows: {} }, 'rows is an object, not a list'],
  [{ ...good, rows: [{ cells: {} }, {}] }, 'rows[1].cells is missing'],
  [{ ...good, rows: [{ cells: { a: 1 } }] }, 'rows[0].cells.a is a number, not a boolean'],
] as const) {
  test(`${JSON.stringify(value)} ${fault === null ? 'has the shape' : `has not: ${fault}`}`, () => {
    expect(faultIn(value, shape)).toBe(fault);
  });
}
