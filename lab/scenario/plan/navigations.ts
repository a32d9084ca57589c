/** Plans the steps that lead a document to a URL of their own. */
import type { Step } from '../steps/index.ts';
import { rowOf, type StepWhere } from '../steps/kinds.ts';
import type { PlannedNavigation } from './planned.ts';
import type { Client, Settler } from './settle.ts';

type NavigationStep = StepWhere<{
  navigates: true | 'without target';
  actor: 'page' | 'script';
}>;

export function isNavigation(step: Step): step is NavigationStep {
  const { navigates, actor } = rowOf(step);
  return navigates !== false && (actor === 'page' || actor === 'script');
}

export function planNavigation(
  step: NavigationStep,
  client: Client,
  settler: Settler,
): PlannedNavigation {
  const method = step.step === 'form' ? step.method : 'GET';
  const navigation = settler.navigation(step, step.step, method, client);
  switch (step.step) {
    case 'form':
      return { step: 'form', ...navigation, fields: step.fields ?? {} };
    case 'link':
      return { step: 'link', ...navigation, rel: step.rel ?? '', target: step.target ?? null };
    case 'metaRefresh':
      return { step: 'metaRefresh', ...navigation };
    case 'location':
      return { step: 'location', ...navigation, by: step.by ?? 'assign' };
  }
}
