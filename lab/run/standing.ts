/** Which visits of a plan only serve to stand somewhere. */

import { withoutRecipe } from '../base/recipe.ts';
import { apiHost } from '../base/topology.ts';
import type { Profile } from '../browsers/profiles.ts';
import type { Plan, PlannedExchange, PlannedStep } from '../scenario/plan/planned.ts';
import { leavesWindows } from './arrivals.ts';
import { leftoverOf } from './session-reuse.ts';

/**
 * The exchanges of visits that need no navigation: a page that stands there already does as well.
 * Nobody judges them, their answer sets and says nothing, and nothing came before that a page
 * opened earlier could have missed.
 */
export function standingVisits(
  plan: Plan,
  judged: ReadonlySet<string>,
  profile: Profile,
): ReadonlySet<string> {
  const { steps, exchanges } = plan;
  // What stands open is the lab's own pages.
  if (plan.topology === 'own') return new Set();
  // Going back and reloading depend on what the page was and on what came before it.
  if (exchanges.some(({ again }) => again !== undefined)) return new Set();
  // What a page sends as it is left needs a page that is left.
  if (steps.some((step) => 'leaving' in step && step.leaving)) return new Set();
  // WebKitGTK lets only the first window of a session open others.
  const opens = leavesWindows(plan) || exchanges.some(({ kind }) => kind === 'openWindow');
  if (profile.engine === 'webkit' && opens) return new Set();
  const untouched = exchanges.findIndex((exchange) => leftoverOf(exchange, profile) !== undefined);
  const before = new Set(exchanges.slice(0, untouched < 0 ? exchanges.length : untouched));
  const plain = steps
    .filter(isPlainVisit)
    .map(({ exchange }) => exchange)
    .filter((exchange) => before.has(exchange) && !judged.has(exchange.as));
  return new Set(plain.map(({ id }) => id));
}

type Visit = Extract<PlannedStep, { step: 'visit' }>;

function isPlainVisit(step: PlannedStep): step is Visit {
  return step.step === 'visit' && step.hops.length === 0 && isPlain(step.exchange);
}

/** The root of a frontend, answered with a page of the lab and nothing else. The API's own is no page. */
const isPlain = ({ url, answer }: PlannedExchange) =>
  !apiHost.test(new URL(url).hostname) &&
  new URL(withoutRecipe(url)).href === `${new URL(url).origin}/` &&
  answer.page === true &&
  Object.keys(answer).length === 1;
