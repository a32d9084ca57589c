/** Which of the cookies that a plan sets the jar holds at its end. */
import { attributeIn, cookieNameOf, cookieValueOf, readSetCookie } from '../base/set-cookie.ts';
import type { StoredCookie } from '../browsers/driver.ts';
import type { Plan, PlannedExchange } from '../scenario/plan/planned.ts';
import type { KeptCookie } from '../scenario/recording.ts';

/** Where to look for the cookies that a plan sets: under the host and path that each is for. */
export function settingUrls({ exchanges }: Plan): string[] {
  const urls = exchanges.flatMap(({ url, answer }) =>
    (answer.setCookie ?? []).map((line) => {
      const path = attributeIn(readSetCookie(line), 'Path');
      return new URL(path?.startsWith('/') ? path : new URL('.', url).pathname, url).href;
    }),
  );
  return [...new Set(urls)];
}

/**
 * Of the cookies that an exchange's answer set: those that the jar holds. One that has expired it does
 * not, though a browser may tell of it until it sweeps.
 */
export function storedOf(exchange: PlannedExchange, jar: readonly StoredCookie[]): KeptCookie[] {
  const lines = exchange.answer.setCookie ?? [];
  if (lines.length === 0) return [];
  const { hostname } = new URL(exchange.url);
  return lines.flatMap((line) => {
    const held = jar.find(
      (cookie) =>
        isSetBy(line, cookie) &&
        covers(cookie.domain, hostname) &&
        (cookie.expires === null || cookie.expires > Date.now()),
    );
    return held ? [{ name: held.name, value: held.value, expires: held.expires }] : [];
  });
}

/** Text without "=" is a value to some browsers, and a name to others. */
function isSetBy(line: string, { name, value }: StoredCookie): boolean {
  const [ownName, ownValue] = [cookieNameOf(line), cookieValueOf(line)];
  const isBare = ownName === '' && value === '' && name === ownValue;
  return isBare || (name === ownName && value === ownValue);
}

/** Could a host have set a cookie with this domain, with or without leading dot? */
function covers(domain: string, host: string): boolean {
  const bare = domain.replace(/^\./, '');
  return host === bare || host.endsWith(`.${bare}`);
}
