/** Traces of a Set-Cookie that something between server and browser renamed, cut or joined. */
import type { Header } from '../../base/headers.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { responseOf, type Scene, setCookieLines } from '../scenes.ts';

/** A header that holds the cookie under another name: `X-Varnish-Set-Cookie: sid=1`. */
export const isRenamedSetCookie = (header: string): boolean =>
  /.set-cookie$|^set-cookie./i.test(header);

export const renamedSetCookie = (scene: Scene, name: string): Header | undefined =>
  responseOf(scene).headers.find(
    ([header, value]) => isRenamedSetCookie(header) && value.includes(`${name}=`),
  );

/** Names of cookies that are joined to another in its line: `a=1; Path=/, b=2`. */
export const joinedNames = (line: string): string[] =>
  [...line.replace(/^[^;]*/, '').matchAll(/,\s*([^\s=;,"]+)=/g)]
    .map(([, name = '']) => name)
    .filter((name) => !/^(domain|expires|max-age|path|samesite)$/i.test(name));

/** The rest of a line that was cut at the comma of its Expires: it came as a cookie of its own. */
export const restOfCut = ({ line, scene }: SetCookieAttempt): string | null =>
  /expires=[A-Za-z]+$/i.test(line)
    ? (setCookieLines(scene).find((other) =>
        /^\s*\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4}\b/.test(other),
      ) ?? null)
    : null;

/** A line that was cut, whole again; null for one that was not. */
export function cutLine(attempt: SetCookieAttempt): string | null {
  const rest = restOfCut(attempt);
  return rest === null ? null : `${attempt.line}, ${rest.trim()}`;
}
