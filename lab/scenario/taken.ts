/**
 * Values that a page takes out of an answer or its cookies, and writes into what it asks later:
 * `take: ['token']`, and from then on `{token}` stands for it.
 */

import type { Cookie } from '../base/arrival.ts';

/** Values by name. */
export type Taken = Readonly<Record<string, string>>;

/**
 * The values that a JSON text holds under these names, as text.
 *
 *     '{"token":"x","n":1}', ['token', 'n', 'other'] → { token: 'x', n: '1' }
 *     'no JSON', ['token']                           → {}
 */
export function takeFrom(text: string, names: readonly string[]): Taken {
  const held = names.length > 0 ? parsed(text) : {};
  const found = names.filter((name) => Object.hasOwn(held, name));
  return Object.fromEntries(found.map((name) => [name, String(held[name])]));
}

/** The values that these cookies have, as a script reads them. */
export const takeFromCookies = (cookies: readonly Cookie[], names: readonly string[]): Taken =>
  Object.fromEntries(
    names.flatMap((name) => {
      const cookie = cookies.find((one) => one.name === name);
      return cookie ? [[name, cookie.value]] : [];
    }),
  );

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

const place = /\{([\w-]+)\}/g;

/** The names whose values a text has places for: `'Bearer {token}'` → `['token']`. */
export const placesIn = (text: string): string[] =>
  [...text.matchAll(place)].map(([, name]) => name as string);

/** What a step writes, and may have places in. */
interface Written {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string | null;
  readonly line?: string;
}

/** All texts of a step that may have places in them. */
export function writtenBy(step: object): string[] {
  const { headers = {}, fields = {}, body, line } = step as Written;
  return [...Object.values(headers), ...Object.values(fields), body ?? '', line ?? ''];
}

/** A step with the values in their places. A place whose value was never taken stays as it is. */
export function filled<Step extends object>(step: Step & Written, taken: Taken): Step {
  const fill = (text: string) =>
    text.replace(place, (all, name) => (Object.hasOwn(taken, name) ? `${taken[name]}` : all));
  const fillAll = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
  const { headers, fields, body, line } = step;
  return {
    ...step,
    ...(headers && { headers: fillAll(headers) }),
    ...(fields && { fields: fillAll(fields) }),
    ...(typeof body === 'string' && { body: fill(body) }),
    ...(line !== undefined && { line: fill(line) }),
  };
}
