/** Which steps one document can do in a row. */
import { navigates, type PlannedStep } from '../scenario/plan/planned.ts';

/** Cuts steps into runs that one document can do: each ends at a step that leads elsewhere. */
export function batches<Step extends PlannedStep>(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  let open = false;
  for (const step of steps) {
    if (open) runs.at(-1)?.push(step);
    else runs.push([step]);
    open = !navigates(step);
  }
  return runs;
}
