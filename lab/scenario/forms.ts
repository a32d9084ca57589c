/** How values are written in a scenario: what a good one is, and what to write instead of another. */

export interface Form {
  readonly isWritten: (value: unknown) => boolean;
  /** What something else is called: `"sent" is no list of cookies`. */
  readonly not: string;
  readonly fix: string;
  /** The words that it can be. */
  readonly known?: readonly string[];
}

export const isText = (value: unknown) => typeof value === 'string';
export const isList = (value: unknown) => Array.isArray(value) && value.every(isText);
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isObjectOf = (isValue: (value: unknown) => boolean) => (value: unknown) =>
  isObject(value) && Object.values(value).every(isValue);

export const flag: Form = {
  isWritten: (value) => typeof value === 'boolean',
  not: 'neither true nor false',
  fix: 'Write true or false.',
};

export const text: Form = { isWritten: isText, not: 'no text', fix: "Write '…'." };

export const texts: Form = {
  isWritten: isObjectOf(isText),
  not: 'no object of texts by name',
  fix: "Write { name: 'text' }.",
};

/** One of some words: all that the type has. */
export function words<Word extends string>(known: Readonly<Record<Word, true>>): Form {
  const all = Object.keys(known);
  return {
    isWritten: (value) => isText(value) && Object.hasOwn(known, value as string),
    not: 'no word that it can be',
    fix: `Use one of: ${all.map((word) => `'${word}'`).join(', ')}.`,
    known: all,
  };
}
