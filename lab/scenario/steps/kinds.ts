/**
 * The table of step kinds: what holds for every step of a kind, stated once. The planner, the page,
 * the check, the runner and the diagnosis take it from here. (The sentences by which reports describe
 * a kind stand in report/sentences.ts: every page of the lab carries this table, and needs no words.)
 */
import type { LocalContent, SilentStep, Step, StepKind, SubresourceElement } from './index.ts';

/** What the response becomes: a window's document, a frame's, or a part of the document that asks. */
export type Destination = 'top-level' | 'frame' | 'subresource';

interface StepKindRow {
  /** Who acts. `by`: the step's own field says whether the user does, who has no way but at the top, or a script. */
  readonly actor: 'user' | 'page' | 'script' | 'by';
  /** Null where the step requests nothing and makes no document. */
  readonly destination: Destination | null;
  /** Does the step replace the document in which it is done? */
  readonly navigates: boolean | 'by target';
  /** In which documents it can be done. */
  readonly within: 'top-level page' | 'page or frame' | 'any document';
  /** Does it have steps of its own, which are done in the document that it makes? */
  readonly holdsSteps: boolean;
  /** Does it leave a record, which expectations can name? */
  readonly recorded: boolean;
}

/** A step that leads a document to a URL of its own. In a frame that is the frame's document. */
const navigation = {
  destination: 'top-level',
  navigates: true,
  within: 'any document',
  holdsSteps: false,
  recorded: true,
} as const;

/** A document beside the current one. */
const context = { ...navigation, navigates: false, holdsSteps: true } as const;

/** A request that leaves the document where it is. */
const request = { ...navigation, destination: 'subresource', navigates: false } as const;

/** A call of a script that requests nothing. */
const call = { ...request, actor: 'script', destination: null } as const;

export const stepKinds = {
  visit: { ...navigation, actor: 'user', within: 'top-level page' },
  link: { ...navigation, actor: 'page', navigates: 'by target' },
  form: { ...navigation, actor: 'page', navigates: 'by target' },
  metaRefresh: { ...navigation, actor: 'page' },
  location: { ...navigation, actor: 'script' },
  reload: { ...navigation, actor: 'by' },
  back: { ...navigation, actor: 'by', within: 'top-level page' },
  openWindow: { ...context, actor: 'script' },
  blankWindow: { ...context, actor: 'script' },
  frame: { ...context, actor: 'page', destination: 'frame' },
  localFrame: { ...context, actor: 'page', destination: 'frame' },
  fetch: { ...request, actor: 'script' },
  xhr: { ...request, actor: 'script' },
  axios: { ...request, actor: 'script' },
  beacon: { ...request, actor: 'script' },
  eventSource: { ...request, actor: 'script' },
  webSocket: { ...request, actor: 'script' },
  subresource: { ...request, actor: 'page' },
  speculation: { ...request, actor: 'page', destination: 'top-level' },
  writeCookie: call,
  readCookie: call,
  cookieStore: call,
  watchCookieStore: { ...call, recorded: false },
  cookieChanges: call,
  hasStorageAccess: call,
  requestStorageAccess: call,
  click: { ...call, actor: 'user', within: 'page or frame', recorded: false },
  allowStorageAccess: { ...call, actor: 'user', within: 'top-level page', recorded: false },
  answerLocalNetwork: { ...call, actor: 'user', within: 'top-level page', recorded: false },
  pause: { ...call, actor: 'page', recorded: false },
} as const satisfies Record<StepKind, StepKindRow>;

/** The row of a step's kind. */
export const rowOf = ({ step }: { readonly step: StepKind }): StepKindRow => stepKinds[step];

/** The steps of the kinds whose row has the given values. */
export type StepWhere<Row extends Partial<StepKindRow>> = Extract<
  Step,
  {
    readonly step: {
      [Kind in StepKind]: (typeof stepKinds)[Kind] extends Row ? Kind : never;
    }[StepKind];
  }
>;

export const isSilent = (step: Step): step is SilentStep => !rowOf(step).recorded;

/** What a subresource is loaded by: each is a kind of request of its own. */
export const elements = {
  img: true,
  script: true,
  'module script': true,
  stylesheet: true,
  font: true,
  video: true,
  audio: true,
  preload: true,
  prefetch: true,
} satisfies Record<SubresourceElement, true>;

/** The documents that no server sends: each is a kind of request of its own, which requests nothing. */
export const localContents = {
  srcdoc: true,
  'about:blank': true,
  'data:': true,
} satisfies Record<LocalContent, true>;
