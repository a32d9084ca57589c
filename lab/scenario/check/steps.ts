/** Checks the steps of a scenario. */
import { kindOf } from '../plan/request-kinds.ts';
import type { LocalFrame, Step } from '../steps/index.ts';
import { isSilent, rowOf, type StepWhere, stepKinds } from '../steps/kinds.ts';
import { placesIn, writtenBy } from '../taken.ts';
import { checkRequest, checkUrl } from './answers.ts';
import type { Complaint } from './complaint.ts';
import { checkFields } from './fields.ts';
import type { Labels } from './labels.ts';
import { checkMethod } from './methods.ts';
import { shapes } from './shapes.ts';
import { oneOf } from './suggest.ts';

/** In what document steps are done. */
type Place = 'top-level page' | 'frame' | 'window';

export function* checkSteps(
  steps: readonly Step[],
  labels: Labels,
  within = '',
  place: Place = 'top-level page',
): Generator<Complaint, void> {
  for (const [i, step] of steps.entries()) {
    const at = `${within}step ${i + 1} (${step?.step})`;
    if (!Object.hasOwn(stepKinds, step?.step)) {
      const builders = Object.values(shapes).map(({ call }) => call.split('(')[0] ?? '');
      yield { at, problem: 'is no step', fix: oneOf(builders, step?.step) };
    }
    yield* checkFields(step, at);
    yield* checkStep(step, at, labels, place);
  }
}

function* checkStep(
  step: Step,
  at: string,
  labels: Labels,
  place: Place,
): Generator<Complaint, void> {
  yield* checkTaken(step, at, labels);
  if (!isSilent(step)) yield* labels.add(step.as, kindOf(step), at);
  yield* checkPlace(step, at, place);
  switch (step.step) {
    case 'pause':
      if (!(step.ms >= 0 && step.ms <= labels.longestPause)) {
        const fix = `Give 0 to ${labels.longestPause}.`;
        yield { at, problem: `cannot last ${step.ms} ms`, fix };
      }
      return;
    case 'writeCookie':
      if (typeof step.line !== 'string') {
        yield { at, problem: 'has no line to write', fix: "Give it: writeCookie('sid=1')." };
      }
      return;
    case 'allowStorageAccess':
      return yield* checkUrl(step.origin, at, labels);
    case 'fetch':
      if (step.leaving && !step.keepalive) {
        yield {
          at,
          problem: 'would end with the page that it leaves',
          fix: 'Give it keepalive: true as well.',
        };
      }
  }
  if ('method' in step) yield* checkMethod(step, at);
  if ('again' in step && step.again !== undefined) yield* checkAgain(step, step.again, at, labels);
  if ('url' in step) yield* checkRequest(step, at, labels);
  if (isHolder(step)) yield* checkInside(step, at, labels, place);
}

function* checkPlace(step: Step, at: string, place: Place): Generator<Complaint, void> {
  const { within } = rowOf(step);
  if (within === 'top-level page' && place !== 'top-level page') {
    yield {
      at,
      problem: 'cannot happen inside another step',
      fix: 'Put it after that step; inside, move on with link or form.',
    };
  }
  if (step.step === 'reload' && step.by !== 'script' && place !== 'top-level page') {
    yield {
      at,
      problem: 'cannot be the user’s inside another step: drivers reload whole pages only',
      fix: "Write reload({ by: 'script' }).",
    };
  }
  const target = 'target' in step ? step.target : undefined;
  if ((target === '_parent' || target === '_top') && place === 'top-level page') {
    yield { at, problem: `is in no frame that "${target}" leads out of`, fix: 'Leave target out.' };
  }
  if (within === 'page or frame' && place === 'window') {
    yield {
      at,
      problem: 'cannot happen in another window',
      fix: 'Click in the page, or in a frame of it.',
    };
  }
}

type Holder = StepWhere<{ holdsSteps: true }>;

/** Can a form lead what the step makes? */
const isNamed = (step: Holder) => step.step === 'frame' || step.step === 'openWindow';

const isHolder = (step: Step): step is Holder => rowOf(step).holdsSteps;

function* checkInside(
  step: Holder,
  at: string,
  labels: Labels,
  place: Place,
): Generator<Complaint, void> {
  if (!Array.isArray(step.steps)) {
    yield {
      at,
      problem: 'has no list of steps',
      fix: `Steps come before options: ${step.step}(url, [], { as }).`,
    };
  }
  if (step.step === 'openWindow' && step.noopener && step.steps.length > 0) {
    yield {
      at,
      problem: 'has steps that nobody can hand to a window without opener',
      fix: 'Leave them out; the request itself is observed.',
    };
  }
  if (step.step === 'openWindow' && step.noopener && step.form !== undefined) {
    const fix = "Write form(method, url, { target: '_blank' }).";
    yield { at, problem: 'has a form for a window that no form can name', fix };
  }
  if (isNamed(step) && step.fields !== undefined && step.form === undefined) {
    yield { at, problem: 'has fields and no form', fix: "Give it the method: form: 'POST'." };
  }
  if (step.step === 'localFrame') yield* checkLocal(step, at);
  const opens = step.step === 'openWindow' || step.step === 'blankWindow';
  const inside = opens || place === 'window' ? 'window' : 'frame';
  yield* checkSteps(step.steps, labels, `${at}, `, inside);
}

function* checkLocal({ content, sandbox }: LocalFrame, at: string): Generator<Complaint, void> {
  if (content === 'about:blank' && sandbox !== undefined && !sandbox.includes('allow-same-origin'))
    yield {
      at,
      problem: 'has no script: its parent may not put one in',
      fix: "Let the sandbox allow-same-origin, or use 'srcdoc'.",
    };
}

/** What is asked for again has been asked for before, once, and brings its answer with it. */
function* checkAgain(
  { answer }: { readonly answer?: unknown },
  again: string,
  at: string,
  labels: Labels,
): Generator<Complaint, void> {
  if (!labels.all.slice(0, -1).includes(again)) {
    const fix = `Use one of: ${labels.all.slice(0, -1).join(', ')}.`;
    yield { at, problem: `no step before is labelled "${again}"`, fix };
  }
  if (labels.repeated.has(again)) {
    const fix = 'Have two requests of one URL at most: what arrives is told apart by order.';
    yield { at, problem: `"${again}" was asked for again before`, fix };
  }
  labels.repeated.add(again);
  if (answer !== undefined) {
    yield { at, problem: 'has an answer of its own', fix: 'It has that of the first request.' };
  }
}

/** Values have words for names, and are taken before they are written. */
function* checkTaken(step: Step, at: string, { taken }: Labels): Generator<Complaint, void> {
  for (const name of writtenBy(step).flatMap(placesIn)) {
    if (!taken.has(name)) {
      const fix = `Take it out of an answer before: take: ['${name}'].`;
      yield { at, problem: `{${name}} was taken by no step before`, fix };
    }
  }
  const take = 'take' in step && step.take !== undefined ? step.take : [];
  if (!Array.isArray(take) || !take.every((name) => /^[\w-]+$/.test(name))) {
    yield { at, problem: '"take" is no list of names', fix: "Write ['token']." };
  }
  for (const name of take) taken.add(name);
}
