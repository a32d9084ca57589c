/** Plans the steps that lead a document to a URL of their own. */
import type { Step, Target } from '../steps/index.ts';
import { rowOf, type StepWhere } from '../steps/kinds.ts';
import type { PlannedNavigation } from './planned.ts';
import type { Client, Settler } from './settle.ts';

type NavigationStep = StepWhere<{
  navigates: true | 'by target';
  actor: 'page' | 'script';
}>;

export function isNavigation(step: Step): step is NavigationStep {
  const { navigates, actor } = rowOf(step);
  return navigates !== false && (actor === 'page' || actor === 'script');
}

/** @param depth how many frames lead to the document that asks */
export function planNavigation(
  step: NavigationStep,
  client: Client,
  settler: Settler,
  depth: number,
): PlannedNavigation {
  const method = step.step === 'form' ? step.method : 'GET';
  const navigation = settler.navigation(step, step.step, method, client);
  switch (step.step) {
    case 'form':
      return { step: 'form', ...navigation, ...led(step, depth), fields: step.fields ?? {} };
    case 'link':
      return { step: 'link', ...navigation, ...led(step, depth), rel: step.rel ?? '' };
    case 'metaRefresh':
      return { step: 'metaRefresh', ...navigation };
    case 'location':
      return { step: 'location', ...navigation, by: step.by ?? 'assign' };
  }
}

/** Where a link or form leads, and how far out that is. */
function led({ target = null }: { readonly target?: Target | null }, depth: number) {
  if (target === '_blank') return { target, up: null };
  return { target, up: target === null ? 0 : { _top: depth, _parent: Math.min(depth, 1) }[target] };
}
