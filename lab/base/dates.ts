/**
 * Dates that a service writes by its own clock when it answers. A scenario that wrote them itself would
 * be another one each time it is read, and would be measured each time.
 */
import type { Answer } from './recipe.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A date in a Set-Cookie line, so many days after the answer. Returns its placeholder: `{in 30 days}`.
 *
 * @example visit(api, { answer: { setCookie: `sid=1; Secure; Expires=${inDays(30)}` } })
 */
export const inDays = (days: number): string => `{in ${days} days}`;

const place = /\{in (-?\d+) days\}/g;

/** An answer with its dates written. `now` is in milliseconds of Unix time. */
export function dated(answer: Answer, now: number): Answer {
  const { setCookie, preflight } = answer;
  const write = (line: string) =>
    line.replace(place, (_, days) => new Date(now + Number(days) * dayMs).toUTCString());
  return {
    ...answer,
    ...(setCookie && { setCookie: setCookie.map(write) }),
    ...(preflight?.setCookie && {
      preflight: { ...preflight, setCookie: preflight.setCookie.map(write) },
    }),
  };
}
