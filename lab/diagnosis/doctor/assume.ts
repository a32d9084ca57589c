/** What a person says of what a file leaves open: `credentials=include`. */
import { type Import, type Open, suppose } from '../../import/index.ts';

/** A word of an assumption that answers nothing. */
export interface Unanswered {
  readonly said: string;
  /** What could be said of this file. */
  readonly possible: readonly string[];
}

/** The import with what is said taken as given. */
export function assumed(imported: Import, said: readonly string[]): Import | Unanswered {
  let answered = imported;
  for (const words of said) {
    const [field = '', value = ''] = words.split(/=(.*)/s);
    const fitting = answered.open.filter((open) => open.field === field && accepts(open, value));
    if (fitting.length === 0) return { said: words, possible: possibleFor(imported) };
    answered = fitting.reduce((all, open) => given(all, open, value), answered);
  }
  return answered;
}

function accepts(open: Open, value: string): boolean {
  if (open.field === 'frame') return ['yes', 'no'].includes(value);
  return (open.values as readonly (string | null)[]).includes(value);
}

function given(imported: Import, open: Open, value: string): Import {
  const others = imported.open.filter((one) => one !== open);
  if (open.field === 'policy')
    return { ...imported, open: [...others, { ...open, values: [value] }] };
  const [no, yes] = open.values;
  const chosen = open.field === 'frame' ? ((value === 'yes' ? yes : no) ?? null) : value;
  return { ...imported, recording: suppose(imported.recording, open, chosen), open: others };
}

const possibleFor = ({ open }: Import): string[] => [
  ...new Set(
    open.flatMap((one) =>
      one.field === 'frame'
        ? ['frame=yes', 'frame=no']
        : one.values.map((value) => `${one.field}=${value}`),
    ),
  ),
];
