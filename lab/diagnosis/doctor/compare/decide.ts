/**
 * Which differences decide: those without which the model no longer fails. Each is taken out of the
 * recording that fails, by giving it what the other one has.
 */
import type { UserAgent } from '../../../model/index.ts';
import { corsCheck } from '../../../model/rules.ts';
import type { ExchangeId } from '../../../scenario/plan/planned.ts';
import { preflightMessage, type Recording } from '../../../scenario/recording.ts';
import { responseOf, type Scene } from '../../scenes.ts';
import { carried } from '../carried.ts';
import { isPermitted, trafficOf } from '../traffic.ts';
import type { Candidate } from './difference.ts';

/** What fails: a cookie that does not come or is not kept, or a response that cannot be read. */
export interface Failure {
  readonly exchange: ExchangeId;
  readonly asks: 'sent' | 'kept' | 'read';
  /** Empty for `read`. */
  readonly cookie: string;
}

/**
 * The fewest of the candidates that together undo the failure, in their order; none where the model
 * cannot undo it by them.
 */
export function deciding(
  candidates: readonly Candidate[],
  failure: Failure,
  recording: Recording,
  agent: UserAgent,
): readonly Candidate[] {
  const isUndone = (given: readonly Candidate[]) => {
    const changed = given.reduce((all, { give }) => give?.(all) ?? all, recording);
    const agents = given.find((one) => one.agents)?.agents ?? [agent];
    return agents.some((one) => works(changed, failure, one));
  };
  let needed = candidates.filter(({ give, agents }) => give || agents);
  // What the model does not see fail, it cannot say why.
  if (needed.length === 0 || isUndone([]) || !isUndone(needed)) return [];
  // The browser first: of what a server says and what a browser makes of it, the server can be changed.
  const browser = needed.filter(({ agents }) => agents);
  const others = needed.filter(({ agents }) => !agents).toReversed();
  for (const one of [...browser, ...others]) {
    const without = needed.filter((other) => other !== one);
    if (without.length < needed.length && isUndone(without)) needed = without;
  }
  return needed;
}

function works(recording: Recording, failure: Failure, agent: UserAgent): boolean {
  const traffic = trafficOf(recording);
  const scene = traffic.scenes.find(({ exchange }) => exchange.id === failure.exchange);
  if (!scene) return false;
  if (failure.asks === 'read') return isReadable(scene, agent);
  const paper = carried(failure.cookie, traffic, agent);
  if (failure.asks === 'sent') return paper.get(scene)?.sent === true;
  return [...paper.values()].some(({ sent, reasons }) => sent || reasons.length > 0);
}

/** By the rules of CORS; a request that its preflight kept back would have been answered well. */
function isReadable(scene: Scene, agent: UserAgent): boolean {
  const { request, seen } = scene;
  if (!request || !isPermitted(scene, agent)) return false;
  if (!seen.arrived && preflightMessage(seen.observation)) return true;
  return request.tainting !== 'cors' || corsCheck(request, responseOf(scene).headers) === null;
}
