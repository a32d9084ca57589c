/** Help for the lab's own reasons. */
import type { OwnReason } from '../../base/reasons/codes.ts';
import type { Help } from './help.ts';

export const ownHelp = {
  CredentialsOmitted: {
    meaning:
      'The call asks for no credentials (cookies): none are sent, and Set-Cookie of its answer is ignored.',
    rule: 'Fetch §4.6 (includeCredentials)',
    fix: 'fetch(url, { credentials: "include" }), XMLHttpRequest or axios with withCredentials = true.',
  },
  HttpOnlyFromScript: {
    meaning: 'A script can neither see nor set an HttpOnly cookie.',
    rule: 'RFC 6265bis-22 §5.7 step 15 and §5.8.3 step 3',
    fix: 'Nothing, for a session: that is the point of HttpOnly. Let the server set it, and ask the server who is signed in.',
  },
  OverwriteHttpOnly: {
    meaning: 'A script cannot replace an HttpOnly cookie.',
    rule: 'RFC 6265bis-22 §5.7 step 23.2',
    fix: 'Let the server set it, or choose another name.',
  },
  OpaqueOrigin: {
    meaning: 'A document whose origin is opaque, as in a sandboxed frame, has no document.cookie.',
    rule: 'HTML, document.cookie',
    fix: 'Add allow-same-origin to the frame’s sandbox, if you trust what is in it.',
  },
  InvalidPath: {
    meaning: 'The cookie’s path does not fit the path of the answer.',
    rule: 'the browser’s own; RFC 6265bis-22 takes any path',
    fix: 'Set it with Path=/.',
  },
  AttributeValueExceedsMaxSize: {
    meaning: 'An attribute’s value is longer than 1024 bytes.',
    rule: 'RFC 6265bis-22 §5.6 step 6 (there the attribute is dropped, not the cookie)',
    fix: 'Shorten the attribute.',
  },
  PartitionedRequiresSecure: {
    meaning: 'Partitioned is taken with Secure only.',
    rule: 'draft-cutler-httpbis-partitioned-cookies-01 §2.1',
    fix: 'Write Partitioned; Secure.',
  },
  OtherPartition: {
    meaning:
      'The cookie is kept in the jar of another top-level site, or in the shared one, and this request sees neither.',
    rule: 'draft-cutler-httpbis-partitioned-cookies-01 §2; in Firefox Total Cookie Protection',
    fix: 'Serve both from one site; or document.requestStorageAccess() in a frame; or let the user sign in under each site.',
  },
  SetByPreflight: {
    meaning:
      'Set-Cookie stood on the answer to the preflight, which has no credentials: it is ignored.',
    rule: 'Fetch §4.8 (credentials mode of a preflight)',
    fix: 'Set the cookie on the answer to the request itself.',
  },
  CrossSiteRedirect: {
    meaning:
      'On its way the request was redirected by another site, which makes it cross-site for this browser.',
    rule: 'RFC 6265bis up to draft 14 §5.2; taken back since',
    fix: 'Let the last step be a same-site one: a page that navigates on by itself.',
  },
  Evicted: {
    meaning: 'The jar was full, and this cookie was the one to go.',
    rule: 'RFC 6265bis-22 §5.7, remove excess cookies',
    fix: 'Set fewer cookies on the domain: browsers keep some 180.',
  },
  MixedContent: {
    meaning: 'A page over https may not load this over plain http: the request never left.',
    rule: 'https://w3c.github.io/webappsec-mixed-content/',
    fix: 'Serve the API over https.',
  },
  ContentSecurityPolicy: {
    meaning: 'The page’s own Content-Security-Policy forbids to load this: the request never left.',
    rule: 'Content Security Policy 3 §4.1.2, should request be blocked by CSP?',
    fix: "Name the API in the page’s policy: Content-Security-Policy: connect-src 'self' https://<api>; img-src, script-src or frame-src for elements.",
  },
  OriginNotAllowed: {
    meaning: 'The page may not load from there at all, as with file: URLs: the request never left.',
    rule: 'Fetch §4.3, scheme fetch',
    fix: 'Serve page and resource over https.',
  },
  SubresourceFilter: {
    meaning: 'The browser’s filter of harmful advertisements stopped it: the request never left.',
    rule: 'the browser’s own: Chromium’s subresource filter',
    fix: 'Look the page up in the Ad Experience Report, or rename what a filter takes for an advertisement.',
  },
  BlockedByDevTools: {
    meaning: 'Whoever debugs the page blocks this URL: the request never left.',
    rule: 'Chrome DevTools Protocol, Network.setBlockedURLs',
    fix: 'Open DevTools, “Network request blocking”, and take the pattern out.',
  },
  ContentTypeNotAllowed: {
    meaning:
      'The answer’s Content-Type does not fit what asked for it: a script, say, that says text/html.',
    rule: 'Fetch §3.6, X-Content-Type-Options',
    fix: 'Answer with the right Content-Type; an error page in place of a script is a frequent cause.',
  },
  IntegrityMismatch: {
    meaning: 'What came has not the hash, or not the signature, that the page asks for.',
    rule: 'Subresource Integrity §3.3.5',
    fix: 'Write the hash of what is really served into integrity="…".',
  },
  ResourcePolicy: {
    meaning:
      'The answer’s Cross-Origin-Resource-Policy keeps it from pages of other origins or sites.',
    rule: 'Fetch §3.7, Cross-Origin-Resource-Policy',
    fix: 'Answer with Cross-Origin-Resource-Policy: cross-origin, or same-site where page and API are one site; or ask with CORS.',
  },
  ResourcePolicyRequired: {
    meaning:
      'The page isolates itself, and so takes from other origins only what says that it may be taken.',
    rule: 'HTML, cross-origin embedder policies; Fetch §3.7',
    fix: 'Answer with Cross-Origin-Resource-Policy: cross-origin; or ask with CORS; or take Cross-Origin-Embedder-Policy off the page.',
  },
  EmbedderPolicyRequired: {
    meaning: 'The page isolates itself, and so takes only frames that do the same.',
    rule: 'HTML, cross-origin embedder policies',
    fix: 'Answer the frame with Cross-Origin-Embedder-Policy: require-corp, or credentialless.',
  },
  OpenerPolicyInSandbox: {
    meaning: 'A sandboxed page leads to one that sets itself apart from who opened it.',
    rule: 'HTML, cross-origin opener policies',
    fix: 'Add allow-popups-to-escape-sandbox to the frame’s sandbox.',
  },
  FramingRefused: {
    meaning: 'The answer may not be shown in a frame of this page.',
    rule: 'Content Security Policy 3 §6.4.2, frame-ancestors; HTML, X-Frame-Options',
    fix: 'Answer with Content-Security-Policy: frame-ancestors <the page’s origin>, and without X-Frame-Options.',
  },
  PreflightFailed: {
    meaning: 'The preflight did not permit the request: it never left.',
    rule: 'Fetch §4.1, main fetch',
    fix: 'Mend the preflight’s answer: its own reason stands beside this one.',
  },
  NetworkError: {
    meaning:
      'No answer came: no connection, a bad certificate, or something that blocked the request.',
    rule: 'Fetch §2.2.6, network error',
    fix: 'Open the URL in a tab: does it answer there?',
  },
  OpaqueResponse: {
    meaning: 'The answer to a no-cors call is closed to the script.',
    rule: 'Fetch §2.2.6, opaque filtered response',
    fix: 'Leave mode: "no-cors" out, and answer with CORS headers.',
  },
  RefusedByApi: {
    meaning: 'The call itself throws: its mode does not permit the method, header or body.',
    rule: 'Fetch §5.4, XMLHttpRequest open()',
    fix: 'Read the TypeError in the console: it names the part.',
  },
  FromCache: {
    meaning: 'The HTTP cache had an answer that is still fresh: the request never left.',
    rule: 'RFC 9111 §4; Fetch §4.6',
    fix: 'Answer with Cache-Control: no-store what depends on who asks, or with Vary what depends on a header.',
  },
  NotReached: {
    meaning: 'What leads here did not happen.',
    rule: 'none: it follows from a step before',
    fix: 'Mend the step before.',
  },
} as const satisfies Record<OwnReason, Help>;
