/** Guesses what somebody meant who wrote a word that is not known. */
import type { Form } from '../forms.ts';

/** The known word that is most like the one given; null where none is. */
export function nearest(given: string, known: readonly string[]): string | null {
  const word = given.toLowerCase();
  const ranked = known
    .map((one) => ({ one, distance: distanceOf(word, one.toLowerCase()) }))
    .filter(({ one, distance }) => distance <= Math.max(1, Math.floor(one.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.one ?? known.find((one) => isPartOf(word, one.toLowerCase())) ?? null;
}

/** Does one word contain the other? `cookie` stands in `setCookie`, `credentials` in `withCredentials`. */
const isPartOf = (a: string, b: string) =>
  Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a));

/**
 * `Did you mean "sent"? Use one of: arrived, sent, …`
 *
 * @param given the unknown word; absent where nothing was written
 */
export function oneOf(known: readonly string[], given?: unknown): string {
  const meant = typeof given === 'string' ? nearest(given, known) : null;
  return `${meant === null ? '' : `Did you mean "${meant}"? `}Use one of: ${known.join(', ')}.`;
}

/** What is wrong with a field's value that is not of its form, and what was probably meant. */
export function wrongForm(field: string, { not, fix, known }: Form, value: unknown) {
  if (!known) return { problem: `"${field}" is ${not}`, fix };
  const meant = typeof value === 'string' ? nearest(value, known) : null;
  return {
    problem: `"${field}" cannot be ${JSON.stringify(value)}`,
    fix: meant === null ? fix : `Did you mean '${meant}'? ${fix}`,
  };
}

/** How many letters must be put in, left out, replaced or swapped (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : replaced;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
