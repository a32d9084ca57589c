/** Says in a sentence what happens in an exchange: one for each kind of request. */
import type { RequestKind } from '../scenario/plan/planned.ts';

/** What was asked, as results have it. */
interface Asked {
  readonly kind: RequestKind;
  readonly method: string;
  /** Empty where nothing is requested. */
  readonly url: string;
  readonly credentials: string;
  /** Origin of the document that asks; null for the address bar and the user's reload. */
  readonly initiator: string | null;
  /** What a script writes, as a Set-Cookie line. */
  readonly line?: string;
}

type Sentence = (asked: Asked) => string;

const page = ({ initiator }: Asked) =>
  initiator === 'null' ? 'a page without an origin' : `${initiator}`;
const script = (asked: Asked) => `a script on ${page(asked)}`;
/** The reload and back buttons are the user's, the functions called by a script are not. */
const userOrScript = (asked: Asked) => (asked.initiator === null ? 'the user' : script(asked));
const request = ({ method, url }: Asked) => `${method} ${url}`;
const withCredentials = (asked: Asked) => `${request(asked)}, credentials: ${asked.credentials}`;

const loadsOrSubmits = ({ method }: Asked) => (method === 'POST' ? 'is sent a form:' : 'loads');

const loads =
  (element: string): Sentence =>
  (asked) =>
    `${element} on ${page(asked)} loads ${withCredentials(asked)}`;
const localFrame: Sentence = (asked) =>
  `${page(asked)} makes a frame without a request: ${asked.kind}`;

const sentences = {
  visit: (asked) => `the user opens a page from the address bar: ${request(asked)}`,
  link: (asked) => `a link on ${page(asked)} is followed: ${request(asked)}`,
  form: (asked) => `a form on ${page(asked)} is submitted: ${request(asked)}`,
  metaRefresh: (asked) => `a <meta http-equiv="refresh"> on ${page(asked)} loads ${request(asked)}`,
  location: (asked) => `${script(asked)} sets its location: ${request(asked)}`,
  reload: (asked) => `${userOrScript(asked)} reloads the page: ${request(asked)}`,
  back: (asked) => `${userOrScript(asked)} goes back in the history: ${request(asked)}`,
  redirect: (asked) => `the response redirects: ${request(asked)}`,
  frame: (asked) => `an <iframe> on ${page(asked)} ${loadsOrSubmits(asked)} ${request(asked)}`,
  srcdoc: localFrame,
  'about:blank': localFrame,
  'data:': localFrame,
  openWindow: (asked) => `${script(asked)} calls window.open(): ${request(asked)}`,
  blankWindow: (asked) => `${script(asked)} opens a window at about:blank`,
  fetch: (asked) => `${script(asked)} calls fetch(): ${withCredentials(asked)}`,
  xhr: (asked) => `${script(asked)} sends an XMLHttpRequest: ${withCredentials(asked)}`,
  axios: (asked) => `${script(asked)} calls axios: ${withCredentials(asked)}`,
  beacon: (asked) => `${script(asked)} calls navigator.sendBeacon(): ${request(asked)}`,
  eventSource: (asked) => `${script(asked)} opens an EventSource: ${withCredentials(asked)}`,
  webSocket: (asked) => `${script(asked)} opens a WebSocket: ${asked.url.replace(/^http/, 'ws')}`,
  img: loads('an <img>'),
  script: loads('a <script>'),
  'module script': loads('a <script type="module">'),
  stylesheet: loads('a <link rel="stylesheet">'),
  font: loads('an @font-face rule'),
  video: loads('a <video>'),
  audio: loads('an <audio>'),
  preload: loads('a <link rel="preload">'),
  prefetch: loads('a <link rel="prefetch">'),
  speculation: (asked) => `speculation rules on ${page(asked)} load ahead: ${request(asked)}`,
  writeCookie: (asked) => `${script(asked)} writes document.cookie = '${asked.line}'`,
  readCookie: (asked) => `${script(asked)} reads document.cookie`,
  cookieStore: (asked) => `${script(asked)} calls ${cookieStoreCall(asked)}`,
  cookieChanges: (asked) => `${script(asked)} lists the change events of cookieStore`,
  hasStorageAccess: (asked) => `${script(asked)} calls document.hasStorageAccess()`,
  requestStorageAccess: (asked) => `${script(asked)} calls document.requestStorageAccess()`,
} satisfies Record<RequestKind, Sentence>;

/** A deletion is recorded as a line that expired at the beginning of Unix time. */
function cookieStoreCall({ line }: Asked): string {
  if (line === undefined) return 'cookieStore.get() or cookieStore.getAll()';
  const deleted = /^([^=;]*)=;.*Expires=Thu, 01 Jan 1970 00:00:00 GMT/.exec(line)?.[1];
  return deleted === undefined ? `cookieStore.set('${line}')` : `cookieStore.delete('${deleted}')`;
}

/**
 * What happens in an exchange.
 *
 *     { kind: 'hasStorageAccess', initiator: 'https://api.example.test', … }
 *       → 'a script on https://api.example.test calls document.hasStorageAccess()'
 */
export const sentenceOf = (asked: Asked): string => sentences[asked.kind](asked);
