/** The rows of a scenario: what is judged by itself, in one line of the table. */

import type { Answer } from '../base/recipe.ts';
import { cookieNameOf } from '../base/set-cookie.ts';
import type { ClaimId } from '../claims/claims.ts';
import { onlyCookie } from './expectation-fields.ts';
import type {
  Deviation,
  Expectation,
  Expectations,
  Policy,
  Reported,
  ScenarioSpec,
} from './scenario.ts';
import type { AnswerSpec, Step } from './steps/index.ts';

/** A scenario file as it was read. */
export interface Scenario {
  /** Path below scenarios/ without its ending: `samesite/none-without-secure`. */
  readonly id: string;
  /** The folder: `samesite`. */
  readonly topic: string;
  readonly spec: ScenarioSpec;
  readonly rows: readonly Row[];
}

/** What a row is of. */
export interface RowKey {
  /** The scenario's id. */
  readonly scenario: string;
  /** The label of its exchange, where the scenario is cut into rows. */
  readonly exchange?: string;
  /** Its cookie, where the scenario is cut by cookie as well. */
  readonly cookie?: string;
}

export interface Row {
  /** The scenario's id, with `#…` where the scenario has several rows; {@link of} has its parts. */
  readonly id: string;
  readonly of: RowKey;
  /** The scenario's title. */
  readonly title: string;
  /** Which of the scenario's rows: its exchange, and cookie; empty where there is but one. */
  readonly part: string;
  readonly topic: string;
  readonly claims: readonly ClaimId[];
  readonly expect: Expectations;
  readonly under: Partial<Record<Policy, Expectations>>;
  readonly deviations: readonly Deviation[];
  readonly reported?: Reported;
}

/** The folder of a scenario below scenarios/; `''` for one that lies in none. */
export const topicOf = (id: string) => id.slice(0, Math.max(0, id.indexOf('/')));

/** Cuts a scenario into its rows. */
export function rowsOf(id: string, spec: ScenarioSpec): Row[] {
  const { claims, reported } = spec;
  const base = { topic: topicOf(id), claims, ...(reported && { reported }) };
  const row = (
    slug: string,
    cut: Omit<RowKey, 'scenario'>,
    only: (all: Expectations) => Expectations,
  ): Row => ({
    ...base,
    id: slug ? `${id}#${slug}` : id,
    of: { scenario: id, ...cut },
    title: spec.title,
    part: Object.values(cut).join(', '),
    expect: only(spec.expect),
    under: mapValues(spec.under ?? {}, (all) => all && only(all)),
    deviations: (spec.deviations ?? [])
      .map((deviation) => ({ ...deviation, expect: only(deviation.expect) }))
      .filter(({ expect }) => Object.keys(expect).length > 0),
  });
  if (!spec.rows) return [row('', {}, (all) => all)];

  const labels = slugs(Object.keys(spec.expect));
  if (spec.rows === 'exchange') {
    return labels.map(([exchange, slug]) => row(slug, { exchange }, pick(exchange)));
  }
  const cookies = slugs(cookiesSetBy(spec.steps));
  const everyRow = labels.flatMap(([exchange, slug]) =>
    cookies.map(([cookie, cookieSlug]) =>
      row(`${slug}/${cookieSlug}`, { exchange, cookie }, (all) =>
        mapValues(pick(exchange)(all), (expectation) => onlyCookie(expectation, cookie)),
      ),
    ),
  );
  return everyRow.filter(judgesSomething);
}

/** Does a row cut by cookie expect anything of its cookie? */
const judgesSomething = ({ expect, under }: Row) =>
  [expect, ...Object.values(under)]
    .flatMap(Object.values<Expectation>)
    .some(({ about: _, ...fields }) => Object.keys(fields).length > 0);

const pick =
  (label: string) =>
  (all: Expectations): Expectations =>
    all[label] ? { [label]: all[label] } : {};

/** The names of all cookies that steps set, by answer or by script, in order, each once. */
export function cookiesSetBy(steps: readonly Step[]): string[] {
  const names = new Set<string>();
  const add = (line: string) => names.add(cookieNameOf(line));
  const answers = (answer: AnswerSpec | undefined) => {
    for (const set of [answer?.setCookie, answer?.preflight?.setCookie])
      for (const line of [set ?? []].flat()) add(line);
    if (answer?.redirect) answers(answer.redirect.answer);
  };
  const walk = (some: readonly Step[]) => {
    for (const step of some) {
      if ('answer' in step) answers(step.answer);
      if (step.step === 'writeCookie') add(step.line);
      if (step.step === 'cookieStore' && step.call.method === 'set')
        add(`${step.call.cookie.name}=`);
      if ('steps' in step) walk(step.steps);
    }
  };
  walk(steps);
  return [...names];
}

/** The names of the cookies that an exchange sets: by its answer, and by the line that a script writes. */
export const namesSetBy = (
  { setCookie = [] }: Pick<Answer, 'setCookie'>,
  line?: string,
): string[] => [...setCookie, ...(line === undefined ? [] : [line])].map(cookieNameOf);

/** Texts with what they are called in ids, told apart where that is the same: `sid`, `sid-2`. */
function slugs(texts: readonly string[]): [text: string, slug: string][] {
  const taken = new Map<string, number>();
  return texts.map((text) => {
    const slug = text.toLowerCase().replace(/[^a-z0-9_=-]+/g, '-');
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return [text, count === 1 ? slug : `${slug}-${count}`];
  });
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Does it expect nothing, and only show what happens? */
export const onlyShows = ({ expect }: { readonly expect: Expectations }): boolean =>
  Object.keys(expect).length === 0;
