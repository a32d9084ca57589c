/** Every attempt of a scenario to set a cookie, by answer, preflight or script, with what came of it. */
import {
  type Attribute,
  expiryOf,
  lastAttribute,
  type ReceivedCookie,
} from '../model/cookies/cookie.ts';

import { parseSetCookie } from '../model/cookies/parse.ts';
import { standardSyntax } from '../model/cookies/syntax.ts';
import type { Scene } from './scenes.ts';

export interface Setting {
  readonly name: string;
  /** The `Set-Cookie` value, or what the script wrote. */
  readonly line: string;
  readonly by: 'answer' | 'preflight' | 'script';
  readonly scene: Scene;
  /** The URL that sets it: of the request, or of the script's document. */
  readonly url: URL;
  readonly cookie: ReceivedCookie;
  /** It has expired by the time it comes: it takes a cookie away. */
  readonly deletes: boolean;
}

/** The settings of scenes, in their order. */
export function settingsOf(scenes: readonly Scene[]): Setting[] {
  return scenes.flatMap((scene) => {
    const { answer, request } = scene.evidence;
    const url = scene.request?.urls.at(-1) ?? scene.document?.url;
    if (!url) return [];
    const setting = (by: Setting['by']) => (line: string) => settingOf(line, by, scene, url);
    return [
      ...(request.line === undefined ? [] : [setting('script')(request.line)]),
      ...(answer.preflight?.setCookie ?? []).map(setting('preflight')),
      ...setCookieLines(scene).map(setting('answer')),
    ];
  });
}

/** The recipe's cookies, and those that it sends as plain header lines. */
function setCookieLines({ evidence: { answer } }: Scene): string[] {
  const plain = (answer.headers ?? []).filter(([name]) => name.toLowerCase() === 'set-cookie');
  return [...(answer.setCookie ?? []), ...plain.map(([, value]) => value)];
}

function settingOf(line: string, by: Setting['by'], scene: Scene, url: URL): Setting {
  const now = Date.now();
  const { cookie } = parseSetCookie(line, standardSyntax, now);
  const deletes = expiryOf(cookie.attributes, standardSyntax.lifetime) <= now;
  return { name: cookie.name, line, by, scene, url, cookie, deletes };
}

/** The last other setting of the same name that was to keep a cookie. */
export const otherOf = (setting: Setting, settings: readonly Setting[]): Setting | undefined =>
  settings.findLast((one) => one.name === setting.name && one !== setting && !one.deletes);

/** The value of an attribute as the user agent reads it. */
export const attributeOf = <Name extends Attribute['name']>({ cookie }: Setting, name: Name) =>
  lastAttribute(cookie.attributes, name);
