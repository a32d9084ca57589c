/** What somebody who mistyped a name may have meant. */

/** Names offered at most. */
const most = 3;

/**
 * The names nearest to a word: those that contain it, then those that a few keystrokes make of it.
 *
 *     'samesit' of samesite, security → ['samesite']
 *     'axios' of flow/axios-credentials → ['flow/axios-credentials']
 *     'quux' of samesite, security → []
 */
export function nearest(word: string, names: readonly string[]): string[] {
  const asked = word.toLowerCase();
  const ranked = names.flatMap((name) => {
    const whole = name.toLowerCase();
    const parts = [whole, ...whole.split(/[/:]/)];
    if (asked !== '' && whole.includes(asked)) return { name, rank: 0 };
    const rank = Math.min(...parts.map((part) => distance(asked, part)));
    return rank <= Math.max(1, Math.floor(asked.length / 3)) ? { name, rank } : [];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length)
    .slice(0, most)
    .map(({ name }) => name);
}

/** `Did you mean a, b or c?`; empty where there is nothing to offer. */
export function didYouMean(word: string, names: readonly string[]): string {
  const offered = nearest(word, names);
  if (offered.length === 0) return '';
  const last = offered.at(-1);
  return `Did you mean ${offered.length > 1 ? `${offered.slice(0, -1).join(', ')} or ` : ''}${last}?`;
}

/**
 * The fewest characters to insert, delete, replace or swap with the next one (optimal string
 * alignment distance).
 */
export function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [above = [], before] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? (before?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
