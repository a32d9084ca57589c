/** Plain data as TypeScript, as one would write it by hand. */

/** Text that is code already. */
export interface Code {
  readonly text: string;
}
export const code = (text: string): Code => ({ text });

export const quoted = (text: string) =>
  `'${text.replace(/['\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;

/**
 * `{ a: 1, b: 2 }`, over several lines where it is long; null where nothing is in it.
 *
 * @param before how many characters stand before it on its line, besides the indent.
 */
export function object(
  fields: Readonly<Record<string, Code | undefined>>,
  indent: number,
  before = 0,
): string | null {
  const parts = Object.entries(fields).flatMap(([name, one]) =>
    one ? [`${name}: ${one.text}`] : [],
  );
  if (parts.length === 0) return null;
  const flat = `{ ${parts.join(', ')} }`;
  if (flat.length + indent + before < 90 && !flat.includes('\n')) return flat;
  const room = ' '.repeat(indent);
  return `{\n${parts.map((part) => `${room}  ${part},\n`).join('')}${room}}`;
}

/** Plain data as code. */
export function literal(value: unknown, indent: number): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return list(value, indent);
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(
    ([name, one]) =>
      [/^[A-Za-z]\w*$/.test(name) ? name : quoted(name), code(literal(one, indent + 2))] as const,
  );
  return object(Object.fromEntries(fields), indent) ?? '{}';
}

function list(values: readonly unknown[], indent: number): string {
  const flat = values.map((one) => literal(one, indent));
  if (!flat.some((text) => text.includes('\n'))) return `[${flat.join(', ')}]`;
  const room = ' '.repeat(indent);
  return `[\n${values.map((one) => `${room}  ${literal(one, indent + 2)},\n`).join('')}${room}]`;
}
