/**
 * Checks a scenario as it was written, for whoever writes one without a compiler
 * at hand. Each complaint names the place and the mend.
 */
import { headerText, maxDelay, RecipeError } from '../recipe.ts';
import { hosts, loopbackHosts, loopbackPorts } from '../topology.ts';
import { defaultLabel } from './plan.ts';
import { type Expectations, policies, type ScenarioSpec } from './scenario.ts';
import type { AnswerSpec, Step, StepKind } from './steps.ts';

export interface Complaint {
  /** `step 2 (fetch)`, `expect`, `title` … */
  readonly at: string;
  readonly problem: string;
  readonly mend: string;
}

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

const expectationFields = [
  'arrived',
  'sent',
  'stored',
  'readable',
  'documentCookie',
  'preflight',
  'header',
];

/** The first thing wrong with a file's default export; null when nothing is. */
export function check(exported: unknown): Complaint | null {
  return checks(exported).next().value ?? null;
}

function* checks(exported: unknown): Generator<Complaint, void> {
  if (typeof exported !== 'object' || exported === null || !('steps' in exported)) {
    return yield {
      at: 'the file',
      problem: 'has no scenario as its default export',
      mend: 'End it with: export default scenario({ title, claims, steps, expect })',
    };
  }
  const spec = exported as ScenarioSpec;
  if (typeof spec.title !== 'string' || spec.title === '') {
    yield { at: 'title', problem: 'is missing', mend: 'Say in one sentence what is claimed.' };
  }
  if (!Array.isArray(spec.claims) || !spec.claims.every((id) => /^[CFDSTGXB]\d+$/.test(id))) {
    yield {
      at: 'claims',
      problem: 'is not a list of claim ids',
      mend: "Name the claims it covers, like ['C3', 'F2'], or [] for none.",
    };
  }
  if (!Array.isArray(spec.steps) || spec.steps[0]?.step !== 'visit') {
    yield {
      at: 'steps',
      problem: 'do not begin with a visit',
      mend: 'Begin with visit(www), so that there is a page to stand on.',
    };
  }
  const labels = new Labels();
  yield* checkSteps(spec.steps, 'step', labels);
  yield* checkExpectations(spec.expect, 'expect', labels);
  for (const [policy, expectations] of Object.entries(spec.under ?? {})) {
    if (!(policies as readonly string[]).includes(policy)) {
      yield { at: 'under', problem: `"${policy}" is no policy`, mend: oneOf(policies) };
    }
    yield* checkExpectations(expectations, `under ${policy}`, labels);
  }
  for (const [i, deviation] of (spec.deviations ?? []).entries()) {
    const at = `deviation ${i + 1}`;
    if (!deviation.because || !deviation.see) {
      yield {
        at,
        problem: 'has no because or no see',
        mend: "Give the rule that makes it so, and a source or 'measured only'.",
      };
    }
    yield* checkExpectations(deviation.expect, at, labels);
  }
}

/** The labels given so far, and those that steps without one get. */
class Labels {
  readonly all: string[] = [];
  readonly #unlabelled = new Map<string, number>();

  /** Takes the label of a request; false when it is taken already. */
  add(given: string | undefined, kind: string): boolean {
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    if (given === undefined) this.#unlabelled.set(kind, ordinal);
    const label = given ?? defaultLabel(kind, ordinal);
    if (this.all.includes(label)) return false;
    this.all.push(label);
    return true;
  }
}

function* checkSteps(
  steps: readonly Step[],
  path: string,
  labels: Labels,
): Generator<Complaint, void> {
  for (const [i, step] of steps.entries()) {
    const at = `${path} ${i + 1} (${step?.step})`;
    if (!Object.hasOwn(stepKinds, step?.step)) {
      yield {
        at,
        problem: 'is no step',
        mend: `Make it with ${Object.keys(stepKinds).join(', ')}.`,
      };
    }
    if (step.step === 'pause') {
      if (!(step.ms >= 0 && step.ms <= maxDelay)) {
        yield { at, problem: `cannot last ${step.ms} ms`, mend: `Give 0 to ${maxDelay}.` };
      }
      continue;
    }
    const kind = step.step === 'subresource' ? step.element : step.step;
    if (!labels.add(step.as, kind)) {
      yield { at, problem: `the label "${step.as}" is taken`, mend: 'Give each its own `as`.' };
    }
    if ('url' in step) yield* checkUrl(step.url, at);
    if ('answer' in step) yield* checkAnswer(step.answer, at, labels);
    if ('steps' in step) yield* checkSteps(step.steps, `${at}, step`, labels);
  }
}

function* checkUrl(url: string, at: string): Generator<Complaint, void> {
  const mend = `Use a lab host: ${hosts.join(', ')}; or http on localhost:${loopbackPorts.join(', :')}.`;
  if (!URL.canParse(url)) return yield { at, problem: `"${url}" is no absolute URL`, mend };
  const { protocol, hostname, host } = new URL(url);
  const loopback = loopbackHosts.flatMap((name) => loopbackPorts.map((port) => `${name}:${port}`));
  const known = (hosts as readonly string[]).includes(hostname)
    ? ['http:', 'https:'].includes(protocol) && host === hostname
    : loopback.includes(host) && protocol === 'http:';
  if (!known) yield { at, problem: `"${url}" is not in the lab`, mend };
}

function* checkAnswer(
  answer: AnswerSpec | undefined,
  at: string,
  labels: Labels,
): Generator<Complaint, void> {
  if (!answer) return;
  const texts = [
    ...[answer.setCookie ?? []].flat(),
    ...[answer.preflight?.setCookie ?? []].flat(),
    ...(answer.headers ?? []).map(([, value]) => value),
  ];
  for (const text of texts) {
    try {
      headerText('answer', text);
    } catch (error) {
      if (!(error instanceof RecipeError)) throw error;
      yield { at, problem: error.message, mend: 'Take the line break out.' };
    }
  }
  if (answer.delay !== undefined && !(answer.delay >= 0 && answer.delay <= maxDelay)) {
    yield { at, problem: `cannot wait ${answer.delay} ms`, mend: `Give 0 to ${maxDelay}.` };
  }
  const { redirect } = answer;
  if (!redirect) return;
  if (!labels.add(redirect.as, 'redirect')) {
    yield { at, problem: `the label "${redirect.as}" is taken`, mend: 'Give each its own `as`.' };
  }
  yield* checkUrl(redirect.to, `${at}, redirect`);
  yield* checkAnswer(redirect.answer, `${at}, redirect`, labels);
}

function* checkExpectations(
  expectations: Expectations | undefined,
  at: string,
  labels: Labels,
): Generator<Complaint, void> {
  if (!expectations || Object.keys(expectations).length === 0) {
    return yield {
      at,
      problem: 'expects nothing',
      mend: 'Say what is claimed of a labelled step.',
    };
  }
  for (const [label, expectation] of Object.entries(expectations)) {
    if (!labels.all.includes(label)) {
      yield { at, problem: `no step is labelled "${label}"`, mend: oneOf(labels.all) };
    }
    const unknown = Object.keys(expectation).find((field) => !expectationFields.includes(field));
    if (unknown) {
      yield { at, problem: `"${unknown}" cannot be expected`, mend: oneOf(expectationFields) };
    }
  }
}

const oneOf = (names: readonly string[]) => `Use one of: ${names.join(', ')}.`;
