/** For tests: makes a plan smaller as long as it still shows what it showed. */
import { check } from '../../../lab/scenario/check/check.ts';
import type { Step } from '../../../lab/scenario/steps/index.ts';

/** What a step or answer cannot be without. */
const kept = new Set([
  'step',
  'url',
  'as',
  'to',
  'element',
  'content',
  'line',
  'call',
  'action',
  'ms',
]);
const needed = new Set([
  ...kept,
  'mode',
  'origins',
  'credentials',
  'method',
  'name',
  'value',
  'by',
]);

/** Every value that has one thing less, the largest things first. */
function* smallerOf(value: unknown): Generator<unknown> {
  if (typeof value === 'string') {
    const parts = value.split(';');
    for (let i = parts.length - 1; i > 0; i--) yield parts.toSpliced(i, 1).join(';');
  } else if (Array.isArray(value)) {
    if (value.length > 8) yield value.slice(0, value.length / 2);
    for (let i = value.length - 1; i >= 0; i--) yield value.toSpliced(i, 1);
    for (const [i, inner] of value.entries()) {
      for (const smaller of smallerOf(inner)) yield value.toSpliced(i, 1, smaller);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const { [key]: _, ...rest } = value as Readonly<Record<string, unknown>>;
      if (!needed.has(key) || (key === 'mode' && 'step' in value)) yield rest;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (kept.has(key) && key !== 'line') continue;
      for (const smaller of smallerOf(inner)) yield { ...value, [key]: smaller };
    }
  }
}

const isPlan = (steps: unknown): steps is Step[] => check({ title: 'Smaller', steps }, []) === null;

/** The smallest plan that was found; `shows` performs one and says whether it still shows it. */
export async function shrunk(
  steps: readonly Step[],
  shows: (steps: readonly Step[]) => Promise<boolean>,
  most = 80,
): Promise<readonly Step[]> {
  let smallest = steps;
  let tries = 0;
  for (;;) {
    let next: readonly Step[] | null = null;
    for (const one of smallerOf(smallest)) {
      if (!isPlan(one)) continue;
      if (++tries > most) return smallest;
      if (await shows(one)) {
        next = one;
        break;
      }
    }
    if (next === null) return smallest;
    smallest = next;
  }
}
