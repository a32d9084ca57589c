/** What a deviation changes, in words: the fields of what happens instead beside those claimed. */
import type { ExpectationField, ExpectedValue } from '../../scenario/expectation-fields.ts';
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
  const { arrived = claimed.arrived ?? true } = instead;
  const arrival = effects.arrived(claimed.arrived, arrived);
  if (arrival.length > 0) return arrival;
  return (Object.keys(effects) as ExpectationField[])
    .filter(
      (field) => instead[field] !== undefined && show(instead[field]) !== show(claimed[field]),
    )
    .flatMap((field) => {
      // The compiler does not see that a field's effect takes the values of that very field.
      const effect = effects[field] as EffectOf<unknown>;
      return effect(claimed[field], instead[field]);
    });
}

/** What it changes that a field has another value than claimed. */
type EffectOf<Value> = (claimed: Value | undefined, instead: Value) => Change[];

/** Names that were claimed and are not there, and the reverse; `name=value` is told by its value. */
const members =
  (added: string, missing: string): EffectOf<readonly string[]> =>
  (claimed = [], instead) => {
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
  };

/** For fields that are told by their new value. */
const told =
  <Value>(text: (value: Value) => string): EffectOf<Value> =>
  (_, instead) => [{ does: text(instead) }];

/** What each field's change is called, in the order in which effects are told. */
const effects: { readonly [Field in ExpectationField]: EffectOf<ExpectedValue<Field>> } = {
  arrived: (claimed = true, instead) =>
    instead === claimed ? [] : [{ does: instead ? 'makes the request' : 'makes no request' }],
  sent: members('sends …', 'does not send …'),
  stored: members('stores …', 'does not store …'),
  documentCookie: members('shows … in document.cookie', 'does not show … in document.cookie'),
  cookieStore: members('has … in the cookie store', 'has no … in the cookie store'),
  fails: told((fails) =>
    fails ? 'fails at the call of the cookie store' : 'answers the call of the cookie store',
  ),
  lifetime: (claimed = {}, instead) =>
    Object.entries(instead)
      .filter(([name, days]) => days !== claimed[name])
      .map(([name, days]) => ({ does: lasts(days), cookies: [name] })),
  readable: told((readable) => `${readable ? 'lets' : 'does not let'} the script read the answer`),
  status: told((status) => `is answered with ${status}`),
  method: told((method) => `asks with ${method}`),
  order: told((names) => `sends them in the order ${names.join(' ')}`),
  storageAccess: told((state) => `tells that storage access is ${state}`),
  preflight: told((preflight) => `makes ${preflight ? 'a' : 'no'} preflight`),
  cookieChanges: told(({ changed, deleted }) =>
    [...changed, ...deleted].length > 0
      ? `tells of changes of ${[...changed, ...deleted].join(', ')}`
      : 'tells of no change',
  ),
  header: told((headers) => `shows the script ${show(headers)}`),
  requestHeader: told((headers) => `asks with ${show(headers)}`),
  taken: told((taken) => `gives the script ${show(taken)}`),
};

function lasts(days: number | null | 'gone'): string {
  if (days === 'gone') return 'does not keep …';
  if (days === null) return 'keeps … for the session only';
  return `keeps … for ${days} ${days === 1 ? 'day' : 'days'}`;
}
