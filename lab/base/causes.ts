/**
 * Why a cookie does not arrive or an answer cannot be read: one stable code a
 * cause. Each belongs to one of the twelve links of the chain, the questions
 * that one asks in this order:
 *
 *  1. Is the request cross-origin?          7. Do Domain and Path cover the URL?
 *  2. Did the page ask for credentials?     8. Cross-site: is it SameSite=None; Secure?
 *  3. Is Access-Control-Allow-Origin right? 9. Is it HTTPS?
 *  4. Is Access-Control-Allow-Credentials? 10. Does the browser block third-party cookies?
 *  5. Is what was cached kept by origin?   11. What reason does the browser itself give?
 *  6. Was the cookie set by Set-Cookie?    12. In which jar is it kept, and is it still there?
 */

/** A link of the chain. */
export const links = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
export type Link = (typeof links)[number];

/** Every cause, and the link that it breaks. */
export const causes = {
  /** A sandboxed frame, a file, a data: URL: the page's origin is `null`. */
  'page:opaque-origin': 1,
  /** `mode: 'same-origin'` to another origin. */
  'request:same-origin-mode': 1,

  'request:credentials-missing': 2,
  'request:credentials-omitted': 2,
  /** `crossorigin` on an element makes it ask without credentials. */
  'request:element-credentials': 2,
  /** axios gives a CSRF token back to the page's own origin alone. */
  'request:csrf-header-missing': 2,
  /** `mode: 'no-cors'`: no header can make the answer readable. */
  'request:no-cors': 2,

  'cors:acao-missing': 3,
  'cors:acao-wildcard': 3,
  'cors:acao-other-origin': 3,
  'cors:acao-duplicate': 3,
  'cors:acao-list': 3,
  /** No origin at all: without a scheme, or empty. */
  'cors:acao-invalid': 3,
  'cors:origin-trailing-slash': 3,
  /** An error page that the CORS middleware never saw. */
  'cors:error-without-headers': 3,
  'cors:preflight-acao': 3,
  /** The sign-in check answers the preflight, which never carries a cookie. */
  'cors:preflight-auth': 3,
  'cors:preflight-status': 3,
  'cors:preflight-redirect': 3,
  'cors:preflight-method': 3,
  'cors:preflight-header': 3,
  /** With credentials a star in Allow-Methods or Allow-Headers is a literal star. */
  'cors:preflight-wildcard': 3,
  /** A host in the middle or at the end of a redirect says nothing of CORS. */
  'cors:redirect-hop': 3,
  /** A redirect to another host has made the request's origin `null`. */
  'cors:redirect-origin-null': 3,

  'cors:acac-missing': 4,
  'cors:preflight-acac': 4,

  /** A cached answer allows the origin that asked first. */
  'cors:vary-missing': 5,
  /** The cache answered: no request, no cookie. */
  'cache:answer-reused': 5,
  /** Going back showed a page that was kept (bfcache). */
  'cache:page-kept': 5,

  /** Written into document.cookie on the page's host. */
  'set-cookie:by-script': 6,
  /** No answer ever set it. */
  'server:never-set': 6,
  /** The request went out before the response that sets the cookie was there. */
  'request:before-set-cookie': 6,
  /** The server takes its connection for plain http and keeps its Secure cookie to itself. */
  'server:trust-proxy': 6,
  'proxy:strips-set-cookie': 6,
  /** Cut at the comma of Expires, or folded into one line. */
  'proxy:alters-set-cookie': 6,
  'set-cookie:on-preflight': 6,
  'set-cookie:too-large': 6,
  'set-cookie:prefix': 6,
  'set-cookie:malformed': 6,
  /** A script can neither set nor overwrite an HttpOnly cookie. */
  'set-cookie:http-only-by-script': 6,

  'set-cookie:domain-public-suffix': 7,
  'set-cookie:domain-mismatch': 7,
  'set-cookie:domain-localhost-or-ip': 7,
  'set-cookie:host-only-not-covering': 7,
  /** Set by localhost, asked for by 127.0.0.1, or the reverse. */
  'set-cookie:localhost-vs-127': 7,
  'set-cookie:path-mismatch': 7,
  /** Two cookies of one name, with other Domain or Path, arrive together. */
  'cookie-jar:duplicate-name': 7,
  /** A deletion with other Domain or Path deletes nothing. */
  'cookie-jar:deletion-mismatch': 7,

  /** Two names under a hoster's public suffix are two sites. */
  'site:paas-siblings-cross-site': 8,
  'site:localhost-vs-127': 8,
  /** http and https of one domain. */
  'site:scheme-differs': 8,
  /** No SameSite: taken as Lax. */
  'samesite:default-lax': 8,
  /** Lax or Strict, and a request that a page of another site makes. */
  'samesite:cross-site-request': 8,
  'samesite:cross-site-post': 8,
  /** Strict, at the end of a redirect that another site began or took part in. */
  'samesite:strict-redirect': 8,
  /** Strict, on a link or form of another site. */
  'samesite:strict-navigation': 8,
  'samesite:iframe-lax': 8,
  'samesite:websocket': 8,
  /** Safari of iOS 12 and macOS 10.14. */
  'samesite:none-as-strict': 8,
  'set-cookie:none-without-secure': 8,
  'partitioned:without-secure': 8,

  /** Secure, in the answer to a plain-http request. */
  'set-cookie:secure-over-http': 9,
  /** Secure, and the request is plain http. */
  'request:secure-cookie-over-http': 9,
  /** A plain-http answer would overwrite a Secure cookie. */
  'set-cookie:overwrites-secure': 9,
  'request:mixed-content': 9,

  'browser-policy:3pc-setting': 10,
  /** Tracking prevention. */
  'browser-policy:itp': 10,
  /** Third parties may send what was set first-party, and set nothing. */
  'browser-policy:third-party-set': 10,
  /** The development suffix is on no list, so every host is a site of its own. */
  'site:unlisted-suffix': 10,
  'storage-access:not-granted': 10,

  /** The browser gives a reason that belongs to no other link. */
  'browser:own-reason': 11,
  /** The server's own refusal, of a kind of request that shows a script no status. */
  'server:refused': 11,
  /** Neither evidence nor browser tell why. */
  'browser:unexplained': 11,

  /** Partitioned, and asked for under another top-level site. */
  'partitioned:other-site': 12,
  /** The browser keeps a jar for each top-level site. */
  'browser-policy:partitioned-jar': 12,
  'partitioned:engine-support': 12,
  'cookie-jar:expired': 12,
  'cookie-jar:evicted': 12,
  'cookie-jar:cleared': 12,
} as const satisfies Record<string, Link>;

export type Cause = keyof typeof causes;

/** Where the chain broke: the link, and the cause that says how. */
export interface Broken {
  readonly link: Link;
  readonly code: Cause;
}
