/** What a line of the table shows of one column, in a few words: what was observed of what is judged. */
import type { ResultExchange, ResultRow } from '../results/results.ts';
import type { ExpectationField, ExpectedValue } from '../scenario/expectation-fields.ts';

/** Stands for an answer that the script could not read. */
export const unreadable = '⊘';

/** What was observed of one field; `list` tells names in the way of the line. */
type Shown<Value> = (exchange: ResultExchange, expected: Value, list: List) => string;
type List = (names: readonly string[] | undefined, done?: string) => string;

/**
 * How a field is shown, in order of precedence: of those that are judged only the first is shown.
 * Null for what has no place of its own in a cell: status and readability stand beside the rest, and
 * the verdict alone tells of the others.
 */
const shown: { readonly [Field in ExpectationField]: Shown<ExpectedValue<Field>> | null } = {
  taken: (exchange, names, list) =>
    list(Object.keys(names).flatMap((name) => exchange.taken?.[name] ?? [])),
  sent: ({ sent }, _, list) => list(sent),
  order: ({ sent }, _, list) => list(sent),
  lifetime: (exchange, days) =>
    Object.keys(days)
      .map((name) => lasts(exchange, name))
      .join(' '),
  stored: ({ stored }, _, list) => list(stored, 'stored'),
  documentCookie: ({ documentCookie }, _, list) => list(documentCookie, 'shown'),
  cookieStore: ({ cookieStore }, _, list) => list(cookieStore, 'shown'),
  fails: null,
  cookieChanges: changesOf,
  storageAccess: ({ storageAccess }) => storageAccess ?? '–',
  header: ({ headers }, names, list) => list(Object.keys(names).filter((name) => headers?.[name])),
  arrived: null,
  method: null,
  status: null,
  readable: null,
  preflight: null,
  requestHeader: null,
};

/** What the exchange showed that a line is about: its rows are one, or those of one exchange by cookie. */
export function observed(rows: readonly ResultRow[], column: string): string {
  const [row] = rows as [ResultRow];
  const judged = Object.entries(row.expect);
  const [as, expectation] =
    judged.findLast(([, { sent, order, stored }]) => sent ?? order ?? stored) ??
    judged.at(-1) ??
    [];
  const exchange = row.cells[column]?.exchanges.find((one) => one.as === as);
  if (!exchange || !expectation) return '';
  if (expectation.sent ?? expectation.arrived !== undefined) {
    if (!exchange.arrived) return 'unsent';
  }
  const { about, status, taken, readable } = expectation;
  const list: List = (names = [], done = 'sent') => {
    if (rows.length > 1) return places(rows, names) || '–';
    if (about !== undefined) return names.includes(about) ? done : '–';
    return names.join(' ') || '–';
  };
  const fields = Object.keys(shown) as ExpectationField[];
  const field = fields.find((one) => shown[one] && expectation[one] !== undefined);
  const words = [
    status !== undefined && !taken && `${exchange.status ?? '–'}`,
    // The compiler does not see that what shows a field takes the value of that very field.
    field && (shown[field] as Shown<unknown>)(exchange, expectation[field], list),
    readable !== undefined && !exchange.readable && unreadable,
  ];
  return words.filter(Boolean).join(' ') || (readable ? 'read' : 'arrived');
}

/** How long the jar keeps a cookie: `400 days`, `session`; `–` for one that it does not hold. */
function lasts({ lifetimes = {} }: ResultExchange, name: string): string {
  const days = lifetimes[name];
  if (days === undefined) return '–';
  return days === null ? 'session' : `${days} ${days === 1 ? 'day' : 'days'}`;
}

/** What the events of the cookie store told: `+set −deleted`. */
function changesOf({ cookieChanges }: ResultExchange): string {
  const { changed = [], deleted = [] } = cookieChanges ?? {};
  const words = [...changed.map((name) => `+${name}`), ...deleted.map((name) => `−${name}`)];
  return words.join(' ') || '–';
}

/** The cookies of several rows by their first letters, a dot for one that is not there: `nl·a`. */
function places(rows: readonly ResultRow[], present: readonly string[]): string {
  return cookiesOfRows(rows)
    .map((name) => (present.includes(name) ? (name[0] ?? '') : '·'))
    .join('');
}

/** The cookies that rows are about. */
export function cookiesOfRows(rows: readonly ResultRow[]): string[] {
  return rows.flatMap(({ expect }) => Object.values(expect).flatMap(({ about }) => about ?? []));
}
