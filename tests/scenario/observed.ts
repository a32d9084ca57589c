/** For tests: observations and recordings from what was seen, in short. */
import type { Cookie } from '../../lab/base/arrival.ts';
import type { HeaderList } from '../../lab/base/headers.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Plan, PlannedExchange } from '../../lab/scenario/plan/planned.ts';
import type {
  Maker,
  Message,
  Observation,
  Reason,
  Recording,
  ScriptView,
} from '../../lab/scenario/recording.ts';
import { type Step, visit, www } from '../../lab/scenario/steps/index.ts';
import { Witnessed } from '../../lab/scenario/witnessed.ts';

export interface Seen extends ScriptView {
  /** True when absent. */
  readonly arrived?: boolean;
  readonly sent?: readonly Cookie[];
  readonly method?: string;
  readonly status?: number;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: HeaderList;
  readonly preflight?: { readonly sent: readonly Cookie[] };
  readonly stored?: readonly string[];
  /** Days by cookie; null for a session cookie. */
  readonly lifetimes?: Readonly<Record<string, number | null>>;
  readonly reasons?: readonly Reason[];
  readonly standing?: true;
}

const day = 24 * 60 * 60 * 1000;
const cookieLine = (cookies: readonly Cookie[]): HeaderList =>
  cookies.length === 0
    ? []
    : [
        [
          'cookie',
          cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; '),
        ],
      ];

const message = (role: Message['role'], lines: HeaderList, seen: Seen): Message => ({
  role,
  at: 0,
  request: {
    method: role === 'preflight' ? 'OPTIONS' : (seen.method ?? 'GET'),
    url: 'https://api.example.test/',
    headers: { lines },
    httpVersion: '2.0',
  },
  response: {
    status: seen.status ?? 200,
    headers: { lines: seen.responseHeaders ?? [] },
    from: 'network',
  },
});

/** Nothing more than a GET without cookies, answered with 200, where nothing is given. */
export function observed(seen: Seen = {}): Observation {
  const { arrived = true, sent = [], method: _, status: __, requestHeaders = {} } = seen;
  const { responseHeaders: ___, preflight, stored, lifetimes, reasons = [], standing } = seen;
  const script = Object.fromEntries(
    scriptFields.flatMap((field) => (seen[field] === undefined ? [] : [[field, seen[field]]])),
  );
  const kept = lifetimes ?? (stored && Object.fromEntries(stored.map((name) => [name, null])));
  return {
    messages: [
      ...(preflight ? [message('preflight', cookieLine(preflight.sent), {})] : []),
      ...(arrived
        ? [message('actual', [...cookieLine(sent), ...Object.entries(requestHeaders)], seen)]
        : []),
    ],
    ...(standing && { standing }),
    script,
    ...(kept && {
      stored: Object.entries(kept).map(([name, days]) => ({
        name,
        value: '1',
        expires: days === null ? null : days * day,
      })),
    }),
    reasons,
  };
}

const scriptFields = [
  ...(['readable', 'documentCookie', 'cookieStore', 'cookieChanges', 'storageAccess'] as const),
  ...(['headers', 'taken', 'error'] as const),
];

/** A recording of a plan in which the labelled exchanges were observed. */
export const recordingOf = (
  plan: Plan,
  seen: Readonly<Record<string, Observation>>,
  maker: Maker = { by: 'browser', id: 'chromium', version: '156.0' },
): Recording => ({
  maker,
  at: 0,
  plan,
  observations: Object.fromEntries(
    plan.exchanges.flatMap(({ id, as }) => (seen[as] ? [[id, seen[as]]] : [])),
  ),
  gaps: {},
});

const exchange = plan({ steps: [visit(www) as Step] }, 'test').exchanges[0] as PlannedExchange;

/** What was seen of an exchange that asks for nothing in particular. */
export const witness = (seen: Seen = {}): Witnessed => new Witnessed(exchange, observed(seen), 0);
