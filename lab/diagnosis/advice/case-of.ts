/** The case that facts are: its names, and the lines made of them. */
import { originOfUrl } from '../../base/origin.ts';
import { readSetCookie, writeSetCookie } from '../../base/set-cookie.ts';
import { originOf, topLevelOf } from '../../model/rules.ts';
import { targetOf } from '../../scenario/plan/planned.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { intermediaryOf } from '../intermediaries.ts';
import { attemptOf } from '../links/set-cookie.ts';
import { anySession, type Question } from '../questions.ts';
import { refusalOf } from '../refused.ts';
import { isPrefetch, locationFrom, responseHeader, responseOf, type Scene } from '../scenes.ts';
import { assumed, silentCalls } from './assumed.ts';
import { askingLine, callOf, isScripts } from './calls.ts';
import type { Case } from './case.ts';
import {
  asPrefixed,
  type Change,
  changed,
  deletionLines,
  freshLine,
  unchanged,
} from './cookie-lines.ts';
import {
  type Amended,
  preflightLines,
  preflightTarget,
  responseLines,
  scriptHeaders,
} from './cors-lines.ts';
import { repairedLines } from './repaired.ts';
import { isSameSite, setterFor, sufficient } from './sufficient.ts';

/** Most advice names little of its case: what takes time is worked out when it is asked for. */
export function caseOf(facts: Facts): Case {
  const { scene, question, sites, cors, unsent, why, agent } = facts;
  const asked = cors?.scene ?? unsent?.scene ?? why[0]?.scene ?? scene;
  const url = urlOf(asked);
  const attempt = attemptOf(facts);
  const name = question && 'name' in question ? question.name : 'sid';
  const top = asked.document ? topLevelOf(asked.document).url : url;
  const page =
    cors?.origin ??
    asked.request?.origin ??
    (asked.document && originOf(asked.document)) ??
    top.origin;
  const cookie = attempt ? readSetCookie(attempt.line) : { name, value: '…', attributes: [] };
  const fresh = () => `Set-Cookie: ${freshLine(cookie, scene, facts)}`;
  const withCredentials = { credentials: 'include', mode: 'cors' } as const;
  // A call whose mode was wrong is asked with the credentials that it has, or with those that are missed.
  const asCors = question?.asks === 'reading' ? ({ mode: 'cors' } as const) : withCredentials;
  const frame = {
    mode: 'cors',
    origin: asked.document ? originOfUrl(asked.document.url) : page,
  } as const;
  const told = why.find(({ by }) => by === 'browser')?.code ?? null;
  const overwritten = attempt?.by === 'script' ? answeredBefore(attempt, facts) : undefined;
  const repaired = () => repairedLines(name, facts);
  const silent = silentCalls(asked, facts);
  const loud = assumed(facts, silent);
  const own = attempt && changed(attempt.line, unchanged);
  const atFault = silent.length > 0 ? silent : [asked];
  const asking = union([atFault.map((one) => askingLine(one))]);
  const allowing = (amended: Amended) =>
    union([preflightLines(asked, facts, amended) ?? [], responseLines(asked, amended)]);
  const allowCredentials = () =>
    union(
      atFault.map((one) => [
        ...(preflightLines(one, facts, withCredentials) ?? []),
        ...responseLines(one, withCredentials),
      ]),
    );
  const overHttps = (changes: readonly Change[]): string[] => {
    const plain = [attempt?.url, url].find((one) => one?.protocol === 'http:');
    if (!plain) return [];
    const line = sufficient(assumed(facts, silent, [plain.hostname]), changes);
    const https = plain.origin.replace('http:', 'https:') + plain.pathname;
    const calls = more.map((one) => one.replace(`'${plain.origin}/`, `'${new URL(https).origin}/`));
    return line === null ? [] : [line, https, ...calls];
  };
  const more = silent.length > 0 ? [...asking, ...allowCredentials()] : [];
  return {
    at: {
      cookie: attempt?.scene.exchange.as ?? null,
      request: (unsent?.how === 'cache' ? unsent.filledBy : changedCall(asked, silent)).exchange.as,
    },
    page,
    api: url.origin,
    host: url.hostname,
    path: url.pathname,
    neededBy: urlOf(scene).hostname,
    domain: sites.party(urlOf(scene).hostname),
    setter: attempt?.url.origin ?? url.origin,
    setterHost: attempt?.url.hostname ?? url.hostname,
    top: top.host,
    urlOnSetter: onHost(urlOf(scene), attempt?.url.hostname ?? url.hostname),
    urlOnPage: onHost(url, top.hostname),
    method: asked.exchange.method,
    cookie,
    get isForeign() {
      return page !== 'null' && !sites.schemelesslySameSite(new URL(page), url);
    },
    get isSameSite() {
      return isSameSite(facts);
    },
    isSecure: url.protocol === 'https:',
    isFramed: asked.document?.parent != null,
    sandbox: asked.document?.sandbox ?? null,
    opaque: asked.document?.opaque ?? null,
    calls: asking,
    get remedy() {
      if (!attempt) return more;
      const lines = this.setCookie(unchanged);
      return lines.length === 0 ? null : lines.filter((line) => line !== own);
    },
    get redirectsAway() {
      return redirectsAway(asked, page);
    },
    leadsTo: leadsTo(asked),
    downgradedBy: downgradedBy(asked),
    get preflightLeads() {
      return preflightTarget(asked);
    },
    prefetched: prefetchIn(question),
    intermediary: intermediaryOf(responseOf(asked).headers, url.origin),
    get refusal() {
      return refusalOf(asked, name, facts);
    },
    isOpaque: asked.request?.mode === 'no-cors' && isScripts(asked),
    get corsCall() {
      return callOf(asked, question?.asks !== 'reading');
    },
    get allow() {
      return responseLines(asked);
    },
    get allowCredentials() {
      return allowCredentials();
    },
    get allowCors() {
      return allowing(asCors);
    },
    get allowFrame() {
      return allowing(frame);
    },
    get preflight() {
      return allowing({});
    },
    get preflightWithToken() {
      const names = [...(scriptHeaders(asked) ?? []), 'x-xsrf-token'];
      const headers = names.map((header) => [header, ''] as const);
      return preflightLines(asked, facts, { headers }) ?? [];
    },
    get headers() {
      return scriptHeaders(asked);
    },
    also: more,
    setCookie: (...changes) => {
      const line = sufficient(loud, changes);
      return line === null ? overHttps(changes) : [line, ...more];
    },
    overHttps: (...changes) => overHttps(changes).filter((line) => line !== own),
    secondLine: (change) => {
      const line = sufficient(loud, [change], 'beside');
      return line === null ? [] : [line, ...more];
    },
    line: (change = unchanged) => (attempt ? changed(attempt.line, change) : fresh()),
    get newLine() {
      return name === anySession ? null : fresh();
    },
    get deletion() {
      return deletionLines(attempt, facts.story.attempts, this.domain);
    },
    get repaired() {
      return repaired().lines;
    },
    isReading: question?.asks === 'reading',
    isByScript: attempt?.by === 'script',
    overwriting: overwritten
      ? changed(overwritten.line, (one) => ({ ...one, value: cookie.value }))
      : null,
    overwrittenAt: overwritten?.scene.exchange.as ?? null,
    get repairedAt() {
      return repaired().at;
    },
    get earlierResponse() {
      return setterFor(freshLine(cookie, scene, facts), url.hostname, facts)?.exchange.as ?? null;
    },
    get earlierPage() {
      const host = attempt?.url.hostname ?? url.hostname;
      const line = writeSetCookie(asPrefixed(cookie));
      return setterFor(line, host, facts)?.exchange.as ?? null;
    },
    reason: why[0]?.code ?? null,
    toldReason: told,
    showsWithheldCookies: agent.showsWithheldCookies,
  };
}

/** Without query: that may hold secrets. */
function leadsTo(asked: Scene): string | null {
  const to = locationFrom(responseHeader(asked, 'Location'), urlOf(asked));
  return to && to.origin + to.pathname;
}

function downgradedBy({ hops, request }: Scene): string | null {
  const [to] = request?.urls.slice(-1) ?? [];
  const from = hops.at(-2);
  if (!to || !from || to.protocol !== 'http:') return null;
  const { protocol, hostname } = targetOf(from);
  return protocol === 'https:' && hostname === to.hostname ? from.as : null;
}

function prefetchIn(question: Question | null): string | null {
  const by = question?.asks === 'arrival' && question.deletedBy?.scene;
  return by && isPrefetch(by) ? by.exchange.as : null;
}

function onHost(url: URL, host: string): string {
  const other = new URL(url.origin + url.pathname);
  other.hostname = host;
  return other.href;
}

function redirectsAway(asked: Scene, page: string): boolean {
  const url = urlOf(asked);
  const to = locationFrom(responseHeader(asked, 'Location'), url);
  return to !== null && url.origin !== page && to.origin !== url.origin;
}

/** The exchange whose request changes: an element's is named by no URL. */
const changedCall = (asked: Scene, silent: readonly Scene[]): Scene =>
  silent.find((one) => !isScripts(one)) ??
  (silent.length === 0 || silent.includes(asked) ? asked : (silent.at(-1) ?? asked));

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** The response that had set the cookie over which a script wrote. */
const answeredBefore = (attempt: SetCookieAttempt, { story: { attempts } }: Facts) =>
  attempts
    .slice(0, attempts.indexOf(attempt))
    .findLast((one) => one.name === attempt.name && one.by === 'answer' && !one.deletes);
