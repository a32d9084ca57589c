/**
 * What a scenario leaves behind in a session besides cookies, which are cleared,
 * and whom it would disturb. A session that holds a trace serves those who do not
 * mind; only one who does is given a fresh one.
 */
import { attributeIn, cookieNameOf, readSetCookie } from '../base/set-cookie.ts';
import { type Profile, type Trace, traces } from '../browsers/profiles.ts';
import { publicSuffixes } from '../model/index.ts';
import type { Plan, PlannedExchange, PlannedStep, RequestKind } from '../scenario/plan/planned.ts';
import { destinationOf } from '../scenario/plan/request-kinds.ts';
import { namesSetBy } from '../scenario/rows.ts';
import { leavesWindows } from './arrivals.ts';

/** What a plan leaves behind in a browser of a profile. */
export function leftBy(plan: Plan, profile: Profile): ReadonlySet<Trace> {
  const left = plan.exchanges.flatMap((exchange) => traceOf(exchange, profile) ?? []);
  return new Set<Trace>(
    leavesWindows(plan) || leavesWorkers(plan.steps) ? [...left, 'more'] : left,
  );
}

/** Workers that outlive their step: a shared one serves all pages, a service worker keeps those it controls. */
function leavesWorkers(steps: readonly PlannedStep[]): boolean {
  return steps.some((step) =>
    'steps' in step
      ? leavesWorkers(step.steps)
      : step.step === 'fetch' && step.from !== 'page' && step.from !== 'worker',
  );
}

/** Which traces of others would change what a plan sees. */
export function mindedBy({ exchanges }: Plan): ReadonlySet<Trace> {
  const minded: Trace[] = ['more'];
  if (exchanges.some(isEmbeddedAcrossSites)) minded.push('storage access');
  if (exchanges.some(({ kind }) => ofScript.includes(kind))) {
    const names = exchanges.flatMap(({ answer, line }) => namesSetBy(answer, line));
    minded.push(...names.map(written));
  }
  return new Set(minded);
}

/**
 * Must nothing at all have happened in a session before? After some tens of scenarios Chromium loads
 * nothing ahead any more (measured in 156). In the others a page process that was there before may
 * know of an HttpOnly cookie that a script overwrites (see model/page-process.ts).
 */
export function mindsEverything({ exchanges }: Plan, { engine }: Profile): boolean {
  if (engine === 'chromium') return exchanges.some(({ kind }) => kind === 'speculation');
  const byScript = new Set(
    exchanges.flatMap(({ kind, line = '' }) => (kind === 'writeCookie' ? cookieNameOf(line) : [])),
  );
  return exchanges.some(({ answer: { setCookie = [] } }) =>
    setCookie.some((line) => byScript.has(cookieNameOf(line)) && isHttpOnly(line)),
  );
}

const isHttpOnly = (line: string) => attributeIn(readSetCookie(line), 'HttpOnly') !== null;

const written = (name: string): Trace => `written ${name}`;

/** The trace of one exchange. */
export function traceOf(
  { kind, line }: PlannedExchange,
  { engine, policy }: Profile,
): Trace | undefined {
  const trace = traces[engine][kind];
  if (trace === 'written') return line === undefined ? undefined : written(cookieNameOf(line));
  // Where third parties may do all they like, no access is there to be granted.
  return trace === 'storage access' && policy === 'allowed' ? undefined : trace;
}

const ofScript: readonly RequestKind[] = ['readCookie', 'writeCookie', 'cookieStore'];

/** Does a page ask another site, other than by leaving for it? */
function isEmbeddedAcrossSites({ kind, url, initiator }: PlannedExchange): boolean {
  if (url === '' || initiator === null || destinationOf(kind) === 'top-level') return false;
  return initiator === 'null' || siteOf(url) !== siteOf(initiator);
}

function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return publicSuffixes.registrableDomain(hostname) ?? hostname;
}
