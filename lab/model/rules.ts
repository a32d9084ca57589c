/** The rules that the diagnosis asks one by one; predicting is index.ts. */
export { type Access, documentAccess, requestAccess } from './cookies/access.ts';
export {
  type Attribute,
  type Cookie,
  expiryOf,
  lastAttribute,
  type ReceivedCookie,
} from './cookies/cookie.ts';
export { parseCookieDate } from './cookies/cookie-date.ts';
export { domainMatches, isIpAddress, isLoopback } from './cookies/hosts.ts';
export { Jar } from './cookies/jar.ts';
export { parseSetCookie } from './cookies/parse.ts';
export { defaultPath, pathMatches } from './cookies/paths.ts';
export { type Sites, sitesOf } from './cookies/sites.ts';
export { standardSyntax } from './cookies/syntax.ts';
export { corsCheck } from './fetch/cors.ts';
export { reusesStatus } from './fetch/http-cache.ts';
export { withoutMixedContent } from './fetch/mixed-content.ts';
export { preflightCheck } from './fetch/preflight.ts';
export {
  includesCredentials,
  originHeader,
  type Request,
  redirected,
  serializedOrigin,
} from './fetch/request.ts';
export { isSafelistedMethod, unsafeHeaderNames } from './fetch/safelist.ts';
export { answerHeaders, preflightAnswer, statusOf } from './fetch/server.ts';
export {
  type DocumentContext,
  inclusiveAncestors,
  originOf,
  topLevelDocument,
  topLevelOf,
} from './html/document.ts';
