/** Every attempt of a scenario to set a cookie, by answer, preflight or script, with what came of it. */
import {
  type Attribute,
  expiryOf,
  lastAttribute,
  parseSetCookie,
  type ReceivedCookie,
  standardSyntax,
} from '../model/rules.ts';

import { preflightMessage } from '../scenario/recording.ts';
import { type Scene, setCookieLines } from './scenes.ts';

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

/** The settings of scenes, in their order. `at`: the clock by which expiry is judged. */
export function settingsOf(scenes: readonly Scene[], at: number): Setting[] {
  return scenes.flatMap((scene) => {
    const { line } = scene.exchange;
    const url = scene.request?.urls.at(-1) ?? scene.document?.url;
    if (!url) return [];
    const setting = (by: Setting['by']) => (line: string) => settingOf(line, by, scene, url, at);
    return [
      ...(line === undefined ? [] : [setting('script')(line)]),
      ...preflightLines(scene).map(setting('preflight')),
      ...setCookieLines(scene).map(setting('answer')),
    ];
  });
}

/** Set-Cookie lines of the preflight's answer; where that was not seen, those planned. */
function preflightLines({ exchange, seen }: Scene): readonly string[] {
  const response = preflightMessage(seen.observation)?.response;
  if (!response) return exchange.answer.preflight?.setCookie ?? [];
  return response.headers.lines
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => value);
}

/** The settings that an answer of a scene would make by these lines. */
export const settingsFrom = (
  lines: readonly string[],
  scene: Scene,
  url: URL,
  at: number,
): Setting[] => lines.map((line) => settingOf(line, 'answer', scene, url, at));

function settingOf(line: string, by: Setting['by'], scene: Scene, url: URL, at: number): Setting {
  const { cookie } = parseSetCookie(line, standardSyntax, at);
  const deletes = expiryOf(cookie.attributes, standardSyntax.lifetime) <= at;
  return { name: cookie.name, line, by, scene, url, cookie, deletes };
}

/** The last other setting of the same name that was to keep a cookie. */
export const otherOf = (setting: Setting, settings: readonly Setting[]): Setting | undefined =>
  settings.findLast((one) => one.name === setting.name && one !== setting && !one.deletes);

/** The value of an attribute as the user agent reads it. */
export const attributeOf = <Name extends Attribute['name']>({ cookie }: Setting, name: Name) =>
  lastAttribute(cookie.attributes, name);
