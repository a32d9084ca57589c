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
  const inRecording = ({ exchange: { bad } }: Candidate) =>
    bad !== null && recording.observations[bad] !== undefined;
  const tried = candidates.filter((one) => one.agents || (one.give && inRecording(one)));
  // What the model does not see fail, it cannot say why.
  if (tried.length === 0 || isUndone([]) || !isUndone(tried)) return [];
  // The server first: of what it says and what a browser makes of it, it can be changed.
  const servers = tried.filter(({ agents }) => !agents);
  return fewest(isUndone(servers) ? servers : tried, isUndone);
}

/** What is left when all that can be spared is taken out: halves first, then smaller parts, the last first. */
function fewest(all: readonly Candidate[], isUndone: (some: readonly Candidate[]) => boolean) {
  let needed = all;
  for (let size = all.length; size >= 1; size = Math.floor(size / 2)) {
    for (let end = needed.length; end > 0; end -= size) {
      const without = [...needed.slice(0, Math.max(0, end - size)), ...needed.slice(end)];
      if (without.length < needed.length && isUndone(without)) needed = without;
    }
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
