/** What a wait that ran out leaves open: nobody saw what was missing, so that it is no surprise. */
import type { RequestKind } from '../scenario/plan/planned.ts';
import type { Recording } from '../scenario/recording.ts';
import type { Row } from '../scenario/rows.ts';
import { notRun } from './cells.ts';
import type { Cell } from './results.ts';
import type { Difference } from './verdict.ts';

/** The exchanges at which a wait ran out: why, by label. */
export const ranOut = ({ plan, observations }: Recording): ReadonlyMap<string, string> =>
  new Map(
    plan.exchanges.flatMap(({ id, as }): [string, string][] => {
      const { ranOut, error = '' } = observations[id]?.script ?? {};
      return ranOut ? [[as, `a wait ran out at “${as}”: ${error}`]] : [];
    }),
  );

/** Kinds of whose end no event tells: the page waits a while, and nobody sees what comes later. */
const unannounced: ReadonlySet<RequestKind> = new Set(['beacon', 'prefetch', 'speculation']);

/**
 * Why a surprise may be the machine's doing, so that it is worth another try with longer waits;
 * undefined where none may be. What shows then as well is a surprise.
 */
export function worthAnotherTry({ plan, observations }: Recording, cells: readonly Cell[]) {
  const doubts = new Map(
    plan.exchanges.flatMap(({ id, as, kind }): [string, string][] => {
      const { messages = [], script, reasons = [] } = observations[id] ?? {};
      if (messages.length > 0) return [];
      if (unannounced.has(kind))
        return [[as, `“${as}” may have come later than it was waited for`]];
      // A browser whose network process ends fails what its pages ask, and goes on.
      const isExplained = script?.error === undefined || reasons.some(({ on }) => on === 'read');
      return isExplained ? [] : [[as, `“${as}” failed before it left: ${script.error}`]];
    }),
  );
  return cells
    .filter(({ verdict }) => verdict === 'surprise')
    .flatMap(({ differences = [] }) => differences.filter(isMissing))
    .map(({ as }) => doubts.get(as))
    .find((doubt) => doubt !== undefined);
}

/** The cells, without surprises about what nobody saw because a wait ran out. */
export function withoutUnseen(cells: readonly [Row, Cell][], recording: Recording): [Row, Cell][] {
  const waits = ranOut(recording);
  return cells.map(([row, cell]) => {
    const because = becauseOf(cell, waits);
    return [row, because === undefined ? cell : notRun(because)];
  });
}

/** What ran out there decides on itself; on the steps after it, as far as nothing was seen of them. */
function becauseOf({ verdict, differences = [] }: Cell, waits: ReadonlyMap<string, string>) {
  if (verdict !== 'surprise' || waits.size === 0) return undefined;
  const own = differences.map(({ as }) => waits.get(as)).find((why) => why !== undefined);
  return own ?? (differences.some(isMissing) ? [...waits.values()][0] : undefined);
}

const isMissing = ({ field, observed }: Difference): boolean =>
  observed === null || (field === 'arrived' && observed === false);
