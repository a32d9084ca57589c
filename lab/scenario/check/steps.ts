/** Checks the steps of a scenario. */
import { maxDelay } from '../../recipe.ts';
import { kindOf } from '../plan/labels.ts';
import type { Step, StepKind } from '../steps/index.ts';
import { placesIn, writtenBy } from '../taken.ts';
import { checkAnswer, checkUrl } from './answers.ts';
import type { Complaint } from './complaint.ts';
import type { Labels } from './labels.ts';

const stepKinds = {
  visit: true,
  fetch: true,
  xhr: true,
  form: true,
  link: true,
  frame: true,
  openWindow: true,
  subresource: true,
  writeCookie: true,
  readCookie: true,
  pause: true,
} satisfies Record<StepKind, true>;

export function* checkSteps(
  steps: readonly Step[],
  labels: Labels,
  within = '',
): Generator<Complaint, void> {
  for (const [i, step] of steps.entries()) {
    const at = `${within}step ${i + 1} (${step?.step})`;
    if (!Object.hasOwn(stepKinds, step?.step)) {
      yield {
        at,
        problem: 'is no step',
        mend: `Make it with ${Object.keys(stepKinds).join(', ')}.`,
      };
    }
    yield* checkStep(step, at, labels, within !== '');
  }
}

function* checkStep(
  step: Step,
  at: string,
  labels: Labels,
  inside: boolean,
): Generator<Complaint, void> {
  yield* checkTaken(step, at, labels);
  if (step.step !== 'pause') yield* labels.add(step.as, kindOf(step), at);
  switch (step.step) {
    case 'pause':
      if (!(step.ms >= 0 && step.ms <= maxDelay)) {
        yield { at, problem: `cannot last ${step.ms} ms`, mend: `Give 0 to ${maxDelay}.` };
      }
      return;
    case 'writeCookie':
      if (typeof step.line !== 'string') {
        yield { at, problem: 'has no line to write', mend: "Give it: writeCookie('sid=1')." };
      }
      return;
    case 'readCookie':
      return;
    case 'visit':
      if (inside) {
        yield {
          at,
          problem: 'cannot happen inside another step',
          mend: 'Put it after that step; inside, move on with link or form.',
        };
      }
  }
  yield* checkUrl(step.url, at);
  yield* checkAnswer(step.answer, at, labels);
  if (step.step !== 'frame' && step.step !== 'openWindow') return;
  if (!Array.isArray(step.steps)) {
    yield {
      at,
      problem: 'has no list of steps',
      mend: `Steps come before options: ${step.step}(url, [], { as }).`,
    };
  }
  yield* checkSteps(step.steps, labels, `${at}, `);
}

/** Values have words for names, and are taken before they are written. */
function* checkTaken(step: Step, at: string, { taken }: Labels): Generator<Complaint, void> {
  for (const name of writtenBy(step).flatMap(placesIn)) {
    if (!taken.has(name)) {
      const mend = `Take it out of an answer before: take: ['${name}'].`;
      yield { at, problem: `{${name}} was taken by no step before`, mend };
    }
  }
  const take = 'take' in step && step.take !== undefined ? step.take : [];
  if (!Array.isArray(take) || !take.every((name) => /^\w+$/.test(name))) {
    yield { at, problem: '"take" is no list of names', mend: "Write ['token']." };
  }
  for (const name of take) taken.add(name);
}
