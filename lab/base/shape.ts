/** Checks that a value read from a file has the shape that a type promises. */

/**
 * What is asked of a value: a primitive type, one of some texts or numbers, a list whose items all have a shape,
 * a record whose values all have one (`{ '*': … }`), or an object with at least these fields. A field
 * whose name ends in `?` may be absent.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | readonly (string | number)[]
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/**
 * Says where a value first differs from a shape; null where it has it.
 *
 *     'rows[3].cells.chromium.verdict is missing'
 *     'columns is an object, not a list'
 */
export function faultIn(value: unknown, shape: Shape, path = 'it'): string | null {
  if (value === undefined) return `${path} is missing`;
  if (typeof shape === 'string') {
    return kindOf(value) === shape ? null : `${path} is ${named(value)}, not a ${shape}`;
  }
  if (isChoice(shape)) {
    const known = shape.some((one) => one === value);
    return known ? null : `${path} is ${JSON.stringify(value)}, not ${shape.join(' or ')}`;
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return `${path} is ${named(value)}, not a list`;
    return first(value.map((item, i) => [item, shape.list, `${inside(path)}[${i}]`]));
  }
  if (kindOf(value) !== 'object') return `${path} is ${named(value)}, not an object`;
  const record = value as Readonly<Record<string, unknown>>;
  return first(
    Object.entries(shape.fields).flatMap(([name, field]): Asked[] => {
      if (name === '*') {
        return Object.entries(record).map(([key, item]) => [item, field, at(path, key)]);
      }
      const bare = name.replace(/\?$/, '');
      const absent = bare !== name && record[bare] === undefined;
      return absent ? [] : [[record[bare], field, at(path, bare)]];
    }),
  );
}

type Asked = [value: unknown, shape: Shape, path: string];

function first(asked: readonly Asked[]): string | null {
  for (const [value, shape, path] of asked) {
    const fault = faultIn(value, shape, path);
    if (fault !== null) return fault;
  }
  return null;
}

const isChoice = (shape: Shape): shape is readonly (string | number)[] => Array.isArray(shape);

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

const named = (value: unknown) => {
  const kind = kindOf(value);
  if (kind === 'null') return kind;
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
};

const inside = (path: string) => (path === 'it' ? '' : path);
const at = (path: string, name: string) => (path === 'it' ? name : `${path}.${name}`);
