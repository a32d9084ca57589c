/**
 * The claims the lab reproduces: statements that web developers act on, each
 * with an id that scenarios name. What is stated is the usual advice; whether a
 * browser agrees is what the matrix measures.
 */

import { platformSuffixes } from './topology.ts';

export interface Claim {
  /** What is claimed, in one sentence. */
  readonly says: string;
  /** The cases it speaks of, where it lists some: each is measured by itself. */
  readonly members?: readonly string[];
}

/** What the first letter of an id stands for. */
export const claimTopics = {
  C: 'Three concepts that get mixed up',
  F: 'A flow that works',
  D: 'Why writing document.cookie does not fix it',
  S: 'SameSite changed the old advice',
  T: 'CORS cannot get round third-party cookie policy',
  G: 'Designs, most robust first',
  X: 'The security boundary',
  B: 'Beyond the usual advice',
} as const;

const bySameSite = ['None', 'Lax', 'Strict', 'no SameSite'] as const;
const listedRequests = [
  'fetch',
  'XMLHttpRequest',
  'iframe',
  'img',
  'script',
  'link',
  'GET form',
  'POST form',
  'window.open',
  'redirect',
  'prefetch',
] as const;

export const claims = {
  C1: {
    says: 'Without CORS headers a page cannot read the answer of another origin of its site, although the request arrived.',
  },
  C2: {
    says: 'Ports make origins, not cookie scopes: a cookie set by localhost:A reaches localhost:B, yet reading needs CORS.',
  },
  C3: {
    says: 'A request to a sibling host is cross-origin but same-site: a Lax cookie goes along when credentials are included.',
  },
  C4: {
    says: 'Across sites three things must all pass, and each can fail alone.',
    members: ['CORS', 'SameSite', 'third-party policy'],
  },
  C5: {
    says: 'A cookie goes to URLs that its host (or Domain) and its Path cover, and to no others.',
    members: ['/', '/a', '/a/b', '/ab', 'subdomain', 'sibling host', 'with Domain', 'host-only'],
  },
  C6: {
    says: 'A site includes its scheme: http and https of one domain are cross-site to each other.',
    members: ['http page, https API', 'https page, http target'],
  },
  C7: {
    says: 'CORS decides only whether the script may read: the cookie was sent and the server acted either way.',
    members: ['denied', 'allowed'],
  },
  C8: { says: 'localhost and 127.0.0.1 are different hosts and sites, and share no cookie.' },

  F1: {
    says: 'A cross-origin fetch without credentials sends no cookie, and ignores the Set-Cookie of its answer.',
  },
  F2: {
    says: 'A cross-origin fetch that includes credentials sends the cookie and stores the Set-Cookie of its answer.',
  },
  F3: {
    says: 'XMLHttpRequest does as fetch does, by withCredentials.',
    members: ['withCredentials false', 'withCredentials true'],
  },
  F4: {
    says: 'axios does as fetch does, by withCredentials.',
    members: ['withCredentials false', 'withCredentials true'],
  },
  F5: {
    says: 'A same-origin fetch sends cookies in every credentials mode but omit.',
    members: ['default', 'same-origin', 'include', 'omit'],
  },
  F6: {
    says: 'With Access-Control-Allow-Origin: * a credentialed answer is unreadable; the cookie still went out.',
  },
  F7: {
    says: 'Without Access-Control-Allow-Credentials a credentialed answer is unreadable; the cookie still went out.',
  },
  F8: {
    says: 'With the explicit origin and Access-Control-Allow-Credentials: true a credentialed answer is readable.',
  },
  F9: {
    says: 'A cacheable answer that reflects the origin without Vary: Origin is refused to the second origin; with Vary it works.',
    members: ['without Vary', 'with Vary'],
  },
  F10: { says: 'A preflight carries no cookie; the request after it does.' },
  F11: {
    says: 'When the preflight is not answered in full, the request itself never leaves.',
    members: [
      'no Access-Control-Allow-Credentials',
      'no Access-Control-Allow-Methods',
      'no Access-Control-Allow-Headers',
      'redirect',
      'no 2xx status',
    ],
  },
  F12: {
    says: 'With credentials the * of Access-Control-Allow-Headers and -Methods is a literal star, and refuses.',
    members: ['Access-Control-Allow-Headers', 'Access-Control-Allow-Methods'],
  },
  F13: {
    says: 'Behind an allow list of origins only the listed ones can read.',
    members: ['listed', 'unlisted', 'null', 'look-alike suffix', 'look-alike prefix'],
  },
  F14: {
    says: 'A __Host- cookie goes back to the very host that set it, never to its parent, sibling or subdomain.',
    members: ['the host itself', 'sibling', 'subdomain'],
  },
  F15: { says: 'An HttpOnly cookie is sent, and does not show in document.cookie.' },
  F16: {
    says: 'A Secure cookie is not sent over http, and an http answer can neither set nor overwrite it.',
    members: ['not sent', 'not set', 'not overwritten'],
  },
  F17: {
    says: 'Of all SameSite values only None with Secure goes along with a cross-site fetch, where policy allows.',
    members: bySameSite,
  },
  F18: { says: 'Where third-party cookies are blocked even SameSite=None with Secure stays home.' },

  D1: {
    says: 'An id that the page writes into document.cookie is seen by the page and never reaches the API on another host.',
  },
  D2: { says: 'A page may write a cookie for its parent domain, and it then reaches the API.' },
  D3: {
    says: 'A cookie for a domain that does not cover the setting host is refused.',
    members: ['another site', 'public suffix', 'sibling', 'child'],
  },
  D4: {
    says: 'A cookie that the API sets for the parent domain reaches the page’s host, which can read it unless it is HttpOnly.',
  },
  D5: {
    says: 'A script can neither write an HttpOnly cookie nor overwrite one.',
    members: ['write', 'overwrite'],
  },
  D6: {
    says: 'A script never reads Set-Cookie from an answer, not even when it is exposed.',
    members: ['not exposed', 'Access-Control-Expose-Headers: Set-Cookie'],
  },
  D7: { says: 'When the API itself answers Set-Cookie, the cookie reaches it from then on.' },

  S1: {
    says: 'A cookie without SameSite is treated as Lax.',
    members: ['fetch', 'XMLHttpRequest', 'iframe', 'img', 'POST form', 'link'],
  },
  S2: {
    says: 'A Lax cookie is sent with same-site requests and cross-site top-level navigations by a safe method only.',
    members: listedRequests,
  },
  S3: {
    says: 'A Strict cookie is never sent when another site began it, nor at the end of a redirect through one.',
    members: [...listedRequests, 'redirect a→b→a', 'reload after a cross-site link'],
  },
  S4: { says: 'SameSite=None without Secure is refused.' },
  S5: {
    says: 'Over plain http a Secure cookie is refused, but on this machine’s own names.',
    members: ['http on a host', 'http://localhost', 'http://127.0.0.1'],
  },
  S6: {
    says: 'For two minutes a cookie without SameSite goes along with a cross-site top-level POST; afterwards not.',
    members: ['fresh', 'old'],
  },
  S7: {
    says: 'With the API under the page’s site SameSite no longer matters, and CORS still does.',
  },

  T1: {
    says: 'Where policy blocks third-party cookies, none is stored or sent though all is right; the answer stays readable.',
  },
  T2: { says: 'WebKit’s tracking prevention blocks third-party cookies in full.' },
  T3: {
    says: 'Firefox as shipped gives a third party a jar of its own under each top-level site, without its first-party cookies.',
  },
  T4: {
    says: 'Chromium sends third-party cookies unless the user blocks them or browses incognito.',
    members: ['allowed', 'blocked', 'incognito'],
  },
  T5: {
    says: 'A Partitioned cookie is sent only under the top-level site where it was set, and needs Secure.',
    members: ['same top-level site', 'another top-level site', 'first-party', 'without Secure'],
  },
  T6: {
    says: 'Only the grant of storage access brings a frame its unpartitioned cookies back.',
    members: [
      'hasStorageAccess',
      'request without a gesture',
      'request with a gesture',
      'after the grant',
      'Activate-Storage-Access',
      'Sec-Fetch-Storage-Access',
    ],
  },
  T7: {
    says: 'To some blockers it matters whether the third party was visited first-party before.',
    members: ['visited before', 'never visited'],
  },

  G1: {
    says: 'With the API behind the page’s own origin every SameSite value works, without CORS and under every policy.',
    members: ['Lax', 'Strict', 'HttpOnly'],
  },
  G2: {
    says: 'With the API on another origin of the site cookies work with credentials and CORS under every policy.',
  },
  G3: {
    says: 'A short-lived token in Authorization works across sites under every policy, after a preflight.',
  },
  G4: {
    says: 'A cross-site design can tell that its cookies were blocked, and fall back.',
    members: ['where allowed', 'where blocked'],
  },

  X1: {
    says: 'CORS does not stop another site’s form from posting with the victim’s cookie; Lax and Strict do.',
    members: ['None', 'Lax', 'Strict'],
  },
  X2: {
    says: 'Another site’s no-cors fetch arrives with the None cookie, and its answer is unreadable.',
  },
  X3: {
    says: 'A CSRF token refuses another site’s request and accepts the own page’s.',
    members: ['double submit', 'synchroniser', 'own page'],
  },
  X4: {
    says: 'A check of Origin or Sec-Fetch-Site refuses another site’s request and accepts the own page’s.',
    members: ['Origin', 'Sec-Fetch-Site', 'own page'],
  },
  X5: {
    says: 'An API that reflects any origin with credentials hands the victim’s data to any site.',
  },
  X6: {
    says: 'With Access-Control-Allow-Origin: * the browser gives a credentialed answer to no site.',
  },
  X7: {
    says: 'Injected script reads a session cookie unless it is HttpOnly.',
    members: ['not HttpOnly', 'HttpOnly'],
  },
  X8: {
    says: 'An API that allows the origin null leaks to sandboxed frames and data: URLs.',
    members: ['sandboxed iframe', 'data: URL'],
  },

  B1: {
    says: 'Two customers of a hosting suffix are cross-site, and a cookie for the suffix is refused.',
    members: platformSuffixes,
  },
  B2: {
    says: 'A cookie is stored although CORS denied the script its answer; one on a preflight’s answer never is.',
    members: ['answer denied by CORS', 'preflight'],
  },
  B3: {
    says: 'When a sign-in comes back from another site, the state cookie is there by SameSite and by how it comes back.',
    members: ['GET redirect', 'form_post', ...bySameSite],
  },
  B4: {
    says: 'A fetch that is redirected across origins carries the cookies of each hop, stores theirs, and ends with Origin: null.',
    members: ['cookies of each hop', 'Origin: null', 'Set-Cookie on a redirect'],
  },
  B5: {
    says: 'Each kind of request has its own rule for cookies.',
    members: [
      'WebSocket',
      'EventSource',
      'sendBeacon',
      'keepalive fetch',
      'img',
      'script crossorigin',
      'link rel=preload',
      'font',
      'video',
      'service-worker fetch',
      'worker fetch',
    ],
  },
  B6: {
    says: 'A frame’s cookies depend on its ancestors and on what kind of document it is.',
    members: [
      'A embeds B embeds A',
      'sandboxed without allow-same-origin',
      'srcdoc',
      'about:blank',
      'credentialless',
    ],
  },
  B7: {
    says: 'A cookie that breaks a rule of its name’s prefix is refused.',
    members: ['__Secure-', '__Host-', '__Http-', '__Host-Http-'],
  },
  B8: {
    says: 'Cookies beyond the limits of size, number and age are refused, cut short or removed.',
    members: [
      'name and value over 4096 bytes',
      'attribute over 1024 bytes',
      'too many for a domain',
      'Max-Age over 400 days',
      'expired',
      'Max-Age=0',
      'Expires in the past',
      'negative Max-Age',
    ],
  },
  B9: {
    says: 'Odd cookies are read by the rules of the draft, the same everywhere.',
    members: [
      'no name',
      '=value',
      'empty',
      'quotes',
      'spaces',
      'UTF-8',
      'control characters',
      '; in values',
      'attribute twice',
      'one name on two paths',
      'case of attribute names',
    ],
  },
  B10: {
    says: 'A server behind a proxy that believes it is on http never sends its Secure cookie.',
    members: ['without X-Forwarded-Proto', 'without trust', 'with both'],
  },
  B11: {
    says: 'A scenario ends the same under development names and under a listed suffix.',
    members: ['.test', '.localhost', 'a listed suffix'],
  },
  B12: { says: 'Between http and https mixed content and schemeful same-site act together.' },
  B13: {
    says: 'A deletion takes effect only with the Domain, Path and Partitioned of the cookie; Clear-Site-Data takes all.',
    members: ['Clear-Site-Data: "cookies"', 'other Path', 'other Domain', 'other Partitioned'],
  },
  B14: {
    says: 'cookieStore gets, sets and deletes cookies and tells of changes, partitioned ones too.',
    members: ['get', 'set', 'delete', 'change event', 'partitioned'],
  },
  B15: {
    says: 'Whether a Strict cookie is there depends on who began the navigation, by whatever means.',
    members: [
      'window.open',
      'noopener',
      'link with rel',
      'meta refresh',
      'script redirect',
      'history back',
      'back/forward cache',
    ],
  },
  B16: {
    says: 'With Referrer-Policy: no-referrer a form post’s Origin is null, and an Origin check refuses it.',
  },
  B17: {
    says: 'A request to this machine or its network may be stopped before any cookie rule applies.',
  },
  B18: {
    says: 'The HTTP cache does not tell answers with credentials from answers without, unless Vary does.',
    members: ['credentialed first', 'uncredentialed first'],
  },
} as const satisfies Record<string, Claim>;

/** The id of a claim. */
export type ClaimId = keyof typeof claims;

export const claimIds = Object.keys(claims) as ClaimId[];
