import type { Cause } from '../../../base/causes.ts';
import { isSignInUrl } from '../../cors-failure.ts';
import type { Advice, CausesOf } from '../advice.ts';
import type { Case } from '../case.ts';

const check = 'Fetch §4.10 CORS check';
const write = ({ allow }: Case) => allow;

/** First what reaches the server, then what the server has to answer. */
const behind = ({ intermediary }: Case, fix: string) =>
  intermediary === null ? fix : `${intermediary} ${fix}`;

export const corsAdvice = {
  'cors:acao-missing': {
    meaning:
      'The response has no Access-Control-Allow-Origin, so the script may not read it. The request did reach the server.',
    fix: (one) => behind(one, `Allow ${one.page} in the responses of ${one.api}.`),
    write,
    rule: `${check}, step 2`,
  },
  'cors:acao-wildcard': {
    meaning: 'With credentials, `Access-Control-Allow-Origin: *` allows no origin.',
    fix: 'Send the origin of the page instead of the star.',
    write,
    rule: `${check}, step 3`,
  },
  'cors:acao-other-origin': {
    meaning: "Access-Control-Allow-Origin names another origin than the page's.",
    fix: ({ api, page }) => `Add ${page} to the origins that ${api} allows. It then answers:`,
    write,
    rule: `${check}, step 4`,
  },
  'cors:acao-duplicate': {
    meaning:
      'The response has Access-Control-Allow-Origin twice. Usually the application and a proxy each add one.',
    fix: 'Let only one of them set it (nginx: proxy_hide_header Access-Control-Allow-Origin;).',
    write,
    rule: `${check}, step 4`,
  },
  'cors:acao-list': {
    meaning: 'Access-Control-Allow-Origin holds several origins. It may hold only one.',
    fix: 'Send only the origin of the request, if it is on your list.',
    write,
    rule: `${check}, step 4`,
  },
  'cors:acao-invalid': {
    meaning: 'The value of Access-Control-Allow-Origin is not an origin.',
    fix: 'Send scheme and host, and the port if it is not the default.',
    write,
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:origin-trailing-slash': {
    meaning:
      'The value of Access-Control-Allow-Origin ends with a slash. An origin has no path, so it never matches.',
    fix: 'Remove the slash.',
    write,
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:error-without-headers': {
    meaning:
      'The error response has no CORS headers, so the script sees a CORS error instead of the status.',
    fix: (one) =>
      behind(
        one,
        'Send the CORS headers with errors too: run the CORS middleware before anything that rejects requests (nginx: add_header … always).',
      ),
    write,
    rule: `${check}, step 2`,
  },
  'cors:redirect-hop': {
    meaning:
      'A response on the way of a redirect does not allow the page. Every response of the redirect has to.',
    fix: ({ page, api, redirectsAway, leadsTo }) =>
      page === 'null' || redirectsAway
        ? `After ${redirectsAway ? `the redirect of ${api}` : `the redirect to ${api}`} the request has the origin \`null\`, which must not be allowed: any site can send it. Answer scripts with 401 instead of a redirect to sign-in, and let the page navigate there.`
        : leadsTo !== null && !isSignInUrl(leadsTo)
          ? `Request ${leadsTo}, where the redirect leads. Otherwise the redirect of ${api} has to allow ${page}, too:`
          : `Answer scripts with 401 instead of a redirect to sign-in, and let the page navigate there. Otherwise ${api} has to allow ${page}:`,
    write: ({ allow, redirectsAway }) => (redirectsAway ? [] : allow),
    rule: 'Fetch §4.5 HTTP-redirect fetch; §4.10',
  },
  'cors:redirect-origin-null': {
    meaning:
      "The request was redirected from an origin other than the page's to a third one, so its Origin became `null`.",
    fix: 'Do not redirect scripts across origins. Answer with the address in the body, and let the script request it or the page navigate there. Do not allow the origin `null`: any site can send it.',
    rule: 'Fetch §2.2.5 “redirect-taint”',
  },
  'cors:acac-missing': {
    meaning: 'The response allows the origin, but not credentials.',
    fix: 'Add the header. Its value is `true`, in lower case.',
    write,
    rule: `${check}, steps 5 to 8`,
  },
  'cors:vary-missing': {
    meaning: 'A cache stored the response for one origin and reused it for another.',
    fix: 'Send Vary: Origin with every response whose Access-Control-Allow-Origin depends on the request, and clear the cache.',
    write: ({ allow }) => [...new Set([...allow, 'Vary: Origin'])],
    rule: 'Fetch, “CORS protocol and HTTP caches”',
  },
  'cache:page-kept': {
    meaning:
      'The browser restored the page from its back/forward cache. No request was sent, so no cookie was.',
    fix: 'Reload the page when it is restored, if it must be current. Chromium also restores pages with Cache-Control: no-store.',
    write: () => ["addEventListener('pageshow', (event) => event.persisted && location.reload())"],
    rule: 'HTML “reactivate a document” (bfcache)',
  },
  'cache:answer-reused': {
    meaning: 'The response came from a cache. No request was sent, so no cookie was.',
    fix: 'Keep responses that depend on a cookie out of caches.',
    write: () => ['Cache-Control: no-store'],
    rule: 'RFC 9111 §4',
  },
} as const satisfies Record<
  Exclude<CausesOf<'cors' | 'cache'>, Extract<Cause, `cors:preflight-${string}`>>,
  Advice
>;
