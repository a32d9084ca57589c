/** Help for the protocol's reasons about CORS. */

import type { CorsError } from '../../base/reasons/protocol.ts';
import type { Help } from './help.ts';

const check = 'Fetch §4.10, CORS check';
const preflight = 'Fetch §4.8, CORS-preflight fetch';
const localNetwork = 'https://wicg.github.io/local-network-access/';

/** What the CORS check finds in an answer, or in that to the preflight. */
const found = {
  WildcardOriginNotAllowed: {
    meaning: 'has Access-Control-Allow-Origin: *, which does not do for a request with cookies.',
    rule: `${check} step 3`,
    fix: 'Send Access-Control-Allow-Origin with the page’s own origin, and Vary: Origin.',
  },
  MissingAllowOriginHeader: {
    meaning: 'has no Access-Control-Allow-Origin.',
    rule: `${check} step 2`,
    fix: 'Send Access-Control-Allow-Origin with the page’s origin, on errors and redirects as well.',
  },
  MultipleAllowOriginValues: {
    meaning:
      'has more than one origin in Access-Control-Allow-Origin: often two layers that both add it.',
    rule: `${check} step 4`,
    fix: 'Send one origin: look the request’s Origin up in a list, and let one layer only write the header.',
  },
  InvalidAllowOriginValue: {
    meaning: 'has something in Access-Control-Allow-Origin that is no origin.',
    rule: `${check} step 4`,
    fix: 'Send scheme, host and port: https://www.example.com, with no path.',
  },
  AllowOriginMismatch: {
    meaning: 'allows another origin than the page’s.',
    rule: `${check} step 4`,
    fix: 'Compare the whole origin: scheme, host and port, with no slash at the end.',
  },
  InvalidAllowCredentials: {
    meaning: 'lacks Access-Control-Allow-Credentials: true, which a request with cookies needs.',
    rule: `${check} steps 5 to 8`,
    fix: 'Send Access-Control-Allow-Credentials: true, in lower case.',
  },
} as const satisfies Partial<Record<CorsError, Help>>;

const answer = ({ meaning, rule, fix }: Help): Help => ({
  meaning: `The answer ${meaning} The request arrived all the same.`,
  rule,
  fix,
});

const preflightAnswer = ({ meaning, rule, fix }: Help): Help => ({
  meaning: `The answer to the preflight ${meaning} The request itself was never sent.`,
  rule: `${preflight} step 7; ${rule}`,
  fix: `For OPTIONS too: ${fix}`,
});

export const corsHelp = {
  DisallowedByMode: {
    meaning: 'The call has mode: "same-origin" and the URL is of another origin.',
    rule: 'Fetch §4.1, main fetch',
    fix: 'Leave mode out, and answer with CORS headers.',
  },
  InvalidResponse: {
    meaning: 'The answer is none that CORS can be checked on.',
    rule: 'Fetch §4.3',
    fix: 'Look at the server’s log: the answer broke off or is malformed.',
  },
  WildcardOriginNotAllowed: answer(found.WildcardOriginNotAllowed),
  MissingAllowOriginHeader: answer(found.MissingAllowOriginHeader),
  MultipleAllowOriginValues: answer(found.MultipleAllowOriginValues),
  InvalidAllowOriginValue: answer(found.InvalidAllowOriginValue),
  AllowOriginMismatch: answer(found.AllowOriginMismatch),
  InvalidAllowCredentials: answer(found.InvalidAllowCredentials),
  CorsDisabledScheme: {
    meaning: 'The URL’s scheme is none that CORS works with.',
    rule: 'Fetch §4.2, scheme fetch',
    fix: 'Serve it over https.',
  },
  PreflightInvalidStatus: {
    meaning:
      'The preflight was answered with a status outside 200 to 299: often a login check that runs before CORS.',
    rule: `${preflight} step 7`,
    fix: 'Answer OPTIONS with 204 before anything asks for a session.',
  },
  PreflightDisallowedRedirect: {
    meaning:
      'The preflight was answered with a redirect: often to https, to a login page, or to a URL with a slash.',
    rule: `${preflight} step 7`,
    fix: 'Call the final URL, and answer OPTIONS there.',
  },
  PreflightWildcardOriginNotAllowed: preflightAnswer(found.WildcardOriginNotAllowed),
  PreflightMissingAllowOriginHeader: preflightAnswer(found.MissingAllowOriginHeader),
  PreflightMultipleAllowOriginValues: preflightAnswer(found.MultipleAllowOriginValues),
  PreflightInvalidAllowOriginValue: preflightAnswer(found.InvalidAllowOriginValue),
  PreflightAllowOriginMismatch: preflightAnswer(found.AllowOriginMismatch),
  PreflightInvalidAllowCredentials: preflightAnswer(found.InvalidAllowCredentials),
  PreflightMissingAllowExternal: {
    meaning:
      'The preflight’s answer lacks a header of an early draft on private networks; no browser asks for it now.',
    rule: localNetwork,
    fix: 'Update the browser.',
  },
  PreflightInvalidAllowExternal: {
    meaning:
      'The preflight’s answer has a wrong header of an early draft on private networks; no browser asks for it now.',
    rule: localNetwork,
    fix: 'Update the browser.',
  },
  InvalidAllowMethodsPreflightResponse: {
    meaning: 'Access-Control-Allow-Methods of the preflight’s answer cannot be read as a list.',
    rule: `${preflight} step 7.3`,
    fix: 'Send names with commas between: GET, PUT, DELETE.',
  },
  InvalidAllowHeadersPreflightResponse: {
    meaning: 'Access-Control-Allow-Headers of the preflight’s answer cannot be read as a list.',
    rule: `${preflight} step 7.3`,
    fix: 'Send names with commas between: content-type, x-requested-with.',
  },
  MethodDisallowedByPreflightResponse: {
    meaning:
      'The preflight’s answer does not permit the method; with cookies a star is only a star.',
    rule: `${preflight} step 7.5`,
    fix: 'Name the method, in capitals, in Access-Control-Allow-Methods.',
  },
  HeaderDisallowedByPreflightResponse: {
    meaning:
      'The preflight’s answer does not permit a header that the call sends; with cookies a star is only a star.',
    rule: `${preflight} steps 7.6 and 7.7`,
    fix: 'Name the header in Access-Control-Allow-Headers.',
  },
  RedirectContainsCredentials: {
    meaning: 'A cross-origin redirect leads to a URL with user:password@ in it.',
    rule: 'Fetch §4.4, HTTP-redirect fetch',
    fix: 'Redirect to a URL without them.',
  },
  InsecureLocalNetwork: {
    meaning: 'A page over plain http may not reach into the local network.',
    rule: localNetwork,
    fix: 'Serve the page over https.',
  },
  InvalidLocalNetworkAccess: {
    meaning: 'The request reached another kind of network than its page said it would.',
    rule: localNetwork,
    fix: 'Make targetAddressSpace fit the address, or leave it out.',
  },
  NoCorsRedirectModeNotFollow: {
    meaning: 'A no-cors call must follow redirects.',
    rule: 'Fetch §4.1, main fetch',
    fix: 'Leave redirect out, or use mode: "cors".',
  },
  LocalNetworkAccessPermissionDenied: {
    meaning: 'The page has no permission to reach into the local network, this machine included.',
    rule: localNetwork,
    fix: 'Allow it in the prompt, or give the API a public address.',
  },
} as const satisfies Record<CorsError, Help>;
