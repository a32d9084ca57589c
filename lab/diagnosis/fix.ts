/** The fix of a cause, with the names and lines of this very case put in. */
import type { Cause } from '../base/causes.ts';
import type { ReasonCode } from '../base/reasons/index.ts';
import { topLevelOf } from '../model/html/document.ts';
import { type Facts, urlOf } from './facts.ts';
import type { Help } from './help/help.ts';
import { helps } from './help/index.ts';
import { settingOf } from './links/setting.ts';
import { pathOf } from './questions.ts';
import { help } from './reasons/help.ts';
import type { Scene } from './scenes.ts';
import { otherOf, type Setting } from './settings.ts';

export interface Fix {
  /** What to do, in one line. */
  readonly fix: string;
  /** What to write, each to be copied as it stands: header lines, calls, attributes. */
  readonly write: readonly string[];
}

/** What a fix may name, as `{word}`. */
type Word =
  | 'page'
  | 'api'
  | 'host'
  | 'site'
  | 'setter'
  | 'path'
  | 'name'
  | 'method'
  | 'call'
  | 'line'
  | 'as none'
  | 'as lax'
  | 'as host'
  | 'as root'
  | 'as site'
  | 'as secure'
  | 'as insecure'
  | 'as partitioned'
  | 'as lasting'
  | 'to delete'
  | 'as told'
  | 'ask further';

export function fixFor(code: Cause, facts: Facts): Fix {
  const words = wordsOf(facts);
  const { fix, write = [] }: Help = helps[code];
  const put = (text: string) =>
    text.replace(/\{([a-z ]+)\}/g, (all, word) => words[word as Word] ?? all);
  const lines = write.map(put);
  // Whoever allows null allows every page that hides its origin.
  if (lines.includes('Access-Control-Allow-Origin: null')) return { fix: put(fix), write: [] };
  const allows = lines.includes(`Access-Control-Allow-Origin: ${words.page}`);
  const trust = allows && isForeign(words, facts) ? ` Only if ${words.page} is yours.` : '';
  return { fix: `${put(fix)}${trust}`, write: lines };
}

/** Is the page of another party than the API? */
const isForeign = ({ page, api }: Record<Word, string>, { sites }: Facts): boolean =>
  !sites.schemelesslySameSite(new URL(page), new URL(api));

function wordsOf(facts: Facts): Record<Word, string> {
  const { scene, question, sites, cors, unsent, why, story } = facts;
  const asked = cors?.scene ?? unsent?.scene ?? why[0]?.scene ?? scene;
  const url = urlOf(asked);
  const setting = settingOf(facts);
  const name = question && 'name' in question ? question.name : 'sid';
  const line = setting?.line ?? `${name}=…; Path=/; Secure; HttpOnly; SameSite=Lax`;
  const top = asked.document ? topLevelOf(asked.document).url : url;
  const secure = including(line, 'Secure');
  return {
    page: cors?.origin ?? asked.document?.url.origin ?? top.origin,
    api: url.origin,
    host: url.hostname,
    site: sites.party(url.hostname),
    setter: setting?.url.hostname ?? url.hostname,
    path: url.pathname,
    name,
    method: scene.exchange.method,
    call: callWithCredentials(asked),
    line,
    'as none': including(secure, 'SameSite=None'),
    'as lax': including(line, 'SameSite=Lax'),
    'as host': excluding(line, 'Domain'),
    'as root': including(line, 'Path=/'),
    'as site': including(line, `Domain=${sites.party(url.hostname)}`),
    'as secure': secure,
    'as insecure': excluding(line, 'Secure'),
    'as partitioned': including(including(secure, 'SameSite=None'), 'Partitioned'),
    'as lasting': including(excluding(line, 'Expires'), 'Max-Age=86400'),
    'to delete': deletionOf((setting && otherOf(setting, story.settings)) ?? setting, name),
    'ask further': facts.agent.id.startsWith('chromium')
      ? 'Look at the request in DevTools: Network, Cookies, “show filtered out request cookies”.'
      : 'Run it in Chromium, which gives reasons: --browsers chromium.',
    'as told': fixOfReason(why.find(({ by }) => by === 'browser')?.code),
  };
}

/** What fixes a reason. A browser may be newer than the lab, and give one that it does not know. */
const fixOfReason = (code: ReasonCode | undefined): string =>
  code && Object.hasOwn(help, code)
    ? help[code].fix
    : 'Look it up in the browser’s own documentation.';

/** The call of a scene, such as asks for credentials. */
function callWithCredentials({ exchange }: Scene): string {
  const { origin, pathname } = new URL(exchange.url || 'about:blank');
  const [url, method] = [origin + pathname, exchange.method];
  switch (exchange.kind) {
    case 'xhr':
      return 'xhr.withCredentials = true';
    case 'axios':
      return `axios({ method: '${method}', url: '${url}', withCredentials: true })`;
    case 'eventSource':
      return `new EventSource('${url}', { withCredentials: true })`;
    default:
      return method === 'GET'
        ? `fetch('${url}', { credentials: 'include' })`
        : `fetch('${url}', { method: '${method}', credentials: 'include' })`;
  }
}

/** The line that deletes the cookie of a setting: of its name, Domain and Path. */
function deletionOf(setting: Setting | null, name: string): string {
  if (!setting) return `${name}=; Max-Age=0; Path=/`;
  const [, ...attributes] = excluding(setting.line, 'Expires').split('; ');
  const line = [`${name}=`, ...attributes].join('; ');
  return including(including(line, `Path=${pathOf(setting)}`), 'Max-Age=0');
}

/**
 * A Set-Cookie line with an attribute, in place of one of that name.
 *
 *     'sid=1; SameSite=Lax' with 'SameSite=None' → 'sid=1; SameSite=None'
 */
export function including(line: string, attribute: string): string {
  const [name = ''] = attribute.split('=');
  return `${excluding(line, name)}; ${attribute}`;
}

/** A Set-Cookie line without an attribute. */
export function excluding(line: string, name: string): string {
  const [pair = '', ...attributes] = line.split(';');
  const kept = attributes
    .map((one) => one.trim())
    .filter((one) => one !== '' && one.split('=')[0]?.trim().toLowerCase() !== name.toLowerCase());
  return [pair.trim(), ...kept].join('; ');
}
