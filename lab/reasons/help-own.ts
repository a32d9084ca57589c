/** Help for the lab's own reasons. */
import type { OwnReason } from './codes.ts';
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
