/** Links 3 and 4. CORS decides whether the script may read; it prevents a cookie from being sent only where a preflight fails. */

import { type Cause, causes, type Link } from '../../base/causes.ts';
import { getHeader } from '../../base/headers.ts';
import { answerHeaders } from '../../model/rules.ts';
import {
  allowOrigin,
  allowOriginLines,
  type CorsFailure,
  checkOf,
  isSignInUrl,
} from '../cors-failure.ts';
import type { Facts } from '../facts.ts';
import { responseHeader } from '../scenes.ts';
import { sharedCacheOf } from '../shared-cache.ts';
import { at, type Broke, type LinkRule } from './link.ts';

/** The link that a failed check breaks, if it is this one. */
export function corsBrokenAt(link: Link, facts: Facts): Broke | null {
  const { cors } = facts;
  if (!cors) return null;
  const code = causeOf(cors);
  if (causes[code] !== link) return null;
  return { code, evidence: `${at(facts, cors.scene)}${evidenceOf(cors)}` };
}

function causeOf(failure: CorsFailure): Cause {
  if (failure.preflight) return preflightCause(failure);
  const { scene, origin, status } = failure;
  if (scene.hops.length > 1 || responseHeader(scene, 'Location') !== null) {
    return allowsPage(failure) ? 'cors:redirect-origin-null' : 'cors:redirect-hop';
  }
  const allowed = allowOrigin(failure) ?? '';
  switch (checkOf(failure)) {
    case 'MissingAllowOriginHeader':
      return status >= 400 ? 'cors:error-without-headers' : 'cors:acao-missing';
    case 'WildcardOriginNotAllowed':
      return 'cors:acao-wildcard';
    case 'MultipleAllowOriginValues':
      return allowOriginLines(failure) > 1 ? 'cors:acao-duplicate' : 'cors:acao-list';
    case 'AllowOriginMismatch':
      if (storedForOther(failure)) return 'cors:vary-missing';
      return allowed === `${origin}/` ? 'cors:origin-trailing-slash' : 'cors:acao-other-origin';
    case 'InvalidAllowCredentials':
      return 'cors:acac-missing';
    default:
      return 'cors:acao-invalid';
  }
}

/** Would the answer have allowed the page, had the redirects not taken its name? */
function allowsPage({ scene: { request, exchange }, headers, origin }: CorsFailure): boolean {
  const page = request?.origin;
  if (!page || page === origin) return false;
  const name = 'Access-Control-Allow-Origin';
  return [headers, answerHeaders(exchange.answer, page)].some(
    (one) => getHeader(one, name) === page,
  );
}

/** What a sign-in check answers to a request without cookie. */
const asksToSignIn = ({ status, headers }: CorsFailure) =>
  status === 401 || status === 403 || isSignInUrl(getHeader(headers, 'Location') ?? '');

function preflightCause(failure: CorsFailure): Cause {
  const { code, status, headers, scene } = failure;
  const redirected = code === 'PreflightDisallowedRedirect';
  if ((redirected || status >= 400) && asksToSignIn(failure)) return 'cors:preflight-auth';
  if (redirected) return 'cors:preflight-redirect';
  if (code === 'PreflightInvalidAllowCredentials') return 'cors:preflight-acac';
  // Without any header of CORS nothing answers OPTIONS at all.
  const isUnanswered = code === 'PreflightMissingAllowOriginHeader' && status >= 400;
  if (code === 'PreflightInvalidStatus' || isUnanswered) return 'cors:preflight-status';
  const list = {
    MethodDisallowedByPreflightResponse: 'Methods',
    HeaderDisallowedByPreflightResponse: 'Headers',
  }[code];
  if (!list) return 'cors:preflight-acao';
  const star = getHeader(headers, `Access-Control-Allow-${list}`) === '*';
  if (star && scene.request?.credentials === 'include') return 'cors:preflight-wildcard';
  return list === 'Methods' ? 'cors:preflight-method' : 'cors:preflight-header';
}

function evidenceOf(failure: CorsFailure): string {
  const { preflight, origin, status, headers, code } = failure;
  const shown = [
    'Allow-Origin',
    'Allow-Credentials',
    ...(preflight ? ['Allow-Methods', 'Allow-Headers'] : []),
  ]
    .map((name) => `Access-Control-${name}`)
    .map((name) => [name, getHeader(headers, name)] as const)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`);
  const said = shown.length > 0 ? shown.join('; ') : 'no Access-Control header';
  const asked = preflight ? 'the preflight' : 'the request';
  const unsent = preflight ? ' The request itself was not sent.' : '';
  return `${asked} with Origin: ${origin} got status ${status} and ${said} (${code}).${nearMiss(failure)}${ageOf(failure)}${unsent}`;
}

/** In what the allowed origin differs, where it is nearly that of the page. */
function nearMiss(failure: CorsFailure): string {
  const { origin } = failure;
  const allowed = allowOrigin(failure) ?? '';
  if (allowOriginLines(failure) > 1) return ' Access-Control-Allow-Origin is there more than once.';
  if (checkOf(failure) !== 'AllowOriginMismatch') return '';
  if (!URL.canParse(allowed) || !URL.canParse(origin)) return '';
  const [page, other] = [new URL(origin), new URL(allowed)];
  if (other.origin === origin) return ' Only the slash or path at its end makes it another origin.';
  if (other.hostname !== page.hostname) return '';
  return ` The two differ in their ${other.protocol === page.protocol ? 'ports' : 'schemes'}.`;
}

function ageOf(failure: CorsFailure): string {
  const from = storedForOther(failure);
  return from === null
    ? ''
    : ` The response comes from a shared cache (${from}) and has no Vary: Origin: it was probably made for that origin.`;
}

/** What tells that a shared cache had stored the response, made for another origin; null where nothing does. */
function storedForOther({ scene, headers, code }: CorsFailure): string | null {
  const varies = /\borigin\b|\*/i.test(getHeader(headers, 'Vary') ?? '');
  if (code !== 'AllowOriginMismatch' || varies || !scene.seen.arrived) return null;
  return sharedCacheOf(headers);
}

/** What the answer says of CORS where it is right, or why nobody asked. */
function passedWith(name: string) {
  return ({ scene, question, unsent }: Facts): string => {
    const { request, seen } = scene;
    if (unsent) return 'There was no response to check.';
    if (request?.tainting !== 'cors') return 'Not needed here.';
    if (question?.asks !== 'reading' && seen.readable !== true) {
      return 'Not checked: CORS decides whether the script may read the response, not whether the cookie is sent.';
    }
    const value = responseHeader(scene, name);
    return value === null ? 'Not needed here.' : `${name}: ${value}.`;
  };
}

export const allowsOrigin: LinkRule = {
  link: 3,
  asks: "Is Access-Control-Allow-Origin explicit and equal to the page's origin?",
  rule: 'Fetch §4.10 CORS check, steps 2 to 4; §4.8 for preflights',
  broken: (facts) => corsBrokenAt(3, facts),
  passed: passedWith('Access-Control-Allow-Origin'),
};

export const allowsCredentials: LinkRule = {
  link: 4,
  asks: 'Is Access-Control-Allow-Credentials true?',
  rule: 'Fetch §4.10 CORS check, steps 5 to 8',
  broken: (facts) => corsBrokenAt(4, facts),
  passed: passedWith('Access-Control-Allow-Credentials'),
};
