/** Set-Cookie lines that something on the way renamed, cut or joined: whole again. */
import { attributeIn, cookieNameOf, splitSetCookies } from '../../base/set-cookie.ts';
import { pathMatches } from '../../model/rules.ts';
import { type Facts, urlOf } from '../facts.ts';
import { cutLine, renamedSetCookie } from '../links/altered.ts';
import { type Change, changed, root } from './cookie-lines.ts';

export interface Repaired {
  readonly lines: readonly string[];
  /** Label of the exchange in whose response they belong; null where they are in their own. */
  readonly at: string | null;
}

export function repairedLines(name: string, facts: Facts): Repaired {
  const { scenes, attempts } = facts.story;
  const renamed = scenes.find((one) => renamedSetCookie(one, name));
  const lines = [
    ...scenes.flatMap((one) => renamedSetCookie(one, name)?.[1] ?? []),
    ...attempts.flatMap((one) => cutLine(one) ?? []),
    ...attempts
      .map(({ line }) => splitSetCookies(line))
      .filter(({ length }) => length > 1)
      .flat(),
  ];
  const own = lines.some((line) => cookieNameOf(line) === name);
  return {
    lines: own ? [...new Set(lines)].map((line) => changed(line, covering(facts))) : [],
    at: renamed?.exchange.as ?? null,
  };
}

/** With a Path that covers the request, where the line's own does not. */
const covering =
  ({ scene }: Facts): Change =>
  (cookie) => {
    const path = attributeIn(cookie, 'Path');
    return path === null || pathMatches(urlOf(scene).pathname, path) ? cookie : root(cookie);
  };
