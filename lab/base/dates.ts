/**
 * Dates that a service writes by its own clock when it answers. Were they written into a scenario, it
 * would be another one each time it is read, and nothing that was measured of it would hold.
 */
import type { Answer } from './recipe.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Stands for the date so many days after the answer. */
export const dateIn = (days: number): string => `{in ${days} days}`;

const place = /\{in (-?\d+) days\}/g;

/** An answer as it is given at a time, in milliseconds of Unix time. */
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
