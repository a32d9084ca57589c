/** For tests: puts what a chain says to write into the plan that it spoke of. */
import type { Cors } from '../../../lab/base/recipe.ts';
import { cookieNameOf } from '../../../lab/base/set-cookie.ts';
import type { LinkState } from '../../../lab/diagnosis/index.ts';
import type { Plan, PlannedExchange } from '../../../lab/scenario/plan/planned.ts';

type Written = Required<Pick<LinkState, 'write' | 'at'>>;

/** The plan with the lines in the exchanges that they are for. */
export function amend(plan: Plan, { write, at }: Written): Plan {
  const cookies = valuesOf(write, 'Set-Cookie');
  const asksInclude = write.some((line) => /credentials: 'include'|withCredentials/.test(line));
  const calls = write.filter((line) => /^(fetch\(|axios\(|new EventSource|xhr\.)/.test(line));
  const sandbox = write.flatMap((line) => /^sandbox="(.*)"$/.exec(line)?.[1] ?? [])[0];
  const crossorigin = write.includes('crossorigin="use-credentials"');

  const amended = (exchange: PlannedExchange): PlannedExchange => {
    let one = exchange;
    if (one.as === (at.cookie ?? at.request) && cookies.length > 0) one = withCookies(one, cookies);
    if (one.as === at.request) one = withCors(one, write);
    const isCalled =
      one.as === at.request || (isScripts(one) && calls.some((call) => isOf(call, one)));
    if (isCalled && (asksInclude || crossorigin)) one = { ...one, credentials: 'include' };
    else if (isCalled && calls.length > 0) one = { ...one, credentials: 'same-origin' };
    if (isCalled && calls.length > 0 && one.mode) one = { ...one, mode: 'cors' };
    return one;
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    if (isExchange(value)) return amended(value);
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
    const { step, exchange } = copy as { step?: string; exchange?: PlannedExchange };
    if (sandbox !== undefined && step === 'frame' && copy.sandbox) return { ...copy, sandbox };
    if (exchange?.as !== at.request) return copy;
    if (crossorigin) return { ...copy, crossorigin: 'use-credentials' };
    if (write.some((line) => line.includes('withXSRFToken')))
      return { ...copy, withXSRFToken: true };
    return calls.length > 0 && 'mode' in copy ? { ...copy, mode: 'cors' } : copy;
  };
  const documents = plan.documents.map((one) => (sandbox ? { ...one, opaque: null } : one));
  return { ...(walk(plan) as Plan), documents };
}

const isExchange = (value: object): value is PlannedExchange =>
  'id' in value && 'as' in value && 'answer' in value;

const isScripts = ({ kind }: PlannedExchange) =>
  ['fetch', 'xhr', 'axios', 'eventSource'].includes(kind);

const isOf = (call: string, { url }: PlannedExchange): boolean => {
  const { origin, pathname } = new URL(url || 'about:blank');
  return call.includes(`'${origin}${pathname}'`);
};

const valuesOf = (write: readonly string[], name: string): string[] =>
  write.flatMap((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : []));

const bare = (name: string) => name.replace(/^__(secure|host|http|host-http)-/i, '');

/** In place of the last line of the same cookie; beside the others where there is none. */
function withCookies(exchange: PlannedExchange, lines: readonly string[]): PlannedExchange {
  const before = [...(exchange.answer.setCookie ?? [])];
  for (const line of lines) {
    const place = before.findLastIndex(
      (one) => bare(cookieNameOf(one)) === bare(cookieNameOf(line)),
    );
    if (place < 0) before.push(line);
    else before.splice(place, 1, line);
  }
  return { ...exchange, answer: { ...exchange.answer, setCookie: before } };
}

function withCors(exchange: PlannedExchange, write: readonly string[]): PlannedExchange {
  const [origin] = valuesOf(write, 'Access-Control-Allow-Origin');
  const credentials = write.includes('Access-Control-Allow-Credentials: true');
  const { answer } = exchange;
  const named = write.flatMap(
    (line) => /^([A-Z][A-Za-z-]*): /.exec(line)?.[1]?.toLowerCase() ?? [],
  );
  const kept = (answer.headers ?? []).filter(([name]) => !named.includes(name.toLowerCase()));
  const others = ['Cache-Control', 'Vary', ...(origin ? [] : ['Access-Control-Allow-Credentials'])];
  const headers = [
    ...kept,
    ...others.flatMap((name) => valuesOf(write, name).map((value) => [name, value] as const)),
  ];
  const cors: Cors | undefined = origin
    ? { mode: 'allow', origins: [origin], credentials }
    : answer.cors;
  const preflight = write.some((line) => line.startsWith('HTTP/1.1 204'))
    ? {
        status: 204,
        methods: valuesOf(write, 'Access-Control-Allow-Methods').join(', '),
        headers: valuesOf(write, 'Access-Control-Allow-Headers').join(', '),
        ...(cors && { cors }),
      }
    : answer.preflight;
  return {
    ...exchange,
    answer: { ...answer, headers, ...(cors && { cors }), ...(preflight && { preflight }) },
  };
}
