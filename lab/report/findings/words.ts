/** Findings in words: what many cells have in common is said once. */
import { engineNames, shortVersion } from '../summary.ts';
import type { Seen } from './collect.ts';
import type { Effect } from './effects.ts';
import type { Measured } from './measured.ts';

/** Names in one list before the rest is only counted. */
const namedAtMost = 5;

/**
 * The first sentence of a reason, which says what happens, and the rest, which says why.
 *
 *     'WebKitGTK 2.50 does this. That is why.' → ['WebKitGTK 2.50 does this', 'That is why.']
 */
export function headAndRest(because: string): [head: string, rest: string] {
  const [head = '', ...rest] = because.split(/(?<=[.?!]) (?=\p{Lu})/u);
  return [head.replace(/\.$/, ''), rest.join(' ')];
}

/** `a, b and c`; of a long list the first few, and how many more there are. */
export function listOf(names: readonly string[]): string {
  const shown = names.length > namedAtMost + 1 ? names.slice(0, namedAtMost) : names;
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/**
 * Columns as engines with their versions, and their policies where not all that were measured are
 * meant: `Firefox 153.7 (third-party allowed), WebKitGTK 2.50 and 2.54`.
 */
export function columnsText(some: readonly Measured[], all: readonly Measured[]): string {
  const perVersion = merged(
    some,
    ({ engine, version }) => `${engine} ${version}`,
    (group) => {
      const [{ engine, version }] = group;
      const every = all.filter((one) => one.engine === engine && one.version === version);
      const labels = labelsOf(group);
      const which = labels.length < labelsOf(every).length ? ` (${listOf(labels)})` : '';
      return { engine, version: shortVersion(version), which };
    },
  );
  const perEngine = merged(
    perVersion,
    ({ engine, which }) => engine + which,
    (group) => {
      const [{ engine, which }] = group;
      return `${engineNames[engine]} ${listOf(unique(group.map(({ version }) => version)))}${which}`;
    },
  );
  return listOf(perEngine);
}

const labelsOf = (columns: readonly Measured[]) => unique(columns.map(({ label }) => label));

/** Effects with what is the same said once: the cookies of one exchange, then like exchanges. */
export function effectsText(effects: readonly Effect[]): string {
  const perExchange = merged(
    effects,
    ({ does, at }) => JSON.stringify([does, at]),
    (group) => ({
      does: group[0].does,
      places: [group[0].at],
      cookies: unique(group.flatMap(({ cookies }) => cookies)),
    }),
  );
  const alike = merged(
    perExchange,
    ({ does, cookies }) => JSON.stringify([does, cookies]),
    (group) => ({ ...group[0], places: unique(group.flatMap(({ places }) => places)) }),
  );
  const short = merged(
    alike,
    ({ does, cookies }) => `${does} ${cookies.length > 0}`,
    (group) => (group.length < tooMany ? group : [all(group)]),
  ).flat();
  return short.map(clause).join('; ');
}

interface Clause {
  readonly does: string;
  readonly cookies: readonly string[];
  /** Exchanges; empty where they are too many to be told apart. */
  readonly places: readonly string[];
}

/** Clauses that differ only in exchange and cookie, from which on they are told as one. */
const tooMany = 4;

const all = (group: readonly [Clause, ...Clause[]]): Clause => ({
  does: group[0].does,
  cookies: unique(group.flatMap(({ cookies }) => cookies)),
  places: group[0].cookies.length > 0 ? [] : group.flatMap(({ places }) => places),
});

/** `at “fetch” and “img”: sends `absent`` */
function clause({ does, cookies, places }: Clause): string {
  const what = does.replace('…', listOf(cookies.map(code)));
  return places.length > 0 ? `at ${listOf(places.map((place) => `“${place}”`))}: ${what}` : what;
}

/** Groups by a key, in the order of first appearance, and makes one of each group. */
function merged<Item, Result>(
  items: readonly Item[],
  key: (item: Item) => string,
  one: (group: [Item, ...Item[]]) => Result,
): Result[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()].map(one);
}

const unique = <Value>(values: readonly Value[]) => [...new Set(values)];

/** A cookie's name as code; of an endless one the beginning. */
const code = (name: string) =>
  name === '' ? 'the nameless cookie' : `\`${name.length > 40 ? `${name.slice(0, 20)}…` : name}\``;

/** What one scenario showed, columns that showed the same together. */
export interface Account {
  readonly columns: readonly Measured[];
  readonly text: string;
}

export function accountsOf(seen: readonly Seen[]): Account[] {
  const perColumn = merged(
    seen,
    ({ measured: { column, version } }) => `${column} ${version}`,
    (group) => ({
      columns: [group[0].measured],
      text: effectsText(group.map(({ effect }) => effect)),
    }),
  );
  return merged(
    perColumn,
    ({ text }) => text,
    (group) => ({ text: group[0].text, columns: group.flatMap(({ columns }) => columns) }),
  );
}
