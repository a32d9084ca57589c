/** The protocol's reasons about CORS. */

import type { CorsError } from '../../../base/reasons/protocol.ts';
import type { ReasonAdvice } from './index.ts';

const preflight = 'Fetch §4.8, CORS-preflight fetch';
const localNetwork = 'https://wicg.github.io/local-network-access/';
const noBrowser =
  'a header of an early draft on private networks, which no current browser asks for.';

export const corsReasons = {
  DisallowedByMode: { cause: 'request:same-origin-mode' },
  InvalidResponse: {
    meaning: 'The response cannot be checked for CORS.',
    rule: 'Fetch §4.3',
    fix: 'Look into the log of the server: the response was cut off or is malformed.',
  },
  WildcardOriginNotAllowed: { cause: 'cors:acao-wildcard' },
  MissingAllowOriginHeader: { cause: 'cors:acao-missing' },
  MultipleAllowOriginValues: {
    meaning:
      'Access-Control-Allow-Origin has several values. Usually the application and a proxy each add one.',
    rule: 'Fetch §4.10 CORS check, step 4',
    fix: 'Send one origin: the one of the request, if it is on your list. Let only one layer set the header.',
  },
  InvalidAllowOriginValue: { cause: 'cors:acao-invalid' },
  AllowOriginMismatch: { cause: 'cors:acao-other-origin' },
  InvalidAllowCredentials: { cause: 'cors:acac-missing' },
  CorsDisabledScheme: {
    meaning: 'CORS does not work with the scheme of the URL.',
    rule: 'Fetch §4.2, scheme fetch',
    fix: 'Serve it over https.',
  },
  PreflightInvalidStatus: { cause: 'cors:preflight-status' },
  PreflightDisallowedRedirect: { cause: 'cors:preflight-redirect' },
  PreflightWildcardOriginNotAllowed: { cause: 'cors:preflight-acao' },
  PreflightMissingAllowOriginHeader: { cause: 'cors:preflight-acao' },
  PreflightMultipleAllowOriginValues: { cause: 'cors:preflight-acao' },
  PreflightInvalidAllowOriginValue: { cause: 'cors:preflight-acao' },
  PreflightAllowOriginMismatch: { cause: 'cors:preflight-acao' },
  PreflightInvalidAllowCredentials: { cause: 'cors:preflight-acac' },
  PreflightMissingAllowExternal: {
    meaning: `The response to the preflight lacks ${noBrowser}`,
    rule: localNetwork,
    fix: 'Update the browser.',
  },
  PreflightInvalidAllowExternal: {
    meaning: `The response to the preflight has an invalid value in ${noBrowser}`,
    rule: localNetwork,
    fix: 'Update the browser.',
  },
  InvalidAllowMethodsPreflightResponse: {
    meaning:
      'Access-Control-Allow-Methods in the response to the preflight cannot be read as a list.',
    rule: `${preflight}, step 7.3`,
    fix: 'Separate the names with commas: GET, PUT, DELETE.',
  },
  InvalidAllowHeadersPreflightResponse: {
    meaning:
      'Access-Control-Allow-Headers in the response to the preflight cannot be read as a list.',
    rule: `${preflight}, step 7.3`,
    fix: 'Separate the names with commas: content-type, x-requested-with.',
  },
  MethodDisallowedByPreflightResponse: { cause: 'cors:preflight-method' },
  HeaderDisallowedByPreflightResponse: { cause: 'cors:preflight-header' },
  RedirectContainsCredentials: {
    meaning: 'A cross-origin redirect leads to a URL with user:password@ in it.',
    rule: 'Fetch §4.4, HTTP-redirect fetch',
    fix: 'Redirect to a URL without them.',
  },
  InsecureLocalNetwork: {
    meaning: 'A page over plain http may not send requests into the local network.',
    rule: localNetwork,
    fix: 'Serve the page over https.',
  },
  InvalidLocalNetworkAccess: {
    meaning: 'The request reached another kind of network than the page said it would.',
    rule: localNetwork,
    fix: 'Set targetAddressSpace to the kind of the address, or remove it.',
  },
  NoCorsRedirectModeNotFollow: {
    meaning: 'A no-cors request must follow redirects.',
    rule: 'Fetch §4.1, main fetch',
    fix: "Remove `redirect`, or use `mode: 'cors'`.",
  },
  LocalNetworkAccessPermissionDenied: {
    meaning:
      'The page has no permission to send requests into the local network, or to this machine.',
    rule: localNetwork,
    fix: 'Allow it in the prompt, or give the API a public address.',
  },
} as const satisfies Record<CorsError, ReasonAdvice>;
