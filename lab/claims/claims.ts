/**
 * The claims the lab reproduces: statements that web developers act on, each
 * with an id that scenarios name. What is stated is the usual advice; whether a
 * browser agrees is what the matrix measures.
 */

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
  N: 'What browsers added of late',
} as const;

/** What is claimed, in one sentence each. */
export const claims = {
  C1: 'Without CORS headers a page cannot read the answer of another origin of its site, although the request arrived.',
  C2: 'Ports make origins, not cookie scopes: a cookie set by localhost:A reaches localhost:B, yet reading needs CORS.',
  C3: 'A request to a sibling host is cross-origin but same-site: a Lax cookie goes along when credentials are included.',
  C4: 'Across sites three things must all pass, and each can fail alone.',
  C5: 'A cookie goes to URLs that its host (or Domain) and its Path cover, and to no others.',
  C6: 'A site includes its scheme: http and https of one domain are cross-site to each other.',
  C7: 'CORS decides only whether the script may read: the cookie was sent and the server acted either way.',
  C8: 'localhost and 127.0.0.1 are different hosts and sites, and share no cookie.',

  F1: 'A cross-origin fetch without credentials sends no cookie, and ignores the Set-Cookie of its answer.',
  F2: 'A cross-origin fetch that includes credentials sends the cookie and stores the Set-Cookie of its answer.',
  F3: 'XMLHttpRequest does as fetch does, by withCredentials.',
  F4: 'axios does as fetch does, by withCredentials.',
  F5: 'A same-origin fetch sends cookies in every credentials mode but omit.',
  F6: 'With Access-Control-Allow-Origin: * a credentialed answer is unreadable; the cookie still went out.',
  F7: 'Without Access-Control-Allow-Credentials a credentialed answer is unreadable; the cookie still went out.',
  F8: 'With the explicit origin and Access-Control-Allow-Credentials: true a credentialed answer is readable.',
  F9: 'A cacheable answer that reflects the origin without Vary: Origin is refused to the second origin; with Vary it works.',
  F10: 'A preflight carries no cookie; the request after it does.',
  F11: 'When the preflight is not answered in full, the request itself never leaves.',
  F12: 'With credentials the * of Access-Control-Allow-Headers and -Methods is a literal star, and refuses.',
  F13: 'Behind an allow list of origins only the listed ones can read.',
  F14: 'A __Host- cookie goes back to the very host that set it, never to its parent, sibling or subdomain.',
  F15: 'An HttpOnly cookie is sent, and does not show in document.cookie.',
  F16: 'A Secure cookie is not sent over http, and an http answer can neither set nor overwrite it.',
  F17: 'Of all SameSite values only None with Secure goes along with a cross-site fetch, where policy allows.',
  F18: 'Where third-party cookies are blocked, even a cookie with SameSite=None; Secure is not sent.',
  F19: 'A redirect to another origin goes without the Authorization header that a script set.',

  D1: 'An id that the page writes into document.cookie is seen by the page and never reaches the API on another host.',
  D2: 'A page may write a cookie for its parent domain, and it then reaches the API.',
  D3: 'A cookie for a domain that does not cover the setting host is refused.',
  D4: 'A cookie that the API sets for the parent domain reaches the page’s host, which can read it unless it is HttpOnly.',
  D5: 'A script can neither write an HttpOnly cookie nor overwrite one.',
  D6: 'A script never reads Set-Cookie from an answer, not even when it is exposed.',
  D7: 'When the API itself answers Set-Cookie, the cookie reaches it from then on.',

  S1: 'A cookie without SameSite is treated as Lax.',
  S2: 'A Lax cookie is sent with same-site requests and cross-site top-level navigations by a safe method only.',
  S3: 'A Strict cookie is never sent when another site began it, nor at the end of a redirect through one.',
  S4: 'SameSite=None without Secure is refused.',
  S5: 'Over plain http a Secure cookie is refused, but on this machine’s own names.',
  S6: 'For two minutes a cookie without SameSite goes along with a cross-site top-level POST; afterwards not.',
  S7: 'With the API under the page’s site SameSite no longer matters, and CORS still does.',

  T1: 'Where policy blocks third-party cookies, none is stored or sent though all is right; the answer stays readable.',
  T2: 'WebKit’s tracking prevention blocks third-party cookies in full.',
  T3: 'Firefox as shipped gives a third party a jar of its own under each top-level site, without its first-party cookies.',
  T4: 'Chromium sends third-party cookies unless the user blocks them or browses incognito.',
  T5: 'A Partitioned cookie is sent only under the top-level site where it was set, and needs Secure.',
  T6: 'Only the grant of storage access brings a frame its unpartitioned cookies back.',
  T7: 'To some blockers it matters whether the third party was visited first-party before.',

  G1: 'With the API behind the page’s own origin every SameSite value works, without CORS and under every policy.',
  G2: 'With the API on another origin of the site cookies work with credentials and CORS under every policy.',
  G3: 'A short-lived token in Authorization works across sites under every policy, after a preflight.',
  G4: 'A cross-site design can tell that its cookies were blocked, and fall back.',

  X1: 'CORS does not stop another site’s form from posting with the victim’s cookie; Lax and Strict do.',
  X2: 'Another site’s no-cors fetch arrives with the None cookie, and its answer is unreadable.',
  X3: 'A CSRF token refuses another site’s request and accepts the own page’s.',
  X4: 'A check of Origin or Sec-Fetch-Site refuses another site’s request and accepts the own page’s.',
  X5: 'An API that reflects any origin with credentials hands the victim’s data to any site.',
  X6: 'With Access-Control-Allow-Origin: * the browser gives a credentialed answer to no site.',
  X7: 'Injected script reads a session cookie unless it is HttpOnly.',
  X8: 'An API that allows the origin null leaks to sandboxed frames and data: URLs.',

  B1: 'Two customers of a hosting suffix are cross-site, and a cookie for the suffix is refused.',
  B2: 'A cookie is stored although CORS denied the script its answer; one on a preflight’s answer never is.',
  B3: 'When a sign-in comes back from another site, the state cookie is there by SameSite and by how it comes back.',
  B4: 'A fetch that is redirected across origins carries the cookies of each hop, stores theirs, and ends with Origin: null.',
  B5: 'Each kind of request has its own rule for cookies.',
  B6: 'A frame’s cookies depend on its ancestors and on what kind of document it is.',
  B7: 'A cookie that breaks a rule of its name’s prefix is refused.',
  B8: 'Cookies beyond the limits of size, number and age are refused, cut short or removed.',
  B9: 'Odd cookies are read by the rules of the draft, the same everywhere.',
  B10: 'A server behind a proxy that believes it is on http never sends its Secure cookie.',
  B11: 'A scenario ends the same under development names and under a listed suffix.',
  B12: 'Between http and https mixed content and schemeful same-site act together.',
  B13: 'A deletion takes effect only with the Domain, Path and Partitioned of the cookie; Clear-Site-Data takes all.',
  B14: 'cookieStore gets, sets and deletes cookies and tells of changes, partitioned ones too.',
  B15: 'Whether a Strict cookie is there depends on who began the navigation, by whatever means.',
  B16: 'With Referrer-Policy: no-referrer a form post’s Origin is null, and an Origin check refuses it.',
  B17: 'A request to this machine or its network may be stopped before any cookie rule applies.',
  B18: 'The HTTP cache does not tell answers with credentials from answers without, unless Vary does.',

  N1: 'Without the user’s permission no request of a public page reaches a server of this machine: no fetch, no WebSocket, no frame.',
  N2: 'With allow-same-site-none-cookies a sandboxed page sends the None cookies of its own site where third-party cookies are blocked.',
  N3: 'Tracking prevention limits the age of a cookie that a script writes to seven days.',
  N4: 'Cross-Origin-Resource-Policy keeps an answer from the page and no cookie from the request; a credentialless embedder policy keeps cookies back.',
  N5: 'In one partition a domain holds 180 cookies and 10 KiB.',
  N6: 'Where a browser does not bind a session to the device, a registration changes nothing: its cookie is sent as ever.',
  N7: 'A link to plain http is loaded as plain http: no Secure cookie is sent.',
} as const satisfies Record<string, string>;

/** The id of a claim. */
export type ClaimId = keyof typeof claims;

export const claimIds = Object.keys(claims) as ClaimId[];
