/** Checks the steps of a scenario, and the answers in them. */
import { decodeRecipe, encodeRecipe, maxDelay } from '../recipe.ts';
import { hosts, loopbackHosts, loopbackPorts } from '../topology.ts';
import type { Complaint } from './check.ts';
import { defaultLabel } from './plan.ts';
import type { AnswerSpec, Step, StepKind } from './steps.ts';

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

/** The labels given so far, and those that steps without one get. */
export class Labels {
  readonly all: string[] = [];
  readonly #unlabelled = new Map<string, number>();

  /** Takes the label of a request, or complains that it is taken already. */
  *add(given: string | undefined, kind: string, at: string): Generator<Complaint, void> {
    const ordinal = (this.#unlabelled.get(kind) ?? 0) + 1;
    if (given === undefined) this.#unlabelled.set(kind, ordinal);
    const label = given ?? defaultLabel(kind, ordinal);
    if (this.all.includes(label)) {
      yield { at, problem: `the label "${label}" is taken`, mend: 'Give each its own `as`.' };
    }
    this.all.push(label);
  }
}

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
    if (step.step === 'visit' && within !== '') {
      yield {
        at,
        problem: 'cannot happen inside another step',
        mend: 'Put it after that step; inside, move on with link or form.',
      };
    }
    if (step.step === 'pause') {
      if (!(step.ms >= 0 && step.ms <= maxDelay)) {
        yield { at, problem: `cannot last ${step.ms} ms`, mend: `Give 0 to ${maxDelay}.` };
      }
      continue;
    }
    yield* labels.add(step.as, step.step === 'subresource' ? step.element : step.step, at);
    if (step.step === 'writeCookie') {
      if (typeof step.line !== 'string') {
        yield { at, problem: 'has no line to write', mend: "Give it: writeCookie('sid=1')." };
      }
      continue;
    }
    if (step.step === 'readCookie') continue;
    yield* checkUrl(step.url, at);
    yield* checkAnswer(step.answer, at, labels);
    if (step.step === 'frame' || step.step === 'openWindow') {
      if (!Array.isArray(step.steps)) {
        yield {
          at,
          problem: 'has no list of steps',
          mend: `Steps come before options: ${step.step}(url, [], { as }).`,
        };
      }
      yield* checkSteps(step.steps, labels, `${at}, `);
    }
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
  if (answer.headers !== undefined && !Array.isArray(answer.headers)) {
    yield { at, problem: '"headers" is no list of pairs', mend: "Write [['Name', 'value']]." };
  }
  const problem = refusalOf(answer);
  if (problem) yield { at, problem, mend: 'Give an answer that HTTP can carry.' };
  const { preflight, redirect } = answer;
  if (preflight?.location !== undefined) yield* checkUrl(preflight.location, `${at}, preflight`);
  if (!redirect) return;
  yield* labels.add(redirect.as, 'redirect', at);
  yield* checkUrl(redirect.to, `${at}, redirect`);
  yield* checkAnswer(redirect.answer, `${at}, redirect`, labels);
}

/** Why the services would refuse an answer: asked of the recipe that they would be sent. */
function refusalOf({ redirect, setCookie, preflight, ...plain }: AnswerSpec): string | null {
  const lists = (lines: string | readonly string[] | undefined) =>
    lines === undefined ? {} : { setCookie: [lines].flat() };
  try {
    const query = encodeRecipe({
      answer: {
        ...plain,
        ...lists(setCookie),
        ...(redirect?.status !== undefined && { status: redirect.status }),
        ...(preflight && { preflight: { ...preflight, ...lists(preflight.setCookie) } as never }),
      },
    });
    decodeRecipe(new URLSearchParams(query));
    return null;
  } catch (error) {
    return `cannot be answered so: ${(error as Error).message}`;
  }
}
