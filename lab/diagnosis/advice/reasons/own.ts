/** The lab's own reasons. */
import type { OwnReason } from '../../../base/reasons/codes.ts';
import type { ReasonAdvice } from './index.ts';

const notSent = 'The request was not sent.';

export const ownReasons = {
  CredentialsOmitted: { cause: 'request:credentials-missing' },
  HttpOnlyFromScript: {
    meaning: 'A script can neither see nor set an HttpOnly cookie.',
    rule: 'RFC 10025 §5.7 step 15 and §5.8.3 step 3',
    fix: 'For a session, nothing: this is what HttpOnly is for. Set the cookie in a response, and ask the server who is signed in.',
  },
  OverwriteHttpOnly: { cause: 'set-cookie:http-only-by-script' },
  OpaqueOrigin: { cause: 'page:opaque-origin' },
  InvalidPath: {
    meaning: 'Path does not cover the URL of the response.',
    rule: "the browser's own; RFC 10025 allows any Path",
    fix: 'Use `Path=/`.',
  },
  AttributeValueExceedsMaxSize: {
    meaning: 'The value of an attribute is longer than 1024 bytes.',
    rule: 'RFC 10025 §5.6 step 6 (there the attribute is ignored, not the cookie)',
    fix: 'Shorten the attribute.',
  },
  PartitionedRequiresSecure: { cause: 'partitioned:without-secure' },
  OtherPartition: {
    meaning:
      'The cookie is kept in the jar of another top-level site, or in the one that all sites share, and this request reaches neither.',
    rule: 'draft-cutler-httpbis-partitioned-cookies-01 §2; in Firefox Total Cookie Protection',
    fix: ({ isFramed }) =>
      `Serve page and API from one site, or let the user sign in under each top-level site${isFramed ? ', or call document.requestStorageAccess() in the frame' : ''}.`,
  },
  SetByPreflight: { cause: 'set-cookie:on-preflight' },
  CrossSiteRedirect: {
    meaning: 'Another site redirected the request, so this browser treats it as cross-site.',
    rule: 'RFC 6265bis up to draft 14 §5.2; removed since',
    fix: 'End the redirects with a page that navigates on by itself: that navigation is same-site.',
  },
  Evicted: { cause: 'cookie-jar:evicted' },
  MixedContent: { cause: 'request:mixed-content' },
  ContentSecurityPolicy: {
    meaning: `The Content-Security-Policy of the page forbids loading this. ${notSent}`,
    rule: 'Content Security Policy 3 §4.1.2, should request be blocked by CSP?',
    fix: ({ api }) =>
      `Add ${api} to connect-src in the Content-Security-Policy of the page (for elements img-src, script-src or frame-src).`,
  },
  OriginNotAllowed: {
    meaning: `The page may not load anything from there, for example from file: URLs. ${notSent}`,
    rule: 'Fetch §4.3, scheme fetch',
    fix: 'Serve page and resource over https.',
  },
  SubresourceFilter: {
    meaning: `The browser's filter for abusive advertisements blocked it. ${notSent}`,
    rule: "the browser's own: Chromium's subresource filter",
    fix: 'Look the page up in the Ad Experience Report, or rename what the filter treats as an advertisement.',
  },
  BlockedByDevTools: {
    meaning: `DevTools or an automation tool blocks this URL. ${notSent}`,
    rule: 'Chrome DevTools Protocol, Network.setBlockedURLs',
    fix: 'Remove the pattern in DevTools under “Network request blocking”.',
  },
  ContentTypeNotAllowed: {
    meaning:
      'The Content-Type of the response does not fit the request: for example text/html for a script.',
    rule: 'Fetch §3.6, X-Content-Type-Options',
    fix: 'Send the right Content-Type. Often an error page is sent instead of the script.',
  },
  IntegrityMismatch: {
    meaning: 'The response does not have the hash or the signature that the page asks for.',
    rule: 'Subresource Integrity §3.3.5',
    fix: 'Write the hash of the served file into integrity="…".',
  },
  ResourcePolicy: {
    meaning:
      'Cross-Origin-Resource-Policy of the response forbids pages of other origins or sites to use it.',
    rule: 'Fetch §3.7, Cross-Origin-Resource-Policy',
    fix: 'Use the header below (same-site instead of cross-origin if page and API are one site), or request it with CORS.',
    write: ({ isForeign }) => [
      `Cross-Origin-Resource-Policy: ${isForeign ? 'cross-origin' : 'same-site'}`,
    ],
  },
  ResourcePolicyRequired: {
    meaning:
      'The page has a Cross-Origin-Embedder-Policy, so it may only use responses of other origins that permit it.',
    rule: 'HTML, cross-origin embedder policies; Fetch §3.7',
    fix: 'Send the header below, request the resource with CORS, or remove Cross-Origin-Embedder-Policy from the page.',
    write: () => ['Cross-Origin-Resource-Policy: cross-origin'],
  },
  EmbedderPolicyRequired: {
    meaning:
      'The page has a Cross-Origin-Embedder-Policy, so it may only hold frames that have one too.',
    rule: 'HTML, cross-origin embedder policies',
    fix: 'Send the header with the framed page.',
    write: () => ['Cross-Origin-Embedder-Policy: require-corp'],
  },
  OpenerPolicyInSandbox: {
    meaning: 'A sandboxed page opens one that has a Cross-Origin-Opener-Policy.',
    rule: 'HTML, cross-origin opener policies',
    fix: 'Add allow-popups-to-escape-sandbox to the sandbox attribute.',
  },
  FramingRefused: {
    meaning: 'The response forbids this page to show it in a frame.',
    rule: 'Content Security Policy 3 §6.4.2, frame-ancestors; HTML, X-Frame-Options',
    fix: 'Name the page in frame-ancestors, and remove X-Frame-Options.',
    write: ({ page }) =>
      page === 'null' ? [] : [`Content-Security-Policy: frame-ancestors ${page}`],
  },
  PreflightFailed: {
    meaning: `The response to the preflight does not allow the request. ${notSent}`,
    rule: 'Fetch §4.1, main fetch',
    fix: 'Fix the response to the preflight: its own reason is listed beside this one.',
  },
  NetworkError: {
    meaning:
      'There was no response: no connection, an invalid certificate, or something that blocked the request.',
    rule: 'Fetch §2.2.6, network error',
    fix: 'Open the URL in a tab: does it respond there?',
  },
  HostNotFound: {
    meaning: 'The host name has no address. There was no response, so CORS decides nothing.',
    rule: 'Fetch §2.2.6, network error',
    fix: ({ host }) =>
      host.includes('.')
        ? `Check the name ${host}, and whether it resolves on this machine.`
        : `Names of containers (${host}) are known within their network only: publish the port, and ask localhost.`,
  },
  ConnectionRefused: {
    meaning: 'Nothing accepts connections there. There was no response, so CORS decides nothing.',
    rule: 'Fetch §2.2.6, network error',
    fix: ({ api }) =>
      `Start what should answer at ${api}, and check the port. In a container it has to listen on 0.0.0.0, and the port has to be published.`,
  },
  CertificateNotTrusted: {
    meaning:
      'The browser does not trust the certificate. There was no response, so CORS decides nothing.',
    rule: 'Fetch §2.2.6, network error',
    fix: ({ api }) =>
      `Open ${api} in a tab to see what is wrong with it. For development, make one with mkcert: a script shows no warning that could be clicked away.`,
  },
  TlsFailed: {
    meaning: 'The server did not speak TLS. There was no response, so CORS decides nothing.',
    rule: 'Fetch §2.2.6, network error',
    fix: ({ api }) =>
      `Does ${api.replace('https://', '')} speak plain http? Then ask it with http://, or serve it over https.`,
  },
  OpaqueResponse: { cause: 'request:no-cors' },
  RefusedByApi: {
    meaning: 'The call throws: its mode does not permit the method, a header or the body.',
    rule: 'Fetch §5.4, XMLHttpRequest open()',
    fix: 'Read the TypeError in the console, which names the part.',
  },
  FromCache: { cause: 'cache:answer-reused' },
  NotReached: {
    meaning: 'An earlier step did not happen.',
    rule: 'none: it follows from an earlier step',
    fix: 'Fix the earlier step.',
  },
} as const satisfies Record<OwnReason, ReasonAdvice>;
