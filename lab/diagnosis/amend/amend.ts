/** Puts what a chain says to write into the plan it speaks of: perform it again, and the fix is proven. */
import type { Answer, Cors } from '../../base/recipe.ts';
import { attributeIn, cookieNameOf, readSetCookie } from '../../base/set-cookie.ts';
import { callOf } from '../../scenario/plan/cookie-store-line.ts';
import type { Doc, Plan, PlannedExchange, PlannedStep } from '../../scenario/plan/planned.ts';
import { prefixOf } from '../advice/cookie-lines.ts';
import type { Fix } from '../advice/fix.ts';
import { type Lines, readLines } from './lines.ts';
import { moveTo } from './move.ts';

/** What a link says to write, and where. */
export type Amendment = Pick<Fix, 'write' | 'at'>;

/**
 * The plan with the lines to write in place:
 * - `Set-Cookie: …` in the response that sets the cookie, instead of its line there;
 * - other header lines in the response at fault; after a status line in the response to its preflight;
 * - `fetch(…)`, `crossorigin="…"` and other calls and attributes in the request;
 * - `sandbox="…"` on the frames around the document that asks;
 * - a URL instead of the one that was requested; an origin instead of the page's.
 */
export function amend(plan: Plan, { write, at }: Amendment): Plan {
  const asked = plan.exchanges.find(({ as }) => as === at.request);
  const setter = plan.exchanges.find(({ as }) => as === (at.cookie ?? at.request));
  if (!asked || !setter) return plan;
  const lines = readLines(write);
  const chain = hopsOf(asked, plan);
  const amended = (exchange: PlannedExchange): PlannedExchange => {
    const called = isCalled(exchange, asked, lines);
    // Every response of a redirect has to allow the page.
    const isHop = chain.includes(exchange.id) && !isOf(exchange.url, asked.initiator);
    const origins = valuesOf(lines.headers, 'Access-Control-Allow-Origin');
    const ofPage = [asked.initiator, ...origins].includes(exchange.initiator);
    const answered = answeredAnew(exchange, asked) || ((called || isHop) && ofPage);
    let one = exchange;
    if (answeredAnew(exchange, setter)) one = withCookies(one, lines.cookies);
    if (answered) one = { ...one, answer: withHeaders(one.answer, lines) };
    return called ? { ...one, ...askedAnew(one, lines) } : one;
  };
  const exchanges = new Map(plan.exchanges.map((one) => [one.id, amended(one)]));
  const unboxed = lines.sandbox === null ? new Set<string>() : around(plan, asked.client);
  const amendedPlan = {
    ...plan,
    documents: plan.documents.map((one) =>
      unboxed.has(one.id) && one.opaque === 'sandboxed' ? { ...one, opaque: null } : one,
    ),
    exchanges: [...exchanges.values()],
  };
  const moved = lines.url === null ? amendedPlan : moveTo(amendedPlan, asked, lines.url);
  const all = new Map(moved.exchanges.map((one) => [one.id, one]));
  return {
    ...moved,
    steps: plan.steps.map((step) => amendedStep(step, all, asked, lines)),
  };
}

const isOf = (url: string, origin: string | null) => url === '' || new URL(url).origin === origin;

/** Ids of all hops of the request that an exchange belongs to. */
function hopsOf({ id, hopOf }: PlannedExchange, { exchanges }: Plan): string[] {
  const before = exchanges.find((one) => one.id === hopOf);
  if (before) return hopsOf(before, { exchanges } as Plan);
  const after = (from: string): string[] => {
    const next = exchanges.find((one) => one.hopOf === from);
    return next ? [next.id, ...after(next.id)] : [];
  };
  return [id, ...after(id)];
}

/** Do two exchanges share one answer: the same, or the same URL once more? */
const answeredAnew = (one: PlannedExchange, other: PlannedExchange) =>
  (one.again ?? one.id) === (other.again ?? other.id);

/** Is it the request that is to be asked otherwise, or another call of its kind that is named? */
function isCalled(one: PlannedExchange, asked: PlannedExchange, lines: Lines): boolean {
  if (lines.crossorigin && one === asked) return true;
  if (!['fetch', 'xhr', 'axios', 'eventSource'].includes(one.kind)) return false;
  const { origin, host, pathname } = new URL(one.url);
  // What is set on an XMLHttpRequest names no URL: it is for all that go there.
  const isXhr = one.kind === 'xhr' && origin === new URL(asked.url).origin;
  return (
    (one === asked && lines.calls.length > 0) ||
    lines.calls.some((call) =>
      call.startsWith('xhr.')
        ? isXhr
        : call.includes(`://${host}${pathname}'`) && methodOf(call) === one.method,
    )
  );
}

const methodOf = (call: string) => /\bmethod: '([A-Z]+)'/.exec(call)?.[1] ?? 'GET';

function askedAnew({ mode }: PlannedExchange, { calls, crossorigin }: Lines) {
  const include =
    crossorigin ||
    calls.some((call) => /credentials: 'include'|withCredentials(: | = )true/.test(call));
  return {
    credentials: include ? ('include' as const) : ('same-origin' as const),
    ...(mode && { mode: 'cors' as const }),
  };
}

/** Of one name, the prefix apart: a fix may have to change it. */
const bare = (line: string) => {
  const name = cookieNameOf(line);
  return name.slice(prefixOf(name).length);
};

/** Does a line delete a cookie? It stands beside the one that sets another of the name. */
const deletes = (line: string) => attributeIn(readSetCookie(line), 'Max-Age') === '0';

/** In place of the last line of the same cookie; beside the others where there is none. A script's line stays one. */
function withCookies(exchange: PlannedExchange, lines: readonly string[]): PlannedExchange {
  const [own] = lines;
  if (exchange.line !== undefined && exchange.url === '' && own !== undefined) {
    return { ...exchange, line: own };
  }
  const setCookie = [...(exchange.answer.setCookie ?? [])];
  for (const line of lines) {
    const place = setCookie.findLastIndex((one) => bare(one) === bare(line));
    if (place < 0 || deletes(line)) setCookie.push(line);
    else setCookie.splice(place, 1, line);
  }
  return setCookie.length > 0
    ? { ...exchange, answer: { ...exchange.answer, setCookie } }
    : exchange;
}

/** Other origins go on being allowed. */
const allowedBefore = ({ cors }: Answer): readonly string[] =>
  cors?.mode === 'allow' ? cors.origins : [];

const valuesOf = (headers: Lines['headers'], name: string): readonly string[] =>
  headers.flatMap(([one, value]) => (one === name ? [value] : []));

function withHeaders(answer: Answer, { headers, preflight }: Lines): Answer {
  if (headers.length === 0) return answer;
  const value = (name: string, among = headers) => valuesOf(among, name)[0];
  const origins = valuesOf(headers, 'Access-Control-Allow-Origin');
  const [origin] = origins;
  const lets = value('Access-Control-Allow-Credentials') === 'true';
  const cors: Cors | undefined =
    origin === undefined
      ? answer.cors && answer.cors.mode !== 'none' && lets
        ? { ...answer.cors, credentials: true }
        : answer.cors
      : {
          mode: 'allow',
          origins: [...new Set([...allowedBefore(answer), ...origins])],
          credentials: lets,
        };
  const named = headers.map(([name]) => name.toLowerCase());
  const kept = (answer.headers ?? []).filter(([name]) => !named.includes(name.toLowerCase()));
  // What `cors` writes by itself is not written twice.
  const own = [
    ...(cors && cors.mode !== 'none' ? ['Access-Control-Allow-Credentials'] : []),
    ...(origin === undefined ? [] : ['Vary']),
  ];
  const added = headers.filter(
    ([name]) => name !== 'Access-Control-Allow-Origin' && !own.includes(name),
  );
  return {
    ...answer,
    ...(cors && { cors }),
    headers: [...kept, ...added],
    ...(preflight && {
      preflight: {
        status: 204,
        methods: value('Access-Control-Allow-Methods', preflight) ?? '',
        headers: value('Access-Control-Allow-Headers', preflight) ?? '',
        ...(cors && { cors }),
      },
    }),
  };
}

type Exchanges = ReadonlyMap<string, PlannedExchange>;

function amendedStep<Step extends PlannedStep>(
  step: Step,
  exchanges: Exchanges,
  asked: PlannedExchange,
  lines: Lines,
): Step {
  if (!('exchange' in step)) return step;
  const of = ({ id }: PlannedExchange) => exchanges.get(id) as PlannedExchange;
  const exchange = of(step.exchange);
  const isAsked = [step.exchange, ...step.hops].some(({ id }) => id === asked.id);
  const isBox = lines.sandbox !== null && 'steps' in step && holds(step.steps, asked);
  return {
    ...step,
    exchange,
    hops: step.hops.map(of),
    ...('steps' in step && {
      steps: step.steps.map((inner) => amendedStep(inner, exchanges, asked, lines)),
    }),
    ...(exchange.line !== undefined &&
      exchange.line !== step.exchange.line &&
      scripted(step, exchange.line)),
    ...(isBox && 'sandbox' in step && step.sandbox !== null && { sandbox: lines.sandbox }),
    ...(isAsked && lines.crossorigin && { crossorigin: 'use-credentials' }),
    ...(isAsked && lines.withToken && { withXSRFToken: true }),
    ...('mode' in step && exchange.mode && { mode: exchange.mode }),
  };
}

const scripted = ({ step }: PlannedStep, line: string) =>
  step === 'cookieStore' ? { call: callOf(line) } : { line };

const holds = (steps: readonly PlannedStep[], { id }: PlannedExchange): boolean =>
  steps.some(
    (step) =>
      ('exchange' in step && [step.exchange, ...step.hops].some((one) => one.id === id)) ||
      ('steps' in step && holds(step.steps, { id } as PlannedExchange)),
  );

/** A document and those around it. */
function around({ documents }: Plan, id: Doc['id'] | null): Set<Doc['id']> {
  const document = documents.find((one) => one.id === id);
  return document
    ? new Set([document.id, ...around({ documents } as Plan, document.parent)])
    : new Set();
}
