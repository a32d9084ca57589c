/** Walks a scenario's steps, and knows at each in which document it happens. */
import type { ScenarioSpec } from '../scenario.ts';
import type { PageStep, Step } from '../steps/index.ts';
import { lastOf, type Plan, type PlannedPageStep, type PlannedStep } from './planned.ts';
import { planRequest } from './requests.ts';
import { type PlanContext, Settler } from './settle.ts';

/** Settles a scenario for one performance. */
export function plan(scenario: ScenarioSpec, context: PlanContext): Plan {
  const settler = new Settler(context);
  const steps = new Walk(settler).steps(scenario.steps);
  return { topology: context.topology, steps, exchanges: settler.exchanges };
}

class Walk {
  readonly #settler: Settler;
  /** Is the current document in a sandbox that takes its origin away? */
  #opaque = false;

  constructor(settler: Settler) {
    this.#settler = settler;
  }

  steps(steps: readonly Step[]): PlannedStep[] {
    const planned: PlannedStep[] = [];
    let standingOn: string | null = null;
    for (const step of steps) {
      const one: PlannedStep =
        step.step === 'visit'
          ? { step: step.step, ...this.#settler.navigation(step, step.step, 'GET', null) }
          : this.#pageStep(step, standingOn);
      planned.push(one);
      standingOn = landing(one) ?? standingOn;
    }
    return planned;
  }

  #pageSteps(steps: readonly PageStep[], standingOn: string | null): PlannedPageStep[] {
    const planned: PlannedPageStep[] = [];
    let current = standingOn;
    for (const step of steps) {
      const one = this.#pageStep(step, current);
      planned.push(one);
      if (!this.#opaque) current = landing(one) ?? current;
    }
    return planned;
  }

  /** Steps inside a frame; a sandbox without allow-same-origin holds for all that is loaded in it. */
  #inside(steps: readonly PageStep[], url: string, opaque: boolean): PlannedPageStep[] {
    const outside = this.#opaque;
    this.#opaque = opaque;
    const planned = this.#pageSteps(steps, opaque ? 'null' : originOf(url));
    this.#opaque = outside;
    return planned;
  }

  #pageStep(step: PageStep, standingOn: string | null): PlannedPageStep {
    const settler = this.#settler;
    switch (step.step) {
      case 'form':
        return {
          step: 'form',
          ...settler.navigation(step, 'form', step.method, standingOn),
          fields: step.fields ?? {},
        };
      case 'link':
        return {
          step: 'link',
          ...settler.navigation(step, 'link', 'GET', standingOn),
          rel: step.rel ?? '',
        };
      case 'frame': {
        const navigation = settler.navigation(step, 'frame', 'GET', standingOn);
        const opaque = step.sandbox !== undefined && !step.sandbox.includes('allow-same-origin');
        const steps = this.#inside(step.steps, lastOf(navigation).url, this.#opaque || opaque);
        return { step: 'frame', ...navigation, steps, sandbox: step.sandbox ?? null };
      }
      case 'openWindow': {
        const navigation = settler.navigation(step, 'openWindow', 'GET', standingOn);
        const steps = this.#pageSteps(step.steps, originOf(lastOf(navigation).url));
        return { step: 'openWindow', ...navigation, steps };
      }
      case 'writeCookie':
        return {
          step: 'writeCookie',
          ...settler.reading(step.as, 'writeCookie', standingOn, step.line),
          line: settler.text(step.line),
        };
      case 'readCookie':
        return { step: 'readCookie', ...settler.reading(step.as, 'readCookie', standingOn) };
      case 'pause':
        return { step: 'pause', ms: step.ms };
      default:
        return planRequest(step, standingOn, settler);
    }
  }
}

/** The origin that the current document has after a step; null where the document stays. */
function landing(step: PlannedStep): string | null {
  return step.step === 'visit' || step.step === 'link' || step.step === 'form'
    ? originOf(lastOf(step).url)
    : null;
}

const originOf = (url: string) => new URL(url).origin;
