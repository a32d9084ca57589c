/** What to look for where a server refuses a request although the cookie came, the surest first. */
import type { Scene } from '../../scenes.ts';
import type { Case } from '../case.ts';

export function refusalFix(one: Case): string {
  const { api, page, refusal, intermediary } = one;
  const { token, replaced, alive, cache, raced, oversize, isCut, hidesOrigin } = refusal;
  if (intermediary !== null) return intermediary;
  if (oversize) {
    return 'Delete cookies that are no longer needed, and keep the data on the server. Servers accept 8 to 16 KB of headers (nginx: large_client_header_buffers, Node: --max-http-header-size).';
  }
  if (isCut) {
    return 'Encode the value before it is set (encodeURIComponent, base64url): a semicolon ends it, also within quotes.';
  }
  if (raced) {
    return `Send one such request at a time, and let the others wait for its response. Or have the server accept the old value for some seconds, and delete no cookie when it comes.`;
  }
  if (hidesOrigin) {
    return `The server cannot tell that ${page} asked. Use Referrer-Policy: same-origin or strict-origin-when-cross-origin on the page, not no-referrer.`;
  }
  if (token) return tokenFix(token, one);
  if (replaced?.from != null) {
    return `The Set-Cookie in the response to “${replaced.at.exchange.as}” was made for another user. Let no shared cache keep a response with Set-Cookie, and purge what it has.`;
  }
  if (replaced && isOtherPort(replaced.at, one)) {
    return `Give the cookie of each application a name of its own: cookies have no port, so ${api} and “${replaced.at.exchange.as}” share them.`;
  }
  if (replaced) {
    return `Begin no new session in the response to “${replaced.at.exchange.as}”: keep the one that arrives.`;
  }
  if (alive) {
    return `The session is alive. Does what renders ${one.path} ask an API itself? Then have it pass on the Cookie header of the browser's request. Otherwise look into the log of ${api}.`;
  }
  const list = originLists.find(({ cookie }) => cookie.test(one.cookie.name));
  const named = list === undefined ? '' : ` (${list.setting})`;
  const isJudged = page !== api || (list !== undefined && one.method !== 'GET');
  const origin = isJudged ? ` Does it accept ${page} as an origin${named}?` : '';
  const forwards =
    cache === null
      ? ''
      : ` A cache stands before it (${cache}): does it forward the cookie?${/cloudfront/i.test(cache) ? '' : ' Firebase Hosting forwards __session alone.'}`;
  return `Look into the log of ${api}: has the session ended there (a restart, another instance, a changed secret), or is a token missing?${origin}${forwards}`;
}

/** Where frameworks that are known by the names of their cookies keep the origins that they accept. */
const originLists = [
  {
    cookie: /^(csrftoken|sessionid)$/,
    setting: 'Django: CSRF_TRUSTED_ORIGINS, SECURE_PROXY_SSL_HEADER',
  },
  {
    cookie: /^(laravel_session|XSRF-TOKEN)$/,
    setting: 'Laravel Sanctum: SANCTUM_STATEFUL_DOMAINS',
  },
] as const;

/** Two applications on one host. */
function isOtherPort({ request }: Scene, { api, host }: Case): boolean {
  const url = request?.urls.at(-1);
  return url !== undefined && url.hostname === host && url.origin !== api;
}

function tokenFix(
  token: NonNullable<Case['refusal']['token']>,
  { api, page, host, domain }: Case,
): string {
  const shared = token.isHidden
    ? ` Scripts of ${page} cannot read a cookie of ${host} alone: set ${token.cookie} with Domain=${domain}.`
    : '';
  const axios = token.header === 'X-XSRF-TOKEN' ? ' (axios: withXSRFToken: true)' : '';
  const allowed = page === api ? '' : ' The preflight has to allow this header.';
  return `Send the value of ${token.cookie} in the header ${token.header}${axios}.${shared}${allowed}`;
}

/** For the response that a shared cache kept. */
export const uncached = ({ refusal: { replaced } }: Case): readonly string[] =>
  replaced?.from == null ? [] : ['Cache-Control: private, no-store'];
