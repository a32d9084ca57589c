import type { CausesOf, Help } from './help.ts';

const both = 'Access-Control-Allow-Origin: {page} and Access-Control-Allow-Credentials: true';
const check = 'Fetch §4.10 CORS check';
const preflight = 'Fetch §4.8 CORS-preflight fetch';

export const corsHelps = {
  'cors:acao-missing': {
    meaning: 'The answer does not say which origin may read it. The request did arrive.',
    fix: `Answer with ${both}, and Vary: Origin.`,
    rule: `${check}, step 2`,
  },
  'cors:acao-wildcard': {
    meaning: 'With credentials a star in Access-Control-Allow-Origin permits nobody.',
    fix: `Name the origin in place of the star: ${both}, and Vary: Origin.`,
    rule: `${check}, step 3`,
  },
  'cors:acao-other-origin': {
    meaning: 'Access-Control-Allow-Origin names another origin than the page’s.',
    fix: `Put {page} on the allow list, so that the answer says ${both}.`,
    rule: `${check}, step 4`,
  },
  'cors:acao-duplicate': {
    meaning: 'Two layers each add Access-Control-Allow-Origin: together they are no origin.',
    fix: 'Let one layer set it, the app or the proxy (nginx: proxy_hide_header Access-Control-Allow-Origin;), once: Access-Control-Allow-Origin: {page}',
    rule: `${check}, step 4`,
  },
  'cors:acao-list': {
    meaning: 'Access-Control-Allow-Origin holds a list: it may hold one origin.',
    fix: 'Answer the one that asks: Access-Control-Allow-Origin: {page} and Vary: Origin.',
    rule: `${check}, step 4`,
  },
  'cors:acao-invalid': {
    meaning: 'What stands in Access-Control-Allow-Origin is no origin.',
    fix: 'Write scheme, host, and port where there is one: Access-Control-Allow-Origin: {page}',
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:origin-trailing-slash': {
    meaning: 'An origin has no path: with a slash at its end it matches nothing.',
    fix: 'Without the slash: Access-Control-Allow-Origin: {page}',
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:error-without-headers': {
    meaning:
      'The error answer has no CORS header, so the script sees a CORS error in place of the status.',
    fix: `Run the CORS layer before what refuses, and for errors too (nginx: add_header … always): ${both}`,
    rule: `${check}, step 2`,
  },
  'cors:preflight-acao': {
    meaning:
      'The preflight’s answer does not allow the page’s origin, so the request itself never left.',
    fix: `Answer OPTIONS {path} with ${both}.`,
    rule: preflight,
  },
  'cors:preflight-auth': {
    meaning:
      'The sign-in check refused the preflight. A preflight never carries a cookie, so the request never left.',
    fix: 'Let OPTIONS {path} pass before the sign-in check: 204 with Access-Control-Allow-Origin: {page}, -Allow-Credentials: true, -Allow-Methods: {method}',
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-status': {
    meaning:
      'The preflight was not answered with a status from 200 to 299, so the request never left.',
    fix: 'Answer OPTIONS {path} with 204.',
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-redirect': {
    meaning: 'The preflight was redirected, which is not followed: the request never left.',
    fix: 'Ask the final URL (mind the slash at its end, and http against https), or answer OPTIONS {path} with 204.',
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-method': {
    meaning: 'The preflight’s answer does not allow the method, so the request never left.',
    fix: 'Answer OPTIONS {path} with Access-Control-Allow-Methods: {method}',
    rule: `${preflight}, step 7.5`,
  },
  'cors:preflight-header': {
    meaning:
      'The preflight’s answer does not allow a header that the script gave, so the request never left.',
    fix: 'Answer OPTIONS {path} with Access-Control-Allow-Headers naming each header of the script, such as content-type.',
    rule: `${preflight}, step 7.7`,
  },
  'cors:preflight-wildcard': {
    meaning:
      'With credentials a star in Allow-Methods or Allow-Headers is a literal star: the request never left.',
    fix: 'Write them out: Access-Control-Allow-Methods: {method}; Access-Control-Allow-Headers: content-type, …',
    rule: `${preflight}, steps 7.5 and 7.7`,
  },
  'cors:redirect-hop': {
    meaning: 'A redirect led over an answer without right CORS headers: every hop must have them.',
    fix: `Have {api} answer with ${both}; or answer 401 and let the page itself navigate to sign-in.`,
    rule: 'Fetch §4.5 HTTP-redirect fetch; §4.10',
  },
  'cors:redirect-origin-null': {
    meaning:
      'The request went from one foreign origin on to another, which turns its Origin into null.',
    fix: 'Do not redirect a script across origins: answer it the address, and let it ask or navigate there (location.href = …).',
    rule: 'Fetch §2.2.5 “redirect-taint”',
  },
  'cors:acac-missing': {
    meaning: 'The answer allows the origin, and not its credentials.',
    fix: 'Add Access-Control-Allow-Credentials: true (exactly so, in lower case).',
    rule: `${check}, steps 5 to 8`,
  },
  'cors:preflight-acac': {
    meaning: 'The preflight’s answer does not allow credentials, so the request itself never left.',
    fix: 'Answer OPTIONS {path} with Access-Control-Allow-Credentials: true.',
    rule: preflight,
  },
  'cors:vary-missing': {
    meaning: 'A cache kept the answer for another origin and gave it to this one.',
    fix: 'Answer with Vary: Origin whenever Access-Control-Allow-Origin depends on who asks, and empty the cache.',
    rule: 'Fetch, “CORS protocol and HTTP caches”',
  },
  'cache:answer-reused': {
    meaning: 'A cache answered: no request left, so no cookie could.',
    fix: 'Answer what depends on a cookie with Cache-Control: no-store (or private, no-cache and Vary: Cookie).',
    rule: 'RFC 9111 §4',
  },
} as const satisfies Record<CausesOf<'cors' | 'cache'>, Help>;
