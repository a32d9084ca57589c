/**
 * What a scenario leaves behind in a browser session besides cookies (which are cleared), and which
 * scenarios that would disturb. Only those get a fresh session; all others share one.
 */
import { attributeIn, cookieNameOf, readSetCookie } from '../base/set-cookie.ts';
import { type Leftover, leftovers, type Profile } from '../browsers/profiles.ts';
import { publicSuffixes } from '../model/index.ts';
import type { Plan, PlannedExchange, PlannedStep, RequestKind } from '../scenario/plan/planned.ts';
import { destinationOf } from '../scenario/plan/request-kinds.ts';
import { namesSetBy } from '../scenario/rows.ts';
import { leavesWindows } from './arrivals.ts';

/** What a plan leaves behind in a browser of a profile. */
export function leftoversOf(plan: Plan, profile: Profile): ReadonlySet<Leftover> {
  const left = plan.exchanges.flatMap((exchange) => leftoverOf(exchange, profile) ?? []);
  if (profile.engine === 'firefox') left.push(...exemptFromHttpsFirst(plan));
  if (plan.steps.some(({ step }) => step === 'answerLocalNetwork')) left.push('local network');
  return new Set<Leftover>(
    leavesWindows(plan) || leavesWorkers(plan.steps) ? [...left, 'windows or workers'] : left,
  );
}

/**
 * HTTPS-First turns a navigation to http into https where the host has a listed suffix, unless the user
 * opened the host as http before, in any session, or https was answered with an error. Measured in
 * Firefox 153; a redirect may be one of the user's, too.
 */
function exemptFromHttpsFirst({ exchanges }: Plan): Leftover[] {
  const isKeptAsHttp = ({ kind, answer: { status = 200 } }: PlannedExchange) =>
    kind === 'visit' ||
    kind === 'redirect' ||
    (destinationOf(kind) === 'top-level' && status >= 400);
  return exchanges.filter(isKeptAsHttp).filter(isUpgradable).map(asHttp);
}

const isUpgradable = ({ url }: PlannedExchange) =>
  url.startsWith('http:') && publicSuffixes.isListed(new URL(url).hostname);

const asHttp = ({ url }: PlannedExchange): Leftover => `http ${new URL(url).hostname}`;

/** Workers that outlive their step: a shared one serves all pages, a service worker keeps those it controls. */
function leavesWorkers(steps: readonly PlannedStep[]): boolean {
  return steps.some((step) =>
    'steps' in step
      ? leavesWorkers(step.steps)
      : step.step === 'fetch' && step.from !== 'page' && step.from !== 'worker',
  );
}

/** What others may leave behind that would change the results of a plan. */
export function whatDisturbs({ exchanges }: Plan): ReadonlySet<Leftover> {
  const disturbing: Leftover[] = ['windows or workers', 'local network'];
  if (exchanges.some(isEmbeddedAcrossSites)) disturbing.push('storage access');
  if (exchanges.some(({ kind }) => ofScript.includes(kind))) {
    const names = exchanges.flatMap(({ answer, line }) => namesSetBy(answer, line));
    disturbing.push(...names.map(written));
  }
  // What the user opens as http stays http.
  const led = exchanges.filter(
    ({ kind }) => kind === 'redirect' || (kind !== 'visit' && destinationOf(kind) === 'top-level'),
  );
  disturbing.push(...led.filter(isUpgradable).map(asHttp));
  return new Set(disturbing);
}

/**
 * Does a plan need a session in which nothing has happened yet? After some tens of scenarios Chromium
 * stops prefetching (measured in 156). In Firefox and WebKit an older page process may know of an
 * HttpOnly cookie that a script overwrites (see model/html/page-process.ts), and in WebKit a window at
 * about:blank goes on showing what was refused so, of whatever name.
 */
export function needsFreshSession({ exchanges }: Plan, { engine }: Profile): boolean {
  if (engine === 'chromium') return exchanges.some(({ kind }) => kind === 'speculation');
  if (engine === 'webkit' && exchanges.some(({ kind }) => kind === 'blankWindow')) return true;
  const byScript = new Set(
    exchanges.flatMap(({ kind, line = '' }) => (kind === 'writeCookie' ? cookieNameOf(line) : [])),
  );
  return exchanges.some(({ answer: { setCookie = [] } }) =>
    setCookie.some((line) => byScript.has(cookieNameOf(line)) && isHttpOnly(line)),
  );
}

const isHttpOnly = (line: string) => attributeIn(readSetCookie(line), 'HttpOnly') !== null;

const written = (name: string): Leftover => `written ${name}`;

/** What one exchange leaves behind. */
export function leftoverOf(
  { kind, line }: PlannedExchange,
  { engine, policy }: Profile,
): Leftover | undefined {
  const leftover = leftovers[engine][kind];
  if (leftover === 'written') return line === undefined ? undefined : written(cookieNameOf(line));
  // Where third parties may do all they like, no access is there to be granted.
  return leftover === 'storage access' && policy === 'allowed' ? undefined : leftover;
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
