/** Which steps one document can do in a row. */
import type { PlannedNavigation, PlannedStep } from '../scenario/plan/planned.ts';

/** Does the step replace the document that does it? */
export function navigates(step: PlannedStep): step is PlannedNavigation {
  switch (step.step) {
    case 'link':
      return step.target === null;
    case 'form':
    case 'metaRefresh':
    case 'location':
    case 'reload':
    case 'back':
      return true;
    default:
      return false;
  }
}

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
