/** What advice may name of a case: its hosts, its request, its cookie, and lines made of them. */
import type { ReasonCode } from '../../base/reasons/index.ts';
import {
  attributeIn,
  cookieNameOf,
  readSetCookie,
  type SetCookie,
  splitSetCookies,
} from '../../base/set-cookie.ts';
import { pathMatches } from '../../model/cookies/paths.ts';
import { includesCredentials } from '../../model/fetch/request.ts';
import { topLevelOf } from '../../model/html/document.ts';
import { type Facts, urlOf } from '../facts.ts';
import { cutLine, renamedSetCookie } from '../links/altered.ts';
import { settingOf } from '../links/setting.ts';
import type { Scene } from '../scenes.ts';
import { otherOf } from '../settings.ts';
import { callOf } from './calls.ts';
import { type Change, changed, deletionOf, freshLine, root, unchanged } from './cookie-lines.ts';
import { preflightLines, responseLines, scriptHeaders } from './cors-lines.ts';
import { isSameSite, setterFor, sufficient } from './sufficient.ts';

export interface Case {
  /** Labels of the exchanges that set the cookie, if one did, and that are at fault otherwise. */
  readonly at: { readonly cookie: string | null; readonly request: string };
  /** Origin of the page that asks; `null` for an opaque one. */
  readonly page: string;
  /** Origin, host name and path of what is asked. */
  readonly api: string;
  readonly host: string;
  readonly path: string;
  /** The registrable domain of that host, or the host where it has none. */
  readonly domain: string;
  /** Origin and host name of who sets the cookie. */
  readonly setter: string;
  readonly setterHost: string;
  /** The host of the top-level page. */
  readonly top: string;
  /** The URL that is asked, with the setter's host name or the page's in place of its own. */
  readonly urlOnSetter: string;
  readonly urlOnPage: string;
  readonly method: string;
  /** The cookie that is asked about; a name of `''` where there is none. */
  readonly cookie: SetCookie;
  /** Is the page of another party than the API? */
  readonly isForeign: boolean;
  readonly isSameSite: boolean;
  readonly isSecure: boolean;
  /** Does a document in a frame ask, and which sandbox tokens is it under? */
  readonly isFramed: boolean;
  readonly sandbox: readonly string[] | null;
  readonly opaque: 'sandboxed' | 'data:' | null;
  /** The calls at fault, such as ask for credentials. */
  readonly calls: readonly string[];
  /** The Set-Cookie line that suffices once these calls ask for credentials: empty where its own does; null where none does. */
  readonly cookieOfCalls: readonly string[] | null;
  /** The call without its mode, with credentials where it had them. */
  readonly corsCall: string;
  /** The header lines that the response lacks; with credentials, with CORS in place of another mode, for the frame's own origin. */
  readonly allow: readonly string[];
  readonly allowCredentials: readonly string[];
  readonly allowCors: readonly string[];
  readonly allowFrame: readonly string[];
  /** The whole response that the preflight needs, and then also with credentials or axios' token. */
  readonly preflight: readonly string[];
  readonly preflightWithToken: readonly string[];
  /** Names of the script's headers; null where nobody knows them. */
  readonly headers: readonly string[] | null;
  /** The Set-Cookie line, changed by the first change that suffices; empty where none does. */
  setCookie(...changes: readonly Change[]): readonly string[];
  /** The Set-Cookie line, changed, whether or not that suffices; of a cookie that was never set a new one. */
  line(change?: Change): string;
  /** A new Set-Cookie line for the request. */
  readonly newLine: string;
  /** What deletes the cookie that is in the way. */
  readonly deletion: string;
  /** Set-Cookie lines that something on the way renamed, cut or joined, whole again; and whose response they belong into. */
  readonly repaired: readonly string[];
  readonly repairedAt: string | null;
  /** Labels of earlier responses that can set the new line, or the page's script's line; null where there is none. */
  readonly earlierResponse: string | null;
  readonly earlierPage: string | null;
  /** The first reason that the browser itself, or its rules, gave. */
  readonly reason: ReasonCode | null;
  readonly toldReason: ReasonCode | null;
  readonly isChromium: boolean;
}

export function caseOf(facts: Facts): Case {
  const { scene, question, sites, cors, unsent, why, story, agent } = facts;
  const asked = cors?.scene ?? unsent?.scene ?? why[0]?.scene ?? scene;
  const url = urlOf(asked);
  const setting = settingOf(facts);
  const name = question && 'name' in question ? question.name : 'sid';
  const top = asked.document ? topLevelOf(asked.document).url : url;
  const page = cors?.origin ?? asked.request?.origin ?? asked.document?.url.origin ?? top.origin;
  const cookie = setting ? readSetCookie(setting.line) : { name, value: '…', attributes: [] };
  const fresh = `Set-Cookie: ${freshLine(cookie, scene, facts)}`;
  const withCredentials = { credentials: 'include', mode: 'cors' } as const;
  // A call whose mode was wrong is asked with the credentials that it has, or with those that are missed.
  const asCors = question?.asks === 'reading' ? ({ mode: 'cors' } as const) : withCredentials;
  const frame = { mode: 'cors', origin: asked.document?.url.origin ?? page } as const;
  const token = [...(scriptHeaders(asked) ?? []), 'x-xsrf-token'].map(
    (header) => [header, ''] as const,
  );
  const told = why.find(({ by }) => by === 'browser')?.code ?? null;
  const other = setting && (otherOf(setting, story.settings) ?? setting);
  return {
    at: {
      cookie: setting?.scene.exchange.as ?? null,
      request: (unsent?.how === 'cache' ? unsent.filledBy : asked).exchange.as,
    },
    page,
    api: url.origin,
    host: url.hostname,
    path: url.pathname,
    domain: sites.party(url.hostname),
    setter: setting?.url.origin ?? url.origin,
    setterHost: setting?.url.hostname ?? url.hostname,
    top: top.host,
    urlOnSetter: onHost(urlOf(scene), setting?.url.hostname ?? url.hostname),
    urlOnPage: onHost(url, top.hostname),
    method: asked.exchange.method,
    cookie,
    isForeign: page !== 'null' && !sites.schemelesslySameSite(new URL(page), url),
    isSameSite: isSameSite(facts),
    isSecure: url.protocol === 'https:',
    isFramed: asked.document?.parent != null,
    sandbox: asked.document?.sandbox ?? null,
    opaque: asked.document?.opaque ?? null,
    calls: callsAtFault(asked, facts).map((one) => callOf(one, true)),
    cookieOfCalls: cookieOfCalls(asked, facts),
    corsCall: callOf(asked, question?.asks !== 'reading'),
    allow: responseLines(asked),
    allowCredentials: union(
      callsAtFault(asked, facts).map((one) => [
        ...(preflightLines(one, facts, withCredentials) ?? []),
        ...responseLines(one, withCredentials),
      ]),
    ),
    allowCors: union([preflightLines(asked, facts, asCors) ?? [], responseLines(asked, asCors)]),
    allowFrame: union([preflightLines(asked, facts, frame) ?? [], responseLines(asked, frame)]),
    preflight: union([preflightLines(asked, facts) ?? [], responseLines(asked)]),
    preflightWithToken: preflightLines(asked, facts, { headers: token }) ?? [],
    headers: scriptHeaders(asked),
    setCookie: (...changes) => {
      const line = sufficient(facts, changes);
      return line === null ? [] : [line];
    },
    line: (change = unchanged) => (setting ? changed(setting.line, change) : fresh),
    newLine: fresh,
    deletion: `Set-Cookie: ${other ? deletionOf(other) : `${name}=; Path=/; Max-Age=0`}`,
    repaired: repairedLines(name, facts),
    repairedAt: story.scenes.find((one) => renamedSetCookie(one, name))?.exchange.as ?? null,
    get earlierResponse() {
      return setterFor(freshLine(cookie, scene, facts), url.hostname, facts)?.exchange.as ?? null;
    },
    get earlierPage() {
      const host = setting?.url.hostname ?? url.hostname;
      return setterFor(setting?.line ?? '', host, facts)?.exchange.as ?? null;
    },
    reason: why[0]?.code ?? null,
    toldReason: told,
    isChromium: agent.id.startsWith('chromium'),
  };
}

function onHost(url: URL, host: string): string {
  const other = new URL(url.origin + url.pathname);
  other.hostname = host;
  return other.href;
}

/** Of the calls that set the cookie and miss it: those without credentials; else the one that is asked about. */
function callsAtFault(asked: Scene, facts: Facts): readonly Scene[] {
  const scenes = [settingOf(facts)?.scene, asked, facts.scene].filter((one) => one !== undefined);
  const silent = scenes.filter(
    ({ request }) => request && request.mode !== 'navigate' && !includesCredentials(request),
  );
  return silent.length > 0 ? [...new Set(silent)] : [asked];
}

/** As {@link Case.cookieOfCalls}. */
function cookieOfCalls(asked: Scene, facts: Facts): readonly string[] | null {
  const setting = settingOf(facts);
  if (!setting) return [];
  const silent = new Set(callsAtFault(asked, facts));
  const include = { credentials: 'include', mode: 'cors' } as const;
  const loud = new Map(
    facts.story.scenes.map((one) => [
      one,
      silent.has(one) && one.request ? { ...one, request: { ...one.request, ...include } } : one,
    ]),
  );
  const of = (one: Scene) => loud.get(one) ?? one;
  const settings = new Map(
    facts.story.settings.map((one) => [one, { ...one, scene: of(one.scene) }]),
  );
  const { question } = facts;
  const asks =
    question && 'setting' in question && question.setting
      ? { ...question, setting: settings.get(question.setting) ?? question.setting }
      : question;
  const story = {
    ...facts.story,
    scenes: [...loud.values()],
    settings: [...settings.values()],
  };
  const line = sufficient({ ...facts, scene: of(facts.scene), question: asks, story }, [unchanged]);
  if (line === null) return null;
  return line === changed(setting.line, unchanged) ? [] : [line];
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** Whole again: what came under another header's name, cut at a comma, or folded into one line. */
function repairedLines(name: string, facts: Facts): string[] {
  const { scenes, settings } = facts.story;
  const lines = [
    ...scenes.flatMap((one) => renamedSetCookie(one, name)?.[1] ?? []),
    ...settings.flatMap((one) => cutLine(one) ?? []),
    ...settings
      .map(({ line }) => splitSetCookies(line))
      .filter(({ length }) => length > 1)
      .flat(),
  ];
  const own = lines.some((line) => cookieNameOf(line) === name);
  return own ? union([lines]).map((line) => changed(line, covering(facts))) : [];
}

/** With a Path that covers the request, where the line's own does not. */
const covering =
  ({ scene }: Facts): Change =>
  (cookie) => {
    const path = attributeIn(cookie, 'Path');
    return path === null || pathMatches(urlOf(scene).pathname, path) ? cookie : root(cookie);
  };
