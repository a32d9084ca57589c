/**
 * Checks a scenario as it was written, for whoever writes one without a compiler
 * at hand. Each complaint names the place and the fix.
 */

import { causes } from '../../base/causes.ts';
import { claimIds } from '../../claims/claims.ts';
import { plan } from '../plan/plan.ts';
import { onlyShows } from '../rows.ts';
import {
  type Expectations,
  policies,
  type Reported,
  type ScenarioSpec,
  scenario,
  type Written,
} from '../scenario.ts';
import { checkHosts } from './answers.ts';
import type { Complaint } from './complaint.ts';
import { checkDeviations } from './deviations.ts';
import { checkExpectations } from './expectations.ts';
import { checkKeys } from './keys.ts';
import { Labels } from './labels.ts';
import { checkSteps } from './steps.ts';
import { oneOf } from './suggest.ts';

const claimsList = 'npm run claims lists them.';

/** Milliseconds that a pause may take: slow scenarios may outwait a rule of two minutes. */
const longestPause = { ordinary: 10_000, slow: 180_000 };

const cuts = ['exchange', 'exchange and cookie'];

const fields = Object.keys({
  title: true,
  claims: true,
  hosts: true,
  steps: true,
  expect: true,
  under: true,
  deviations: true,
  slow: true,
  essential: true,
  rows: true,
  reported: true,
} satisfies Record<keyof ScenarioSpec, true>);

const reportedFields = Object.keys({
  source: true,
  exchange: true,
  cookie: true,
  cause: true,
} satisfies Record<keyof Reported, true>);

/**
 * The first thing wrong with a file's default export; null when nothing is.
 *
 * @param columns ids of all columns that deviations can be of
 */
export function check(exported: unknown, columns: readonly string[]): Complaint | null {
  return checks(exported, columns).next().value ?? null;
}

function* checks(exported: unknown, columns: readonly string[]): Generator<Complaint, void> {
  if (typeof exported !== 'object' || exported === null || !('steps' in exported)) {
    return yield {
      at: 'the file',
      problem: 'has no scenario as its default export',
      fix: 'End it with: export default scenario({ title, steps, expect })',
    };
  }
  const spec = scenario(exported as Written);
  yield* checkKeys(spec, fields, 'the scenario');
  if (typeof spec.title !== 'string' || spec.title === '') {
    yield { at: 'title', problem: 'is missing', fix: 'Say in one sentence what is claimed.' };
  }
  const nameClaims = "Name the claims it covers, like ['C3', 'F2'], or leave them out.";
  if (!Array.isArray(spec.claims)) {
    yield { at: 'claims', problem: 'is not a list of claim ids', fix: nameClaims };
  }
  const noClaim = spec.claims.find((id) => !claimIds.includes(id));
  if (noClaim !== undefined) {
    yield {
      at: 'claims',
      problem: `"${noClaim}" is no claim`,
      fix: `${nameClaims} ${claimsList}`,
    };
  }
  if (!Array.isArray(spec.steps) || spec.steps[0]?.step !== 'visit') {
    yield {
      at: 'steps',
      problem: 'do not begin with a visit',
      fix: 'Begin with visit(www), so that there is a page to stand on.',
    };
  }
  yield* checkHosts(spec.hosts);
  const pause = spec.slow ? longestPause.slow : longestPause.ordinary;
  const labels = new Labels(pause, spec.hosts);
  yield* checkSteps(spec.steps, labels);
  yield* checkHistory(spec);
  if (spec.rows !== undefined && !cuts.includes(spec.rows)) {
    yield { at: 'rows', problem: `cannot be cut by "${spec.rows}"`, fix: oneOf(cuts, spec.rows) };
  }
  const expectations = (some: Expectations | undefined, at: string) =>
    checkExpectations(some, at, labels.all, spec.rows);
  if (!onlyShows(spec)) yield* expectations(spec.expect, 'expect');
  else if (spec.rows !== undefined) {
    yield {
      at: 'rows',
      problem: 'cut expectations, and there are none',
      fix: 'Say what is expected of a labelled step, or leave out rows.',
    };
  }
  for (const [policy, changes] of Object.entries(spec.under ?? {})) {
    if (!(policies as readonly string[]).includes(policy)) {
      yield { at: 'under', problem: `"${policy}" is no policy`, fix: oneOf(policies, policy) };
    }
    yield* expectations(changes, `under ${policy}`);
  }
  yield* checkDeviations(spec, labels.all, columns);
  if (spec.reported !== undefined) yield* checkReported(spec.reported, labels.all);
}

/** Whether there is a document for each step is known when the steps are planned. */
function* checkHistory(spec: ScenarioSpec): Generator<Complaint, void> {
  try {
    plan(spec, 'test');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    yield { at: 'steps', problem: error.message, fix: String(error.cause) };
  }
}

function* checkReported(reported: Reported, labels: readonly string[]): Generator<Complaint, void> {
  const at = 'reported';
  yield* checkKeys(Object(reported), reportedFields, at);
  const { source, exchange, cause } = reported;
  if (!/^https:\/\/./.test(source)) {
    yield { at, problem: 'has no source', fix: 'Give the https address of the report.' };
  }
  if (!labels.includes(exchange)) {
    yield { at, problem: `no step is labelled "${exchange}"`, fix: oneOf(labels, exchange) };
  }
  if (!Object.hasOwn(causes, cause)) {
    yield { at, problem: `"${cause}" is no cause`, fix: oneOf(Object.keys(causes), cause) };
  }
}
