/** Walks a scenario's steps, and knows at each in which document it happens. */
import type { ScenarioSpec } from '../scenario.ts';
import type { PageStep, Step } from '../steps/index.ts';
import { isNavigation, planNavigation } from './navigations.ts';
import {
  lastOf,
  type Plan,
  type PlannedExchange,
  type PlannedPageStep,
  type PlannedStep,
} from './planned.ts';
import { planRequest } from './requests.ts';
import { isScript, planScript } from './scripts.ts';
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
  /** The session history of the top-level page: the exchanges that its documents came of. */
  readonly #history: PlannedExchange[] = [];

  constructor(settler: Settler) {
    this.#settler = settler;
  }

  steps(steps: readonly Step[]): PlannedStep[] {
    return steps.map((step) => {
      const planned = this.#step(step);
      const reached = landing(planned);
      if (reached && replacesEntry(planned)) this.#history.pop();
      if (reached) this.#history.push(reached);
      return planned;
    });
  }

  #step(step: Step): PlannedStep {
    const settler = this.#settler;
    const standing = this.#history.at(-1);
    const initiator = standing ? originOf(standing.url) : null;
    switch (step.step) {
      case 'visit':
        return { step: 'visit', ...settler.navigation(step, 'visit', 'GET', null) };
      case 'reload':
      case 'back': {
        const { by = 'user', as } = step;
        if (step.step === 'back') this.#history.pop();
        const target = this.#history.pop();
        if (!target) throw new RangeError(`have no page that ${step.step} could return to`);
        const asked = by === 'script' ? initiator : null;
        return { step: step.step, ...settler.again(as, step.step, asked, target), by };
      }
      case 'allowStorageAccess':
        return { step: step.step, origin: settler.text(step.origin) };
      default:
        return this.#pageStep(step, initiator);
    }
  }

  #pageSteps(steps: readonly PageStep[], standingOn: string | null): PlannedPageStep[] {
    let current = standingOn;
    return steps.map((step) => {
      const planned = this.#pageStep(step, current);
      const reached = landing(planned);
      if (reached && !this.#opaque) current = originOf(reached.url);
      return planned;
    });
  }

  /** Steps inside a frame; a sandbox without allow-same-origin holds for all that is loaded in it. */
  #inside(steps: readonly PageStep[], origin: string | null, opaque: boolean): PlannedPageStep[] {
    const outside = this.#opaque;
    this.#opaque ||= opaque;
    const planned = this.#pageSteps(steps, this.#opaque ? 'null' : origin);
    this.#opaque = outside;
    return planned;
  }

  #pageStep(step: PageStep, standingOn: string | null): PlannedPageStep {
    const settler = this.#settler;
    switch (step.step) {
      case 'frame': {
        const { sandbox = null, credentialless = false } = step;
        const navigation = settler.navigation(step, 'frame', 'GET', standingOn);
        const origin = originOf(lastOf(navigation).url);
        const steps = this.#inside(step.steps, origin, takesOrigin(sandbox));
        return { step: 'frame', ...navigation, steps, sandbox, credentialless };
      }
      case 'localFrame': {
        const { content, sandbox = null, credentialless = false } = step;
        const exchange = settler.reading(step.as, content, standingOn);
        const origin = content === 'data:' ? 'null' : standingOn;
        const steps = this.#inside(step.steps, origin, takesOrigin(sandbox));
        return { step: 'localFrame', ...exchange, steps, content, sandbox, credentialless };
      }
      case 'openWindow': {
        const { noopener = false } = step;
        const navigation = settler.navigation(step, 'openWindow', 'GET', standingOn);
        const steps = this.#pageSteps(step.steps, originOf(lastOf(navigation).url));
        return { step: 'openWindow', ...navigation, steps, noopener };
      }
      case 'pause':
        return { step: 'pause', ms: step.ms };
      case 'click':
      case 'watchCookieStore':
        return { step: step.step };
      default:
        if (isNavigation(step)) return planNavigation(step, standingOn, settler);
        if (isScript(step)) return planScript(step, standingOn, settler);
        return planRequest(step, standingOn, settler);
    }
  }
}

/** The exchange that the current document comes of after a step; null where the document stays. */
function landing(step: PlannedStep): PlannedExchange | null {
  switch (step.step) {
    case 'link':
      return step.target === null ? lastOf(step) : null;
    case 'visit':
    case 'form':
    case 'metaRefresh':
    case 'location':
    case 'reload':
    case 'back':
      return lastOf(step);
    default:
      return null;
  }
}

/** HTML's historyHandling "replace": there is no way back to the page before. */
const replacesEntry = (step: PlannedStep) =>
  step.step === 'metaRefresh' || (step.step === 'location' && step.by === 'replace');

const takesOrigin = (sandbox: string | null) =>
  sandbox !== null && !sandbox.includes('allow-same-origin');

const originOf = (url: string) => new URL(url).origin;
