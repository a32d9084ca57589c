/** HTML "user activation": what a click still counts for. */
import type { PlannedStep } from './planned.ts';

/** What is left of the last click: its task still runs, its transient activation lasts; null for nothing. */
export type Activation = 'in its task' | 'transient' | null;

/**
 * The activation with which a step is done. All but the steps that follow a click at once wait until
 * it has passed.
 *
 *     click, requestStorageAccess                    → in its task
 *     click, hasStorageAccess, requestStorageAccess  → transient
 *     click, fetch, requestStorageAccess             → null
 */
export function activationAt(steps: readonly PlannedStep[], place: number): Activation {
  const before = steps[place - 1]?.step;
  if (before === 'click') return 'in its task';
  return before === 'hasStorageAccess' && activationAt(steps, place - 1) ? 'transient' : null;
}
