/** Somebody's traffic, ready to be asked: its scenes and attempts to set cookies, in the order of time. */
import { once } from '../../base/remember.ts';

import { standard, type UserAgent } from '../../model/index.ts';
import { corsCheck, withoutMixedContent } from '../../model/rules.ts';

import type { DocId, ExchangeId } from '../../scenario/plan/planned.ts';
import { preflightMessage, type Recording } from '../../scenario/recording.ts';
import { attemptsOf, type SetCookieAttempt } from '../attempts.ts';
import { preflightError } from '../cors-failure.ts';
import { isAnswered, type Scene, scenesOf } from '../scenes.ts';

export interface Traffic {
  readonly recording: Recording;
  readonly scenes: readonly Scene[];
  readonly attempts: readonly SetCookieAttempt[];
  /** Its place among the scenes. */
  placeOf(scene: Scene): number;
  /** The attempts to set a cookie of this name, in order. */
  attemptsToSet(name: string): readonly SetCookieAttempt[];
  /** When a request began, in milliseconds of Unix time. */
  askedAt(scene: Scene): number;
  /** When its response was there. */
  answeredAt(scene: Scene): number;
}

/** Made once for each recording. */
export const trafficOf: (recording: Recording) => Traffic = once(makeTraffic);

function makeTraffic(recording: Recording): Traffic {
  const whole = complete(recording);
  const scenes = scenesOf(whole);
  const times = timesOf(scenes, whole.at);
  const askedAt = (scene: Scene) => times.get(scene.exchange.id) ?? whole.at;
  const attempts = attemptsOf(scenes, whole.at);
  const places = new Map(scenes.map((scene, place) => [scene, place]));
  const byName = new Map<string, SetCookieAttempt[]>();
  for (const attempt of attempts) {
    const ofName = byName.get(attempt.name);
    if (ofName) ofName.push(attempt);
    else byName.set(attempt.name, [attempt]);
  }
  return {
    recording: whole,
    scenes,
    attempts,
    placeOf: (scene) => places.get(scene) ?? -1,
    attemptsToSet: (name) => byName.get(name) ?? [],
    askedAt,
    // Exporters round.
    answeredAt: (scene) => Math.max(askedAt(scene), answered(scene) ?? 0),
  };
}

const answered = ({ seen }: Scene) =>
  seen.observation.messages.findLast(({ role }) => role !== 'preflight')?.response?.at;

/** When each was asked. What a script does has no message: it comes after the exchange before it. */
function timesOf(scenes: readonly Scene[], start: number): Map<ExchangeId, number> {
  let last = start;
  return new Map(
    scenes.map(({ seen, exchange }) => {
      last = seen.observation.messages[0]?.at ?? last;
      return [exchange.id, last];
    }),
  );
}

/** The same, of these exchanges alone, with the documents that they need. */
export function only(recording: Recording, ids: ReadonlySet<ExchangeId>): Recording {
  const { plan, observations } = recording;
  const exchanges = plan.exchanges.filter(({ id }) => ids.has(id));
  const byId = new Map(plan.documents.map((document) => [document.id, document]));
  const needed = new Set<DocId>();
  const need = (id: DocId | null) => {
    const document = id !== null && !needed.has(id) && byId.get(id);
    if (!document) return;
    needed.add(document.id);
    need(document.parent);
    need(document.initiator);
  };
  for (const { client } of exchanges) need(client);
  return {
    ...recording,
    plan: { ...plan, exchanges, documents: plan.documents.filter(({ id }) => needed.has(id)) },
    observations: Object.fromEntries(
      exchanges.flatMap(({ id }) => (observations[id] ? [[id, observations[id]]] : [])),
    ),
  };
}

/**
 * What exporters leave out and rules tell: whether a script could read a response, by the CORS check;
 * and that a request never left, though its headers are in the file, where its preflight was refused.
 */
function complete(recording: Recording): Recording {
  const observations = { ...recording.observations };
  for (const scene of scenesOf(recording)) {
    const observation = observations[scene.exchange.id];
    if (!observation) continue;
    const { messages } = observation;
    const isUnsent = isRefusedByPreflight(scene) || isMixedContent(scene);
    const readable = isUnsent ? false : readableOf(scene);
    if (readable === undefined) continue;
    observations[scene.exchange.id] = {
      ...observation,
      messages: isUnsent ? messages.filter(({ role }) => role === 'preflight') : messages,
      script: { ...observation.script, readable },
    };
  }
  return { ...recording, observations };
}

/** Kinds of which a response that fails the CORS check is lost to the page; images and style sheets ask without CORS. */
const checkedKinds: readonly string[] = ['fetch', 'xhr', 'eventSource', 'font', 'module script'];

/** A hop of a redirect was asked for as the first one was. */
export const isChecked = ({ exchange, hops }: Scene): boolean =>
  checkedKinds.includes((hops[0] ?? exchange).kind);

function readableOf(scene: Scene): boolean | undefined {
  const { request, seen } = scene;
  if (seen.readable !== null) return undefined;
  if (!request || !isChecked(scene)) return undefined;
  // Also what a cache answered.
  const response = seen.observation.messages.findLast(({ role }) => role !== 'preflight')?.response;
  if (!response) return undefined;
  if (request.tainting === 'basic') return true;
  // No header makes it readable.
  if (request.tainting === 'opaque') return false;
  return corsCheck(request, response.headers.lines) === null;
}

/** Was there no response, and a script of an https page that asks over plain http? */
function isMixedContent(scene: Scene): boolean {
  const { request, document } = scene;
  const url = request?.urls.at(-1);
  if (!url || !document || !isChecked(scene) || isAnswered(scene)) return false;
  return withoutMixedContent(url, document, false, standard) === null;
}

/** Was there no response, and a preflight that did not permit the request? */
function isRefusedByPreflight(scene: Scene): boolean {
  if (!isChecked(scene) || !preflightMessage(scene.seen.observation)?.response) return false;
  if (scene.seen.arrived && isAnswered(scene)) return false;
  return !isPermitted(scene, standard);
}

/** Does its preflight permit the request? So it does where there is none. */
export const isPermitted = (scene: Scene, agent: UserAgent): boolean =>
  preflightError(scene, agent) === null;
