/** The account of one exchange while it is being written. */
import type { HeaderList } from '../base/headers.ts';
import type { KeptCookie, Message, Observation, ScriptView } from '../scenario/recording.ts';
import type { Cookie } from './cookies/cookie.ts';
import { currentUrl, type Request } from './fetch/request.ts';
import { type ModelReason, notStored } from './reasons.ts';
import type { UserAgentState } from './user-agent-state.ts';

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

export interface ExchangeRecord {
  readonly messages: Message[];
  readonly script: Writable<ScriptView>;
  /** What the response put into the jar. */
  readonly accepted: Cookie[];
  readonly reasons: ModelReason[];
}

export const newRecord = (): ExchangeRecord => ({
  messages: [],
  script: {},
  accepted: [],
  reasons: [],
});

/** Has the request itself, not only its preflight, left? */
export const hasLeft = ({ messages }: ExchangeRecord): boolean =>
  messages.some(({ role }) => role !== 'preflight');

/** Request headers that the model predicts, present or not; of all others it says nothing. */
const predictedHeaders = [
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'cookie',
  'origin',
  'sec-fetch-storage-access',
  'sec-secure-session-id',
  'x-xsrf-token',
];

/** A request that leaves, with those of its headers that the model knows, and its response. */
export function message(
  role: Message['role'],
  request: Request,
  lines: HeaderList,
  response: { readonly status: number; readonly headers: HeaderList },
  at: number,
): Message {
  return {
    role,
    at,
    request: {
      method: role === 'preflight' ? 'OPTIONS' : request.method,
      url: currentUrl(request).href,
      headers: { lines, unseen: { why: 'not predicted', allBut: predictedHeaders } },
    },
    response: { status: response.status, headers: { lines: response.headers }, from: 'network' },
  };
}

/** Closes the account at the end of the plan: what was stored is what the jar holds by then. */
export function observation(record: ExchangeRecord, { jar, now }: UserAgentState): Observation {
  const { accepted, reasons, messages, script } = record;
  const held = accepted.filter((cookie) => jar.holds(cookie, now));
  const evicted = accepted.filter((cookie) => jar.wasEvicted(cookie) && !held.includes(cookie));
  return {
    messages,
    script,
    stored: held.map(keptCookie),
    reasons: [...reasons, ...evicted.map(({ name }) => notStored(name, 'Evicted'))],
  };
}

const keptCookie = ({ name, value, expires }: Cookie): KeptCookie => ({
  name,
  value,
  expires: expires === Infinity ? null : expires,
});
