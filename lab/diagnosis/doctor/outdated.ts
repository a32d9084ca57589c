/**
 * Advice that no longer holds, where traffic shows that somebody relies on it: one row each. What only
 * a script or a page's HTML would show (requestStorageAccessFor, document.domain, meta tags that set
 * cookies) is named where a header goes with it; bodies are not read.
 */
import { getHeader } from '../../base/headers.ts';
import { attributeIn, cookieNameOf, cookieValueOf, readSetCookie } from '../../base/set-cookie.ts';
import type { Browser } from '../../import/index.ts';
import type { ExchangeId } from '../../scenario/plan/planned.ts';
import { actualMessage, preflightMessage } from '../../scenario/recording.ts';
import { responseHeader, type Scene, setCookieLines } from '../scenes.ts';
import type { Difference } from './compare/difference.ts';
import { isForeign } from './expected.ts';
import { urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

export interface Outdated {
  readonly code: OutdatedCode;
  /** What the traffic has: `P3P: CP="…"`. */
  readonly seen: string;
  /** What holds now. */
  readonly says: string;
  readonly source: string;
  /** Where, at least one. */
  readonly exchanges: readonly ExchangeId[];
}

export type OutdatedCode = keyof typeof rows;

interface Row {
  /** What shows it, without values; null where nothing does. */
  readonly seen: (scene: Scene) => string | null;
  readonly says: string;
  readonly source: string;
}

const has = (scene: Scene, name: string): string | null => responseHeader(scene, name);

/** The name of a cookie with this attribute. */
const cookieWith = (scene: Scene, attribute: string): string | null => {
  const line = setCookieLines(scene).find(
    (one) => attributeIn(readSetCookie(one), attribute) !== null,
  );
  return line === undefined ? null : `Set-Cookie: ${cookieNameOf(line)}=…; ${attribute}`;
};

const rows = {
  'related-website-sets': {
    seen: (scene) => {
      const { pathname = '' } = urlOfScene(scene) ?? {};
      return /^\/\.well-known\/(related-website-set|first-party-set)(\.json)?$/.test(pathname)
        ? pathname
        : null;
    },
    says: 'Related Website Sets (before: First-Party Sets) make no two sites one: only Chrome had them, and it has withdrawn them together with document.requestStorageAccessFor(). Serve both below one site, or let the frame call document.requestStorageAccess().',
    source:
      'https://web-platform-dx.github.io/web-features-explorer/features/related-website-sets/',
  },
  'same-party': {
    seen: (scene) => cookieWith(scene, 'SameParty'),
    says: 'No browser reads SameParty any more: the proposal was archived. SameSite alone decides.',
    source: 'https://github.com/cfredric/sameparty',
  },
  'third-party-cookie-phaseout': {
    seen: (scene) => {
      const lines = actualMessage(scene.seen.observation)?.request.headers.lines ?? [];
      if (getHeader(lines, 'Sec-Cookie-Deprecation') !== null) return 'Sec-Cookie-Deprecation';
      const names = setCookieLines(scene).map(cookieNameOf);
      if (names.includes('receive-cookie-deprecation'))
        return 'Set-Cookie: receive-cookie-deprecation=…';
      const trial = trialsOf(has(scene, 'Origin-Trial')).find((name) => /tpcd/i.test(name));
      return trial ? `Origin-Trial: ${trial}` : null;
    },
    says: 'Chrome does not remove third-party cookies: Google gave the plan up in April 2025. Chrome allows them unless the user blocks them; Incognito, Safari and Firefox restrict them. What was to prepare for it (test labels, deprecation trials) has no use; SameSite=None; Secure works in Chrome, Partitioned in all that have it.',
    source:
      'https://web-platform-dx.github.io/web-features-explorer/features/related-website-sets/',
  },
  'legacy-same-site-cookie': {
    seen: legacyTwin,
    says: 'A second cookie without SameSite, or none of SameSite=None for some browsers, is for Chrome 51 to 66, Safari on macOS 10.14 and iOS 12 alone (2018). Today such a cookie is Lax in Chromium, and not sent across sites. Send SameSite=None; Secure to everybody.',
    source: 'https://www.chromium.org/updates/same-site/incompatible-clients',
  },
  p3p: {
    seen: (scene) => (has(scene, 'P3P') === null ? null : 'P3P'),
    says: 'P3P lets no third-party cookie through: only Internet Explorer read it, and not since Windows 10. Leave it out.',
    source:
      'https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/compatibility/mt146424(v=vs.85)',
  },
  'set-cookie2': {
    seen: (scene) => (has(scene, 'Set-Cookie2') === null ? null : 'Set-Cookie2'),
    says: 'Browsers ignore Set-Cookie2: RFC 6265 made it historic in 2011. Send Set-Cookie.',
    source: 'https://www.rfc-editor.org/rfc/rfc6265#section-1',
  },
  'private-network-access': {
    seen: (scene) => {
      const lines = preflightMessage(scene.seen.observation)?.response?.headers.lines ?? [];
      const name = 'Access-Control-Allow-Private-Network';
      return getHeader(lines, name) === null && has(scene, name) === null ? null : name;
    },
    says: 'No browser asks for Access-Control-Allow-Private-Network any more: Private Network Access was given up in 2025. Its successor, Local Network Access, asks the user (Chrome 142 and later).',
    source:
      'https://web-platform-dx.github.io/web-features-explorer/features/private-network-access/',
  },
} as const satisfies Readonly<Record<string, Row>>;

/** Names of origin trials: a token is base64 of a signature and a JSON text with its feature. */
function trialsOf(header: string | null): string[] {
  return (header ?? '').split(',').flatMap((token) => {
    try {
      return /"feature"\s*:\s*"(\w+)"/.exec(atob(token.trim()))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}

/** Two cookies of one value, one with SameSite=None and one, named as old, without SameSite. */
function legacyTwin(scene: Scene): string | null {
  const lines = setCookieLines(scene);
  const sameSite = (line: string) => attributeIn(readSetCookie(line), 'SameSite')?.toLowerCase();
  const twin = lines.find((line) => {
    const [, plain = ''] = legacy.exec(cookieNameOf(line))?.filter(Boolean) ?? [];
    return (
      sameSite(line) === undefined &&
      lines.some(
        (other) =>
          sameSite(other) === 'none' &&
          cookieNameOf(other) === plain &&
          cookieValueOf(other) === cookieValueOf(line),
      )
    );
  });
  return twin === undefined ? null : `Set-Cookie: ${cookieNameOf(twin)}=…`;
}

/** As web.dev, MediaWiki and Auth0 named them: `sid-legacy`, `ss0-sid`, `_sid_compat`. */
const legacy = /^(.+)[-_.]legacy$|^legacy[-_.](.+)$|^ss0-(.+)$|^_(.+)_compat$/i;

/** Other parties may do as they like: only the traffic of the pages' own parties is looked at. */
export function outdatedIn(traffic: Traffic): Outdated[] {
  const own = traffic.scenes.filter((scene) => !isForeign(scene, null, traffic));
  return (Object.keys(rows) as OutdatedCode[]).flatMap((code) => {
    const { seen, says, source } = rows[code];
    const where = own.flatMap((scene) => {
      const what = seen(scene);
      return what === null ? [] : [{ what, id: scene.exchange.id }];
    });
    const [first] = where;
    return first
      ? [{ code, seen: first.what, says, source, exchanges: where.map(({ id }) => id) }]
      : [];
  });
}

/** A server that sends SameSite=None to one browser only, of two recordings; null for any other. */
export function sentToSome(
  differences: readonly Difference[],
  good: Browser | null,
  bad: Browser | null,
): Outdated | null {
  const isNone = (text: string | null) => text?.toLowerCase() === 'samesite=none';
  const found = differences.find(
    (one) =>
      one.aspect === 'set-cookie' &&
      isNone(one.good) !== isNone(one.bad) &&
      (one.good === null || one.bad === null),
  );
  if (!found || !good || !bad || good.engine === bad.engine) return null;
  const code = 'legacy-same-site-cookie';
  const { says, source } = rows[code];
  const exchanges = [found.exchange.bad].filter((id) => id !== null);
  return {
    code,
    seen: `${found.cookie} has SameSite=None for one browser only`,
    says,
    source,
    exchanges,
  };
}
