import { allowPage, type CausesOf, type Help } from './help.ts';

const check = 'Fetch §4.10 CORS check';
const preflight = 'Fetch §4.8 CORS-preflight fetch';

export const corsHelps = {
  'cors:acao-missing': {
    meaning: 'The answer does not say which origin may read it. The request did arrive.',
    fix: 'Let the answer of {api} name the page.',
    write: [...allowPage, 'Vary: Origin'],
    rule: `${check}, step 2`,
  },
  'cors:acao-wildcard': {
    meaning: 'With credentials a star in Access-Control-Allow-Origin permits nobody.',
    fix: 'Name the origin in place of the star.',
    write: [...allowPage, 'Vary: Origin'],
    rule: `${check}, step 3`,
  },
  'cors:acao-other-origin': {
    meaning: 'Access-Control-Allow-Origin names another origin than the page’s.',
    fix: 'Put {page} on the allow list of {api}, which then answers:',
    write: [...allowPage, 'Vary: Origin'],
    rule: `${check}, step 4`,
  },
  'cors:acao-duplicate': {
    meaning: 'Two layers each add Access-Control-Allow-Origin: together they are no origin.',
    fix: 'Let one layer set it once, the app or the proxy (nginx: proxy_hide_header Access-Control-Allow-Origin;).',
    write: ['Access-Control-Allow-Origin: {page}'],
    rule: `${check}, step 4`,
  },
  'cors:acao-list': {
    meaning: 'Access-Control-Allow-Origin holds a list: it may hold one origin.',
    fix: 'Answer with the one that asks.',
    write: ['Access-Control-Allow-Origin: {page}', 'Vary: Origin'],
    rule: `${check}, step 4`,
  },
  'cors:acao-invalid': {
    meaning: 'What stands in Access-Control-Allow-Origin is no origin.',
    fix: 'Write scheme, host, and port where there is one.',
    write: ['Access-Control-Allow-Origin: {page}'],
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:origin-trailing-slash': {
    meaning: 'An origin has no path: with a slash at its end it matches nothing.',
    fix: 'Leave the slash out.',
    write: ['Access-Control-Allow-Origin: {page}'],
    rule: `${check}, step 4; RFC 6454 §6.2`,
  },
  'cors:error-without-headers': {
    meaning:
      'The error answer has no CORS header, so the script sees a CORS error in place of the status.',
    fix: 'Run the CORS layer before what refuses, and for errors too (nginx: add_header … always).',
    write: allowPage,
    rule: `${check}, step 2`,
  },
  'cors:preflight-acao': {
    meaning:
      'The preflight’s answer does not allow the page’s origin, so the request itself never left.',
    fix: 'Let the answer to OPTIONS {api}{path} name the page.',
    write: allowPage,
    rule: preflight,
  },
  'cors:preflight-auth': {
    meaning:
      'The sign-in check refused the preflight. A preflight never carries a cookie, so the request never left.',
    fix: 'Let OPTIONS {api}{path} pass before the sign-in check, and answer it with 204.',
    write: [...allowPage, 'Access-Control-Allow-Methods: {method}'],
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-status': {
    meaning:
      'The preflight was not answered with a status from 200 to 299, so the request never left.',
    fix: 'Answer OPTIONS {api}{path} with 204.',
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-redirect': {
    meaning: 'The preflight was redirected, which is not followed: the request never left.',
    fix: 'Ask the final URL (mind the slash at its end, and http against https), or answer OPTIONS {api}{path} with 204.',
    rule: `${preflight}, step 7`,
  },
  'cors:preflight-method': {
    meaning: 'The preflight’s answer does not allow the method, so the request never left.',
    fix: 'Let the answer to OPTIONS {api}{path} allow the method.',
    write: ['Access-Control-Allow-Methods: {method}'],
    rule: `${preflight}, step 7.5`,
  },
  'cors:preflight-header': {
    meaning:
      'The preflight’s answer does not allow a header that the script gave, so the request never left.',
    fix: 'Let the answer to OPTIONS {api}{path} name each header that the script sets, such as content-type.',
    write: ['Access-Control-Allow-Headers: <each of them>'],
    rule: `${preflight}, step 7.7`,
  },
  'cors:preflight-wildcard': {
    meaning:
      'With credentials a star in Allow-Methods or Allow-Headers is a literal star: the request never left.',
    fix: 'Write out the method, and each header that the script sets, such as content-type.',
    write: [
      'Access-Control-Allow-Methods: {method}',
      'Access-Control-Allow-Headers: <each of them>',
    ],
    rule: `${preflight}, steps 7.5 and 7.7`,
  },
  'cors:redirect-hop': {
    meaning: 'A redirect led over an answer without right CORS headers: every hop must have them.',
    fix: 'Answer the script 401 in place of the redirect, and let the page itself navigate to sign-in. Else {api} has to allow the page.',
    write: allowPage,
    rule: 'Fetch §4.5 HTTP-redirect fetch; §4.10',
  },
  'cors:redirect-origin-null': {
    meaning:
      'The request went from one foreign origin on to another, which turns its Origin into null.',
    fix: 'Do not redirect a script across origins: answer it the address, and let it ask or navigate there.',
    rule: 'Fetch §2.2.5 “redirect-taint”',
  },
  'cors:acac-missing': {
    meaning: 'The answer allows the origin, and not its credentials.',
    fix: 'Add the header, exactly so and in lower case.',
    write: ['Access-Control-Allow-Credentials: true'],
    rule: `${check}, steps 5 to 8`,
  },
  'cors:preflight-acac': {
    meaning: 'The preflight’s answer does not allow credentials, so the request itself never left.',
    fix: 'Let the answer to OPTIONS {api}{path} allow credentials.',
    write: ['Access-Control-Allow-Credentials: true'],
    rule: preflight,
  },
  'cors:vary-missing': {
    meaning: 'A cache kept the answer for another origin and gave it to this one.',
    fix: 'Add Vary wherever Access-Control-Allow-Origin depends on who asks, and empty the cache.',
    write: ['Vary: Origin'],
    rule: 'Fetch, “CORS protocol and HTTP caches”',
  },
  'cache:page-kept': {
    meaning: 'A page that was kept is shown again as it was: no request left, so no cookie could.',
    fix: 'Let the page load anew where it may not be old. Chromium keeps no-store pages, too.',
    write: ["addEventListener('pageshow', (event) => event.persisted && location.reload())"],
    rule: 'HTML “reactivate a document” (bfcache)',
  },
  'cache:answer-reused': {
    meaning: 'A cache answered: no request left, so no cookie could.',
    fix: 'Keep what depends on a cookie out of caches.',
    write: ['Cache-Control: no-store'],
    rule: 'RFC 9111 §4',
  },
} as const satisfies Record<CausesOf<'cors' | 'cache'>, Help>;
