/** Checks what is expected of the labelled steps. */
import { type ExpectationField, expectationFields, fieldsByCookie } from '../expectation-fields.ts';
import type { Expectations, ScenarioSpec } from '../scenario.ts';
import type { Complaint } from './complaint.ts';
import { oneOf, wrongForm } from './suggest.ts';

const everyField = ['about', ...Object.keys(expectationFields)];

export function* checkExpectations(
  expectations: Expectations | undefined,
  at: string,
  labels: readonly string[],
  rows: ScenarioSpec['rows'],
): Generator<Complaint, void> {
  if (!expectations || Object.keys(expectations).length === 0) {
    return yield {
      at,
      problem: 'expects nothing',
      fix: 'Say what is claimed of a labelled step.',
    };
  }
  const judged: readonly string[] = rows === 'exchange and cookie' ? fieldsByCookie : everyField;
  for (const [label, expectation] of Object.entries(expectations)) {
    if (!labels.includes(label)) {
      yield { at, problem: `no step is labelled "${label}"`, fix: oneOf(labels, label) };
    }
    const fields = Object.entries(expectation ?? {});
    if (!fields.some(([field]) => field !== 'about')) {
      yield { at, problem: `expects nothing of "${label}"`, fix: oneOf(judged) };
    }
    for (const [field, value] of fields)
      yield* checkField(field, value, `${at}, "${label}"`, judged);
  }
}

function* checkField(
  field: string,
  value: unknown,
  at: string,
  judged: readonly string[],
): Generator<Complaint, void> {
  if (!everyField.includes(field)) {
    yield { at, problem: `"${field}" cannot be expected`, fix: oneOf(everyField, field) };
  }
  if (!judged.includes(field)) {
    yield { at, problem: `"${field}" is not judged in rows by cookie`, fix: oneOf(judged) };
  }
  if (field === 'about') {
    if (typeof value === 'string') return;
    return yield { at, problem: '"about" is no name of a cookie', fix: "Write 'sid'." };
  }
  const form = expectationFields[field as ExpectationField];
  if (!form.isWritten(value)) yield { at, ...wrongForm(field, form, value) };
}
