/** What a deviation changes, in words: the fields of what happens instead beside those claimed. */
import type { CookieChanges } from '../../scenario/recording.ts';
import type { Expectation, Expectations } from '../../scenario/scenario.ts';
import { show } from '../summary.ts';

/** One thing that went otherwise in one exchange. */
export interface Effect {
  /** The exchange. */
  readonly at: string;
  /** What the browser does, with `…` for the cookies: `sends …`, `lets the script read the answer`. */
  readonly does: string;
  /** Names of cookies. Empty where it is about the exchange as a whole. */
  readonly cookies: readonly string[];
}

/** Where `instead` differs from what is claimed, exchange by exchange. */
export function effectsOf(claimed: Expectations, instead: Expectations): Effect[] {
  return Object.entries(instead).flatMap(([at, expectation]) =>
    changesOf(claimed[at] ?? {}, expectation).map((change) => ({ at, cookies: [], ...change })),
  );
}

type Change = Pick<Effect, 'does'> & Partial<Effect>;

function changesOf(claimed: Expectation, instead: Expectation): Change[] {
  // What is not asked for carries nothing: no more is to be said of it.
  if (instead.arrived !== undefined && instead.arrived !== (claimed.arrived ?? true)) {
    return [{ does: instead.arrived ? 'makes the request' : 'makes no request' }];
  }
  return [
    ...members('sends …', 'does not send …', claimed.sent, instead.sent),
    ...members('stores …', 'does not store …', claimed.stored, instead.stored),
    ...members(
      'shows … in document.cookie',
      'does not show … in document.cookie',
      claimed.documentCookie,
      instead.documentCookie,
    ),
    ...members(
      'has … in the cookie store',
      'has no … in the cookie store',
      claimed.cookieStore,
      instead.cookieStore,
    ),
    ...lifetimes(claimed.lifetime, instead.lifetime),
    ...values(claimed, instead),
  ];
}

/** Names that were claimed and are not there, and the reverse; `name=value` is told by its value. */
function members(
  added: string,
  missing: string,
  claimed: readonly string[] = [],
  instead: readonly string[] = claimed,
): Change[] {
  const name = (pair: string) => pair.split('=')[0] ?? '';
  const names = (list: readonly string[]) => list.map(name);
  const more = instead.filter((pair) => !names(claimed).includes(name(pair)));
  const less = claimed.filter((pair) => !names(instead).includes(name(pair)));
  const changed = instead.filter(
    (pair) => !claimed.includes(pair) && names(claimed).includes(name(pair)),
  );
  return [
    ...(more.length > 0 ? [{ does: added, cookies: names(more) }] : []),
    ...(less.length > 0 ? [{ does: missing, cookies: names(less) }] : []),
    ...(changed.length > 0
      ? [{ does: `${added} with another value`, cookies: names(changed) }]
      : []),
  ];
}

function lifetimes(
  claimed: Expectation['lifetime'] = {},
  instead: Expectation['lifetime'] = claimed,
): Change[] {
  return Object.entries(instead)
    .filter(([name, days]) => days !== claimed[name])
    .map(([name, days]) => ({ does: lasts(days), cookies: [name] }));
}

function lasts(days: number | null | 'gone'): string {
  if (days === 'gone') return 'does not keep …';
  if (days === null) return 'keeps … for the session only';
  return `keeps … for ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** Fields that are told by their new value. */
function values(claimed: Expectation, instead: Expectation): Change[] {
  const texts: Partial<Record<keyof Expectation, (value: never) => string>> = {
    readable: (readable: boolean) =>
      `${readable ? 'lets' : 'does not let'} the script read the answer`,
    status: (status: number) => `is answered with ${status}`,
    method: (method: string) => `asks with ${method}`,
    order: (names: readonly string[]) => `sends them in the order ${names.join(' ')}`,
    storageAccess: (state: string) => `tells that storage access is ${state}`,
    preflight: (preflight: unknown) => `makes ${preflight ? 'a' : 'no'} preflight`,
    cookieChanges: ({ changed, deleted }: CookieChanges) =>
      [...changed, ...deleted].length > 0
        ? `tells of changes of ${[...changed, ...deleted].join(', ')}`
        : 'tells of no change',
    header: (headers: object) => `shows the script ${show(headers)}`,
    requestHeader: (headers: object) => `asks with ${show(headers)}`,
    taken: (taken: object) => `gives the script ${show(taken)}`,
  };
  return (Object.keys(texts) as (keyof typeof texts)[])
    .filter(
      (field) => instead[field] !== undefined && show(instead[field]) !== show(claimed[field]),
    )
    .map((field) => ({ does: texts[field]?.(instead[field] as never) ?? '' }));
}
