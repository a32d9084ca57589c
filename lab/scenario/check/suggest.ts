/** Guesses what somebody meant who wrote a word that is not known. */
import { distance } from '../../base/suggest.ts';
import type { Form } from '../forms.ts';

/** The known word that is most like the one given; null where none is. */
export function nearest(given: string, known: readonly string[]): string | null {
  const word = given.toLowerCase();
  const ranked = known
    .map((one) => ({ one, distance: distance(word, one.toLowerCase()) }))
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
