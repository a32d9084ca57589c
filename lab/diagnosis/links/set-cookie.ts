/** Link 6: was there a Set-Cookie at all, and is it one that a browser takes? */

import { actualMessage } from '../../scenario/recording.ts';
import type { SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { anySession } from '../questions.ts';
import { isAnswered, responseHeader, responseOf, wasAnswered } from '../scenes.ts';
import { sharedCacheOf } from '../shared-cache.ts';
import { renamedSetCookie, restOfCut } from './altered.ts';
import { at, type Broke, type LinkRule, type Readings, read } from './link.ts';

const refused =
  (code: Broke['code'], what: string) =>
  (facts: Facts, why: { scene: Facts['scene']; code: string }): Broke => ({
    code,
    evidence: `${at(facts, why.scene)}${what} (${why.code}).`,
  });

const malformed = refused('set-cookie:malformed', 'the browser ignores the line');
const byScript = refused(
  'set-cookie:http-only-by-script',
  'a script set HttpOnly, or tried to overwrite an HttpOnly cookie',
);

const readings: Readings = {
  SetByPreflight: refused('set-cookie:on-preflight', 'the response to the preflight set it'),
  NameValuePairExceedsMaxSize: refused(
    'set-cookie:too-large',
    'name and value are longer than 4096 bytes',
  ),
  InvalidPrefix: refused(
    'set-cookie:prefix',
    'the attributes do not satisfy the prefix of the name',
  ),
  SyntaxError: malformed,
  InvalidPath: malformed,
  AttributeValueExceedsMaxSize: malformed,
  DisallowedCharacter: malformed,
  NoCookieContent: malformed,
  HttpOnlyFromScript: byScript,
  OverwriteHttpOnly: byScript,
  DomainMismatch: (facts) => {
    const attempt = attemptOf(facts);
    if (attempt?.by !== 'script') return null;
    const page = attempt.url.hostname;
    const store = attempt.scene.exchange.kind === 'cookieStore';
    return {
      code: 'set-cookie:by-script',
      evidence: `A script on ${page} set it with ${store ? 'cookieStore.set()' : 'document.cookie'}, so it belongs to ${page}, not to ${urlOf(facts.scene).hostname}.`,
    };
  },
};

export const setCookie: LinkRule = {
  link: 6,
  asks: 'Was the cookie set by the API host with Set-Cookie (not by script)?',
  rule: 'RFC 10025 §5.6, §5.7',
  broken(facts) {
    const { question, unsent } = facts;
    if (unsent || !question || question.asks === 'reading') return null;
    if (question.asks === 'refusal') return null;
    if (question.asks === 'arrival' && question.pending) return tooEarly(question.pending, facts);
    if (question.attempt === null) return neverSet(question.name, facts);
    return altered(question.attempt, facts) ?? read(facts, readings);
  },
  passed(facts) {
    const attempt = attemptOf(facts);
    if (!attempt) return 'No cookie is asked about.';
    if (attempt.by === 'script') return `A script set it: ${attempt.line}`;
    return `The response to “${attempt.scene.exchange.as}” from ${attempt.url.host} has Set-Cookie: ${attempt.line}`;
  },
};

export const attemptOf = ({ question }: Facts): SetCookieAttempt | null =>
  question && 'attempt' in question ? question.attempt : null;

const tooEarly = ({ scene }: SetCookieAttempt, facts: Facts): Broke => ({
  code: 'request:before-set-cookie',
  evidence: `“${facts.scene.exchange.as}” was sent before the response to “${scene.exchange.as}”, which sets the cookie, had arrived.`,
});

/** No answer set it; the traces that tell why. */
function neverSet(name: string, facts: Facts): Broke {
  const { scenes, attempts } = facts.story;
  const folded = attempts.find(({ line }) => new RegExp(`,\\s*${escaped(name)}=`).test(line));
  if (folded) {
    return {
      code: 'proxy:alters-set-cookie',
      evidence: `Two cookies are joined in one line: Set-Cookie: ${folded.line}`,
    };
  }
  for (const scene of scenes) {
    const { exchange, request } = scene;
    const renamed = renamedSetCookie(scene, name);
    if (renamed) {
      return {
        code: 'proxy:strips-set-cookie',
        evidence: `The response to “${exchange.as}” has ${renamed[0]}: ${renamed[1]} instead of Set-Cookie.`,
      };
    }
    const plain = takesItselfForHttp(scene, request?.urls.at(-1));
    if (plain) return { code: 'server:trust-proxy', evidence: `“${exchange.as}”: ${plain}` };
  }
  return (
    pending(facts) ??
    fromCache(facts) ??
    behindProxy(facts) ?? {
      code: 'server:never-set',
      evidence:
        name === anySession
          ? `No response set a session cookie before “${facts.scene.exchange.as}”.`
          : `“${name}” was expected at “${facts.scene.exchange.as}” and did not arrive: no response ever set it.`,
    }
  );
}

/** A sign-in of which the response was still missing. */
function pending(facts: Facts): Broke | null {
  const { scene, story } = facts;
  const before = story.scenes.slice(0, story.scenes.indexOf(scene));
  const open = before.find(
    (one) => isSignIn(one) && isKinOf(one, facts) && (!isAnswered(one) || !wasAnswered(one, scene)),
  );
  return (
    (open && {
      code: 'request:before-set-cookie',
      evidence: `“${scene.exchange.as}” was sent before the response to “${open.exchange.as}” had arrived.`,
    }) ??
    null
  );
}

/**
 * A sign-in, or a page whose CSRF token is given back, that a shared cache answered: such a response
 * has lost its Set-Cookie, or never had one.
 */
function fromCache(facts: Facts): Broke | null {
  for (const scene of facts.story.scenes) {
    const from = sharedCacheOf(responseOf(scene).headers);
    if (from === null || !isKinOf(scene, facts)) continue;
    if (!isSignIn(scene) && !isPageOfToken(scene, facts)) continue;
    return {
      code: 'proxy:strips-set-cookie',
      evidence: `The response to “${scene.exchange.as}” comes from a shared cache (${from}) and has no Set-Cookie.`,
    };
  }
  return null;
}

const isPageOfToken = ({ request, exchange }: Facts['scene'], { scene }: Facts): boolean =>
  request?.destination === 'top-level' &&
  exchange.url === scene.document?.url.href &&
  (actualMessage(scene.seen.observation)?.request.headers.lines ?? []).some(([name]) =>
    /csrf|xsrf/i.test(name),
  );

/** A sign-in over https that sets nothing, and headers of a proxy before the server. */
function behindProxy(facts: Facts): Broke | null {
  for (const scene of facts.story.scenes) {
    const isSecure = scene.request?.urls.at(-1)?.protocol === 'https:';
    if (!isSecure || !isSignIn(scene) || !isKinOf(scene, facts) || !isAnswered(scene)) continue;
    const { status } = responseOf(scene);
    const marks = proxyHeaders.flatMap(({ name, by }) => {
      const value = responseHeader(scene, name);
      return value !== null && by.test(value) ? [`${name}: ${value}`] : [];
    });
    const isProxied = marks.length > 1 || responseHeader(scene, 'Via') !== null;
    if (status >= 400 || !isProxied) continue;
    const isCloudFront = marks.some((mark) => /cloudfront/i.test(mark));
    if (isCloudFront && responseHeader(scene, 'X-Powered-By') === null) {
      return {
        code: 'proxy:strips-set-cookie',
        evidence: `The response to “${scene.exchange.as}” (${status}) has no Set-Cookie and came through CloudFront, which removes it where the behavior does not forward cookies (${marks.join('; ')}).`,
      };
    }
    return {
      code: 'server:trust-proxy',
      evidence: `The response to “${scene.exchange.as}” (${status}) has no Set-Cookie and came through a proxy (${marks.join('; ')}). The server may not know that the request came over https.`,
    };
  }
  return null;
}

/** What tells of a proxy, and of a server behind it. */
const proxyHeaders = [
  { name: 'Via', by: /./ },
  {
    name: 'Server',
    by: /nginx|caddy|traefik|envoy|openresty|cloudflare|cloudfront|awselb|heroku|varnish|haproxy/i,
  },
  { name: 'X-Powered-By', by: /./ },
  { name: 'X-Forwarded-Proto', by: /./ },
  { name: 'X-Served-By', by: /./ },
] as const;

const isSignIn = ({ exchange }: Facts['scene']) =>
  exchange.method === 'POST' && ['fetch', 'xhr', 'form', 'axios'].includes(exchange.kind);

const isKinOf = (one: Facts['scene'], { scene, sites }: Facts): boolean => {
  const [a, b] = [one, scene].map(({ request }) => request?.urls.at(-1));
  return a !== undefined && b !== undefined && sites.schemelesslySameSite(a, b);
};

/** Traces of a server that is asked over https, and does not know it. */
function takesItselfForHttp(scene: Facts['scene'], url: URL | undefined): string | null {
  if (url?.protocol !== 'https:') return null;
  const seen = scene.seen.observation.messages.find(({ request }) =>
    request.url.startsWith('http:'),
  );
  if (seen) return 'the request was https, and the server saw http.';
  const echoed = responseHeader(scene, 'X-Forwarded-Proto') === 'http';
  if (echoed) return 'the request was https, and X-Forwarded-Proto says http.';
  const location = responseHeader(scene, 'Location');
  return location?.startsWith(`http://${url.hostname}`)
    ? `the request was https, and the response redirects to ${location.split('?')[0]}`
    : null;
}

function altered(attempt: SetCookieAttempt, facts: Facts): Broke | null {
  const rest = restOfCut(attempt);
  if (rest === null) return null;
  const { line, scene } = attempt;
  return {
    code: 'proxy:alters-set-cookie',
    evidence: `${at(facts, scene)}one line was split in two: “${line}” and “${rest}”.`,
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
