/**
 * How each kind of step is written: the call that makes it, and the form of each of its fields. A
 * field that is missing here does not compile.
 */
import { type Form, flag, isList, text, texts, words } from '../forms.ts';
import type {
  FetchFrom,
  PreloadAs,
  Step,
  StepKind,
  SubresourceElement,
  Target,
} from '../steps/index.ts';
import { elements, localContents } from '../steps/kinds.ts';

/** Null for a field that is checked elsewhere. */
type Fields<Some> = { readonly [Field in Exclude<keyof Some, 'step'>]-?: Form | null };

interface Shape<Kind extends StepKind> {
  readonly fields: Fields<Extract<Step, { readonly step: Kind }>>;
  /** As it is written, by whoever calls its builder. */
  readonly call: string;
  /** The fields that are given by place, in their order. */
  readonly given: readonly (keyof Extract<Step, { readonly step: Kind }>)[];
}

const names: Form = { isWritten: isList, not: 'no list of names', fix: "Write ['token']." };
const user = words<'user' | 'script'>({ user: true, script: true });
const crossorigin = words<'anonymous' | 'use-credentials'>({
  anonymous: true,
  'use-credentials': true,
});

const asked = { url: text, answer: null, as: text } as const;
const scripted = { ...asked, method: text, headers: texts, body: text, take: names } as const;
const framed = { sandbox: text, credentialless: flag, steps: null, as: text } as const;
const target = words<Target>({ _blank: true, _parent: true, _top: true });
const submitted = words<'GET' | 'POST'>({ GET: true, POST: true });
const onUrl = { given: ['url'] } as const;

/** The builder of each element's step. */
export const elementBuilders = {
  img: 'image',
  script: 'script',
  'module script': 'moduleScript',
  stylesheet: 'stylesheet',
  font: 'font',
  video: 'video',
  audio: 'audio',
  preload: 'preload',
  prefetch: 'prefetch',
} satisfies Record<SubresourceElement, string>;

export const shapes: { readonly [Kind in StepKind]: Shape<Kind> } = {
  visit: { ...onUrl, call: 'visit(url, { … })', fields: asked },
  link: {
    ...onUrl,
    call: 'link(url, { … })',
    fields: { ...asked, rel: text, target },
  },
  form: {
    call: "form('POST', url, { … })",
    given: ['method', 'url'],
    fields: { ...asked, method: submitted, fields: texts, target },
  },
  metaRefresh: { ...onUrl, call: 'metaRefresh(url, { … })', fields: asked },
  location: {
    ...onUrl,
    call: 'toLocation(url, { … })',
    fields: {
      ...asked,
      by: words<'assign' | 'replace' | 'href'>({ assign: true, replace: true, href: true }),
    },
  },
  reload: { given: [], call: "reload({ by: 'script' })", fields: { by: user, as: text } },
  back: { given: [], call: "back({ by: 'script' })", fields: { by: user, as: text } },
  openWindow: {
    call: 'openWindow(url, [], { … })',
    given: ['url', 'steps'],
    fields: { ...asked, noopener: flag, form: submitted, fields: texts, steps: null },
  },
  blankWindow: {
    call: 'blankWindow([], { … })',
    given: ['steps'],
    fields: { write: flag, steps: null, as: text },
  },
  frame: {
    call: 'frame(url, [], { … })',
    given: ['url', 'steps'],
    fields: { ...asked, ...framed, form: submitted, fields: texts },
  },
  localFrame: {
    call: "localFrame('srcdoc', [], { … })",
    given: ['content', 'steps'],
    fields: { ...framed, content: words(localContents) },
  },
  fetch: {
    ...onUrl,
    call: 'fetch(url, { … })',
    fields: {
      ...scripted,
      credentials: words<'omit' | 'same-origin' | 'include'>({
        omit: true,
        'same-origin': true,
        include: true,
      }),
      mode: words<'cors' | 'no-cors' | 'same-origin'>({
        cors: true,
        'no-cors': true,
        'same-origin': true,
      }),
      keepalive: flag,
      leaving: flag,
      from: words<FetchFrom>({
        worker: true,
        'shared worker': true,
        'service worker': true,
        'controlled page': true,
      }),
      again: text,
    },
  },
  xhr: {
    ...onUrl,
    call: 'xhr(url, { … })',
    fields: { ...scripted, withCredentials: flag, again: text },
  },
  axios: {
    ...onUrl,
    call: 'axios(url, { … })',
    fields: { ...scripted, withCredentials: flag, withXSRFToken: flag },
  },
  beacon: {
    ...onUrl,
    call: 'beacon(url, { … })',
    fields: { ...asked, body: text, leaving: flag },
  },
  eventSource: {
    ...onUrl,
    call: 'eventSource(url, { … })',
    fields: { ...asked, withCredentials: flag },
  },
  webSocket: { ...onUrl, call: 'webSocket(url, { … })', fields: asked },
  subresource: {
    ...onUrl,
    call: 'image(url, { … })',
    fields: {
      ...asked,
      element: words(elements),
      crossorigin,
      destination: words<PreloadAs>({
        fetch: true,
        font: true,
        image: true,
        script: true,
        style: true,
      }),
    },
  },
  speculation: {
    call: "speculate('prefetch', url, { … })",
    given: ['action', 'url'],
    fields: {
      ...asked,
      action: words<'prefetch' | 'prerender'>({ prefetch: true, prerender: true }),
    },
  },
  writeCookie: {
    call: "writeCookie('sid=1', { … })",
    given: ['line'],
    fields: { line: null, as: text },
  },
  readCookie: {
    call: "readCookie('label', { take: ['token'] })",
    given: ['as'],
    fields: { as: text, take: names },
  },
  cookieStore: {
    call: "cookieStore.set({ name: 'sid', value: '1' }, 'label')",
    given: ['as'],
    fields: { call: null, as: text },
  },
  watchCookieStore: { call: 'watchCookieStore()', given: [], fields: {} },
  cookieChanges: { call: "cookieChanges('label')", given: ['as'], fields: { as: text } },
  hasStorageAccess: { call: "hasStorageAccess('label')", given: ['as'], fields: { as: text } },
  requestStorageAccess: {
    call: "requestStorageAccess('label')",
    given: ['as'],
    fields: { as: text },
  },
  click: { call: 'click()', given: [], fields: {} },
  allowStorageAccess: {
    call: 'allowStorageAccess(api)',
    given: ['origin'],
    fields: { origin: text },
  },
  answerLocalNetwork: {
    call: "answerLocalNetwork('allow')",
    given: ['setting'],
    fields: { setting: words<'allow' | 'block'>({ allow: true, block: true }) },
  },
  pause: { call: 'pause(100)', given: ['ms'], fields: { ms: null } },
};
