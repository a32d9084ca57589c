/** Somebody's traffic, ready to be asked: its scenes and attempts to set cookies, in the order of time. */
import { corsCheck } from '../../model/fetch/cors.ts';
import { preflightCheck } from '../../model/fetch/preflight.ts';
import { standard } from '../../model/index.ts';
import type { ExchangeId } from '../../scenario/plan/planned.ts';
import { preflightMessage, type Recording } from '../../scenario/recording.ts';
import {
  askedBy,
  isAnswered,
  preflightResponseOf,
  responseOf,
  type Scene,
  scenesOf,
} from '../scenes.ts';
import { type Setting, settingsOf } from '../settings.ts';

export interface Traffic {
  readonly recording: Recording;
  readonly scenes: readonly Scene[];
  readonly settings: readonly Setting[];
  /** When a request began, in milliseconds of Unix time. */
  askedAt(scene: Scene): number;
  /** When its response was there. */
  answeredAt(scene: Scene): number;
}

export function trafficOf(recording: Recording): Traffic {
  const complete = withReadable(recording);
  const scenes = scenesOf(complete);
  const askedAt = ({ seen }: Scene) => seen.observation.messages[0]?.at ?? complete.at;
  return {
    recording: complete,
    scenes,
    settings: settingsOf(scenes, complete.at),
    askedAt,
    answeredAt: (scene) =>
      scene.seen.observation.messages.findLast(({ role }) => role !== 'preflight')?.response?.at ??
      askedAt(scene),
  };
}

/** The same, with no more observed than of these exchanges. */
export const only = (recording: Recording, ids: ReadonlySet<ExchangeId>): Recording => ({
  ...recording,
  observations: Object.fromEntries(
    Object.entries(recording.observations).filter(([id]) => ids.has(id)),
  ),
});

/** Few exporters tell whether a script could read a response: where they do not, the CORS check tells. */
function withReadable(recording: Recording): Recording {
  const told = scenesOf(recording).flatMap((scene): [ExchangeId, boolean][] => {
    const readable = readableOf(scene);
    return readable === undefined ? [] : [[scene.exchange.id, readable]];
  });
  const observations = { ...recording.observations };
  for (const [id, readable] of told) {
    const observation = observations[id];
    if (!observation) continue;
    observations[id] = { ...observation, script: { ...observation.script, readable } };
  }
  return { ...recording, observations };
}

function readableOf(scene: Scene): boolean | undefined {
  const { request, seen, exchange } = scene;
  if (seen.readable !== null || exchange.hopOf !== undefined) return undefined;
  if (!request || !['fetch', 'xhr', 'eventSource'].includes(exchange.kind)) return undefined;
  if (request.tainting !== 'cors')
    return request.tainting === 'basic' && seen.arrived ? true : undefined;
  if (!isAnswered(scene)) return undefined;
  if (seen.arrived) return corsCheck(request, responseOf(scene).headers) === null;
  const preflight = preflightMessage(seen.observation);
  if (!preflight?.response) return undefined;
  const names = askedBy(preflight, request.method).headers.split(',').filter(Boolean);
  const headers = names.map((name) => [name.trim(), ''] as const);
  return preflightCheck({ ...request, headers }, preflightResponseOf(scene), standard) === null
    ? undefined
    : false;
}
