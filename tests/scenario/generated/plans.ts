/**
 * For tests: plans that nobody wrote. A number makes a plan, the same every time; together they hold
 * every kind of step, field and word that a scenario can be written with.
 */
import type { LabUrl, Origin } from '../../../lab/base/topology.ts';
import {
  type AnswerSpec,
  apex,
  api,
  app,
  beginsLikeWww,
  evil,
  http,
  localhostA,
  localhostB,
  loopbackA,
  loopbackB,
  otherApi,
  otherWww,
  type Step,
  subApi,
  thirdApi,
  thirdWww,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { pageAnswer } from './answers.ts';
import { Choices } from './choices.ts';
import { Scene } from './scene.ts';
import { stepsIn } from './steps.ts';

/** The hosts of a plan: few, so that cookies are met again. */
const casts: readonly [readonly [Origin, ...Origin[]], ...(readonly [Origin, ...Origin[]])[]] = [
  [www, api, otherApi],
  [www, api, otherWww, thirdApi],
  [app, api, subApi, evil],
  [www, www, otherWww],
  [evil, api, www],
  [otherWww, otherApi, www, thirdWww],
  [apex, www, api, http(www)],
  [http(www), http(api), www, api],
  [www, http(api), http(otherWww), api],
  [beginsLikeWww, www, api],
  [thirdWww, www, otherWww, thirdApi],
  [localhostA, localhostB, loopbackB],
  [loopbackA, localhostA, api],
  [www, localhostA, api],
  ['https://alice.vercel.app', 'https://api.vercel.app', www],
  ['https://alice.lovable.app', 'https://api.lovable.app', otherApi],
];

const paths = ['', '', '', '', '/v1', '/v1/me', '/auth/in'] as const;

/** An answer that a page comes of: without one no step could follow. */
function withPage({ status, redirect, ...answer }: AnswerSpec): AnswerSpec {
  return {
    ...answer,
    ...(status !== undefined && status !== 204 && { status }),
    ...(redirect && { redirect: { ...redirect, answer: withPage(redirect.answer ?? {}) } }),
  };
}

/** The steps of plan number `seed`. */
export function planOf(seed: number): Step[] {
  const choices = new Choices(seed);
  const cast = choices.pick(casts);
  const url = (): LabUrl => `${choices.pick(cast)}${choices.pick(paths)}` as LabUrl;
  const scene = Scene.first(choices, url, `${cast[0]}${choices.pick(paths)}` as LabUrl);
  const signIns = choices.list(choices.below(3), () => {
    const at = url();
    return visit(at, {
      answer: withPage(pageAnswer(choices, scene.answering(at))),
      as: scene.label('visit'),
    });
  });
  const first = visit(scene.url, {
    answer: withPage(pageAnswer(choices, scene.answering(scene.url))),
    as: scene.label('visit'),
  });
  scene.visited(signIns.length + 1);
  return [...signIns, first, ...stepsIn(scene, 2 + choices.below(6))];
}
