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

export interface SetCookieAttempt {
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

/** The id of an exchange that stands for what nobody saw: how a cookie was set before the recording began. */
export const supposedId = 'before';

/** Is it only supposed that the cookie was set like this? */
export const isSupposed = ({ scene }: SetCookieAttempt): boolean =>
  scene.exchange.id === supposedId;

/** The attempts of scenes, in their order. `at`: the clock by which expiry is judged. */
export function attemptsOf(scenes: readonly Scene[], at: number): SetCookieAttempt[] {
  return scenes.flatMap((scene) => {
    const { line } = scene.exchange;
    const url = scene.request?.urls.at(-1) ?? scene.document?.url;
    if (!url) return [];
    const attempt = (by: SetCookieAttempt['by']) => (line: string) =>
      attemptOf(line, by, scene, url, at);
    return [
      ...(line === undefined ? [] : [attempt('script')(line)]),
      ...preflightLines(scene).map(attempt('preflight')),
      ...setCookieLines(scene).map(attempt('answer')),
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

/** The attempts that an answer of a scene would make by these lines. */
export const attemptsFrom = (
  lines: readonly string[],
  scene: Scene,
  url: URL,
  at: number,
): SetCookieAttempt[] => lines.map((line) => attemptOf(line, 'answer', scene, url, at));

function attemptOf(
  line: string,
  by: SetCookieAttempt['by'],
  scene: Scene,
  url: URL,
  at: number,
): SetCookieAttempt {
  const { cookie } = parseSetCookie(line, standardSyntax, at);
  const deletes = expiryOf(cookie.attributes, standardSyntax.lifetime) <= at;
  return { name: cookie.name, line, by, scene, url, cookie, deletes };
}

/** The last other attempt of the same name that was to keep a cookie. */
export const otherOf = (
  attempt: SetCookieAttempt,
  attempts: readonly SetCookieAttempt[],
): SetCookieAttempt | undefined =>
  attempts.findLast((one) => one.name === attempt.name && one !== attempt && !one.deletes);

/** The value of an attribute as the user agent reads it. */
export const attributeOf = <Name extends Attribute['name']>(
  { cookie }: SetCookieAttempt,
  name: Name,
) => lastAttribute(cookie.attributes, name);
