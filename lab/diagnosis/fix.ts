/** The fix of a cause, with the names and lines of this very case put in. */
import type { Cause } from '../causes.ts';
import { topLevelOf } from '../model/document.ts';
import { type Facts, urlOf } from './facts.ts';
import { helps } from './help/index.ts';
import { settingOf } from './links/setting.ts';

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
  | 'line'
  | 'as none'
  | 'as lax'
  | 'as host'
  | 'as root'
  | 'as site'
  | 'as secure'
  | 'as insecure'
  | 'as partitioned';

export function fixFor(code: Cause, facts: Facts): string {
  const words = wordsOf(facts);
  return helps[code].fix.replace(/\{([a-z ]+)\}/g, (all, word) => words[word as Word] ?? all);
}

function wordsOf(facts: Facts): Record<Word, string> {
  const { scene, question, sites, cors } = facts;
  const asked = cors?.scene ?? facts.unsent?.scene ?? scene;
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
    method: scene.evidence.request.method,
    line,
    'as none': including(secure, 'SameSite=None'),
    'as lax': including(line, 'SameSite=Lax'),
    'as host': excluding(line, 'Domain'),
    'as root': including(line, 'Path=/'),
    'as site': including(line, `Domain=${sites.party(url.hostname)}`),
    'as secure': secure,
    'as insecure': excluding(line, 'Secure'),
    'as partitioned': including(including(secure, 'SameSite=None'), 'Partitioned'),
  };
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
