/** With which options a run goes on. */
import { LabError } from '../base/errors.ts';
import type { Asked } from '../run/store.ts';

/**
 * What was asked for when the run began. Who says it again must say the same.
 *
 * @param given what is asked for now; without what was not said.
 * @throws {LabError} LAB_RESUME where that is something else.
 */
export function resumed(asked: Asked, given: Partial<Asked>): Asked {
  for (const [name, now] of Object.entries(given)) {
    const then = asked[name as keyof Asked];
    if (text(now) === text(then)) continue;
    throw new LabError(
      'LAB_RESUME',
      `The run that was stopped had ${option(name, then)}, not ${option(name, now)}.`,
      'To go on with it say --resume alone; to begin anew leave out --resume.',
    );
  }
  return asked;
}

const text = (value: Asked[keyof Asked]) =>
  typeof value === 'boolean' ? `${value}` : value.join();

const option = (name: string, value: Asked[keyof Asked]) =>
  value === false || text(value) === '' ? `no --${name}` : `--${name} ${text(value)}`;
