/** Which steps one document can do in a row. */
import type { PlannedPageStep } from '../scenario/plan/planned.ts';

type NavigatingStep = Extract<PlannedPageStep, { step: 'link' | 'form' }>;

/** Does the step replace the document that does it? */
export function navigates(step: { readonly step: string }): step is NavigatingStep {
  return step.step === 'link' || step.step === 'form';
}

/** Cuts steps into runs that one document can do: each ends at a step that leads elsewhere. */
export function batches(steps: readonly PlannedPageStep[]): PlannedPageStep[][] {
  const runs: PlannedPageStep[][] = [];
  let open = false;
  for (const step of steps) {
    if (open) runs.at(-1)?.push(step);
    else runs.push([step]);
    open = !navigates(step);
  }
  return runs;
}
