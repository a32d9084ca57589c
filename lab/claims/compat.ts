/**
 * Features of browser-compat data (https://github.com/mdn/browser-compat-data), each with the row
 * that shows it: as claimed where a browser supports the feature, a known deviation where it does
 * not. `npm run docs` lists in docs/findings.md where that data and the matrix differ.
 */

/** Browsers of that data which the lab measures, or has on paper. */
export type CompatBrowser = 'chrome' | 'firefox' | 'safari';

export interface CompatFeature {
  /** The id of the row. */
  readonly row: string;
  /** Does the row tell something only where third-party cookies are allowed? Then those columns count. */
  readonly thirdParty?: 'allowed';
  /** Why a browser differs from the data, and a source. */
  readonly differs?: Readonly<Partial<Record<CompatBrowser, CompatReason>>>;
}

interface CompatReason {
  readonly because: string;
  readonly see: `https://${string}`;
}

const setCookie = (name: string) => `http.headers.Set-Cookie.${name}`;
const cors = (name: string) => `http.headers.Access-Control-${name}`;

/** By key. */
export const compatFeatures: Readonly<Record<string, CompatFeature>> = {
  [setCookie('HttpOnly')]: { row: 'flow/http-only-is-sent-not-shown#document-cookie' },
  [setCookie('Max-Age')]: { row: 'beyond/lifetime#next-request/deleted-by-max-age' },
  [setCookie('Partitioned')]: { row: 'third-party/partitioned#with-and-without-secure' },
  [setCookie('SameSite.Lax')]: { row: 'samesite/cross-site-requests#post-form/lax' },
  [setCookie('SameSite.Strict')]: { row: 'samesite/cross-site-requests#link/strict' },
  [setCookie('SameSite.None')]: { row: 'samesite/cross-site-requests#post-form/none' },
  [setCookie('SameSite.Lax_default')]: {
    row: 'samesite/cross-site-requests#fetch/absent',
    thirdParty: 'allowed',
  },
  [setCookie('SameSite.none_requires_secure')]: { row: 'samesite/none-without-secure' },
  [setCookie('SameSite.schemeful')]: {
    row: 'concepts/site-includes-the-scheme#https-page-links-to-http',
  },
  [setCookie('host_secure_prefixes')]: {
    row: 'beyond/prefix-rules#next-request/__host-with-domain',
  },
  [setCookie('http_host-http_prefixes')]: {
    row: 'beyond/prefix-rules#next-request/__http-not-http-only',
  },
  [cors('Allow-Origin')]: { row: 'flow/cors-answers#another-origin-allowed' },
  [cors('Allow-Credentials')]: { row: 'flow/cors-answers#no-allow-credentials' },
  [cors('Allow-Headers')]: { row: 'flow/star-and-authorization#with-authorization-not-named' },
  [cors('Allow-Headers.wildcard')]: {
    row: 'flow/star-is-literal-with-credentials#both-no-credentials',
  },
  [cors('Allow-Methods.wildcard')]: {
    row: 'flow/star-is-literal-with-credentials#both-no-credentials',
  },
  [cors('Allow-Headers.authorization_not_covered_by_wildcard')]: {
    row: 'flow/star-and-authorization#with-authorization',
  },
  'http.headers.Clear-Site-Data.cookies': { row: 'beyond/clear-site-data#cleared-by-a-visit' },
  'http.headers.Cross-Origin-Embedder-Policy.credentialless': {
    row: 'recent/isolation-headers#credentialless-img-of-a-sibling',
  },
  'http.headers.Vary': {
    row: 'beyond/cached-for-other-credentials#then-without-vary-cookie',
  },
  'http.mixed-content.blockable_mixed_content': {
    row: 'concepts/site-includes-the-scheme#https-page-fetches-http-api',
  },
  'http.mixed-content.auto_upgrade_images': {
    row: 'concepts/site-includes-the-scheme#https-page-has-an-http-image',
    differs: {
      safari: {
        because:
          'WebKit has upgraded images, audio and video by default since February 2024; WebKitGTK 2.50 and 2.54 were measured to.',
        see: 'https://bugs.webkit.org/show_bug.cgi?id=268823',
      },
    },
  },
  'http.mixed-content.allow_localhost_url': {
    row: 'beyond/page-to-this-machine#local-https-page-localhost',
  },
  'http.mixed-content.allow_loopback_url': {
    row: 'beyond/page-to-this-machine#local-https-page-127-0-0-1',
  },
  'html.elements.iframe.credentialless': { row: 'documents/credentialless#it-comes' },
  'html.elements.iframe.sandbox.allow-same-origin': {
    row: 'documents/sandbox-without-same-origin#with-allow-same-origin-it-reads',
  },
  'html.elements.iframe.srcdoc': { row: 'documents/local-documents#srcdoc-reads' },
  'html.elements.img.crossorigin': {
    row: 'beyond/elements-same-site#img-crossorigin=anonymous/lax',
  },
  'html.elements.link.crossorigin': {
    row: 'beyond/elements-same-site#stylesheet-crossorigin=anonymous/lax',
  },
  'html.elements.link.rel.prefetch': { row: 'beyond/elements-same-site#prefetch/lax' },
  'html.elements.link.rel.preload.as-fetch': {
    row: 'beyond/elements-same-site#preload-as=fetch/lax',
  },
  'html.elements.link.rel.preload.as-script': {
    row: 'beyond/elements-same-site#preload-as=script/lax',
  },
  'html.elements.script.crossorigin': {
    row: 'beyond/elements-same-site#script-crossorigin=anonymous/lax',
  },
  'html.elements.script.type.module': { row: 'beyond/elements-same-site#module-script/lax' },
  'html.elements.script.type.speculationrules': {
    row: 'samesite/speculation-rules#same-site-prefetch',
  },
  'api.CookieChangeEvent': { row: 'cookie-store/change-events#by-document-cookie' },
  'api.CookieStore.getAll': { row: 'cookie-store/reads-and-writes#getall' },
  'api.CookieStore.set': { row: 'cookie-store/reads-and-writes#set-for-the-domain' },
  'api.CookieStore.delete': { row: 'cookie-store/reads-and-writes#delete-with-partitioned' },
  'api.Document.hasStorageAccess': {
    row: 'third-party/storage-access-of-one-document#has-it-at-the-sibling',
  },
  'api.Document.requestStorageAccess': {
    row: 'third-party/storage-access-of-one-document#request-at-the-top',
  },
  'api.EventSource.withCredentials': {
    row: 'beyond/script-requests-same-site#eventsource-withcredentials/lax',
  },
  'api.Navigator.sendBeacon': { row: 'beyond/script-requests-same-site#sendbeacon/lax' },
  'api.Request.credentials.default_same-origin': { row: 'flow/same-origin-fetch#default' },
  'api.Request.keepalive': {
    row: 'beyond/script-requests-same-site#fetch-keepalive-in-pagehide/lax',
  },
  'api.SharedWorker': { row: 'beyond/script-requests-same-site#fetch-in-a-shared-worker/lax' },
  'api.WebSocket': { row: 'beyond/script-requests-same-site#websocket/lax' },
  'api.fetch.authorization_removed_cross_origin': {
    row: 'flow/authorization-over-a-redirect#to-another-origin',
    differs: {
      chrome: {
        because: 'Chromium removes the header since version 119.',
        see: 'https://github.com/w3c/webextensions/issues/502',
      },
    },
  },
  'api.XMLHttpRequest.withCredentials': { row: 'flow/xhr-credentials#true' },
};
