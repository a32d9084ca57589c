/** When each column was measured, in words. */
import type { Measured, Results } from '../results/results.ts';

/**
 * Each time, and the columns that were measured then: `chromium, firefox: 2026-11-27 14:03–14:09 UTC`.
 *
 * @param running the run has just ended: what it measured itself was measured `now`
 */
export function measuredTexts({ columns }: Pick<Results, 'columns'>, running: boolean): string[] {
  const ids = new Map<string, string[]>();
  for (const { id, measured } of columns) {
    if (!measured) continue;
    const when = running ? justNow(measured) : span(measured);
    ids.set(when, [...(ids.get(when) ?? []), id]);
  }
  return [...ids].map(([when, columns]) => `${columns.join(', ')}: ${when}`);
}

function justNow(measured: Measured): string {
  const { scenarios, kept, oldest } = measured;
  if (kept === 0) return 'now';
  if (kept === scenarios) return span(measured);
  return `${scenarios - kept} of ${scenarios} scenarios now, the rest since ${minute(oldest)} UTC`;
}

/** `2026-11-27 14:03–14:09 UTC`, the day once, and the time once where it is the same. */
function span({ oldest, newest }: Measured): string {
  const [from, to] = [minute(oldest), minute(newest)];
  const [fromDay, toDay] = [from.slice(0, 10), to.slice(0, 10)];
  const end = fromDay === toDay ? `–${to.slice(11)}` : ` – ${to}`;
  return `${from}${from === to ? '' : end} UTC`;
}

/** Of an ISO 8601 date: `2026-11-27 14:03`. */
const minute = (date: string) => date.slice(0, 16).replace('T', ' ');
