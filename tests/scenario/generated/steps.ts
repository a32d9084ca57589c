/** For tests: a step of every kind, with every field that it can have. */
import type { LabUrl, Origin } from '../../../lab/base/topology.ts';
import {
  type AnswerSpec,
  allowStorageAccess,
  answerLocalNetwork,
  axios,
  back,
  beacon,
  click,
  cookieChanges,
  eventSource,
  fetch,
  font,
  form,
  frame,
  hasStorageAccess,
  link,
  localFrame,
  metaRefresh,
  openWindow,
  type PageStep,
  pause,
  preload,
  readCookie,
  reload,
  requestStorageAccess,
  type Step,
  type StepKind,
  type Subresource,
  speculate,
  toLocation,
  visit,
  watchCookieStore,
  webSocket,
  writeCookie,
  xhr,
} from '../../../lab/scenario/steps/index.ts';
import { stepKinds } from '../../../lab/scenario/steps/kinds.ts';
import { pageAnswer, requestAnswer } from './answers.ts';
import type { Choices } from './choices.ts';
import { cookieLine, cookieStoreCall } from './cookies.ts';
import type { Scene } from './scene.ts';

type Made = PageStep | readonly PageStep[];

/** Fields that more than one kind of step has. */
const asked = (scene: Scene, kind: string, url: LabUrl) => ({
  answer: requestAnswer(scene.choices, scene.answering(url)),
  as: scene.label(kind),
});
const navigated = (scene: Scene, kind: string, url: LabUrl) => ({
  answer: pageAnswer(scene.choices, scene.answering(url)),
  as: scene.label(kind),
});

const methods = ['POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'put', 'TRACE'] as const;
const headerSets: readonly [
  Readonly<Record<string, string>>,
  ...Readonly<Record<string, string>>[],
] = [
  { 'x-lab': '1' },
  { authorization: 'Bearer x' },
  { 'content-type': 'application/json' },
  { 'content-type': 'text/plain;charset=UTF-8' },
  { accept: 'text/html', 'accept-language': 'de' },
  { cookie: 'forged=1', origin: 'https://forged.test' },
  { 'X-Requested-With': 'XMLHttpRequest', authorization: 'Basic eDp5' },
];

/** What requests by script have in common. */
function scripted(scene: Scene) {
  const { choices, taken } = scene;
  const method = choices.isOneIn(3) ? choices.pick(methods) : undefined;
  const name = choices.isOneIn(12) ? choices.pick(['token', 'csrf']) : undefined;
  const known = taken.length > 0 && choices.isOneIn(2) ? taken[0] : undefined;
  if (name !== undefined) taken.push(name);
  return {
    ...(method !== undefined && { method }),
    ...choices.maybe(6, () => ({ headers: choices.pick(headerSets) })),
    ...(known !== undefined && { headers: { 'x-token': `{${known}}` } }),
    ...(/^(POST|PUT|PATCH|put)$/.test(method ?? '') && choices.maybe(2, () => ({ body: 'a=1' }))),
    ...(name !== undefined && { take: [name] }),
  };
}

/** Of a window that nobody waits for, cookies may come at any time: it has none. */
const unwatched = ({ status, headers }: AnswerSpec): AnswerSpec => ({
  ...(status !== undefined && { status }),
  ...(headers && { headers: headers.filter(([name]) => name !== 'Clear-Site-Data') }),
});

/** The answer that a value is taken out of. */
const told = (options: { answer: object; as: string }, take: readonly string[] = []) =>
  take.length === 0
    ? options
    : {
        ...options,
        answer: {
          ...options.answer,
          body: JSON.stringify({ [take[0] as string]: 'v' }),
          type: 'application/json',
        },
      };

const crossorigin = (choices: Choices) =>
  choices.maybe(2, () => ({
    crossorigin: choices.pick(['anonymous', 'use-credentials'] as const),
  }));

const sandboxes = [
  'allow-scripts',
  'allow-scripts allow-same-origin',
  'allow-scripts allow-same-origin allow-forms allow-popups allow-storage-access-by-user-activation',
  'allow-scripts allow-popups allow-popups-to-escape-sandbox',
  'allow-scripts allow-same-site-none-cookies',
] as const;

const isOpaque = (sandbox: string | undefined) =>
  sandbox !== undefined && !sandbox.includes('allow-same-origin');

function framed(scene: Scene) {
  const { choices } = scene;
  return {
    ...choices.maybe(3, () => ({ sandbox: choices.pick(sandboxes) as string })),
    ...choices.maybe(25, () => ({ credentialless: true as const })),
  };
}

const within = (scene: Scene) => stepsIn(scene, scene.choices.below(4)) as PageStep[];

/** Kinds of which scenarios have no step but in the top-level page. */
type PageKind = Exclude<
  StepKind,
  'visit' | 'reload' | 'back' | 'allowStorageAccess' | 'answerLocalNetwork'
>;

/** Makes a step of each kind, and leaves the scene as the step does. */
const makers: {
  readonly [Kind in StepKind]: (scene: Scene) => Kind extends PageKind ? Made : Step;
} = {
  visit: (scene) => {
    const url = scene.anyUrl();
    const step = visit(url, navigated(scene, 'visit', url));
    scene.landed(url);
    return step;
  },
  link: (scene) => {
    const url = scene.anyUrl();
    const { choices } = scene;
    // Of a frame that is gone by then nothing may open.
    const isNew = scene.place === 'page' && choices.isOneIn(5);
    const { answer, as } = navigated(scene, 'link', url);
    const step = link(url, {
      answer: isNew ? unwatched(answer) : answer,
      as,
      ...choices.maybe(3, () => ({ rel: choices.pick(['noreferrer', 'noopener', 'opener']) })),
      ...(isNew && { target: '_blank' as const }),
    });
    if (!isNew) scene.landed(url);
    return step;
  },
  form: (scene) => {
    const url = scene.anyUrl();
    const { choices, taken } = scene;
    const step = form(choices.pick(['GET', 'POST', 'POST']), url, {
      ...navigated(scene, 'form', url),
      ...choices.maybe(3, () => ({ fields: { name: taken[0] ? `{${taken[0]}}` : 'Ada' } })),
    });
    scene.landed(url);
    return step;
  },
  metaRefresh: (scene) => {
    const url = scene.anyUrl();
    const step = metaRefresh(url, navigated(scene, 'refresh', url));
    scene.landed(url, true);
    return step;
  },
  location: (scene) => {
    const url = scene.anyUrl();
    const by = scene.choices.pick(['assign', 'replace', 'href', undefined] as const);
    const step = toLocation(url, { ...navigated(scene, 'location', url), ...(by && { by }) });
    scene.landed(url, by === 'replace');
    return step;
  },
  reload: (scene) =>
    reload({
      ...scene.choices.maybe(2, () => ({ by: scene.choices.pick(['user', 'script'] as const) })),
      as: scene.label('reload'),
    }),
  back: (scene) => {
    const { choices } = scene;
    scene.wentBack();
    return back({
      ...choices.maybe(2, () => ({ by: choices.pick(['user', 'script'] as const) })),
      as: scene.label('back'),
    });
  },
  openWindow: (scene) => {
    const url = scene.anyUrl();
    const options = navigated(scene, 'window', url);
    if (scene.place === 'page' && scene.choices.isOneIn(6))
      return openWindow(url, [], { ...options, answer: unwatched(options.answer), noopener: true });
    return openWindow(
      url,
      within(scene.inside(url, { place: 'window', opaque: scene.opaque })),
      options,
    );
  },
  frame: (scene) => {
    const url = scene.anyUrl();
    const options = { ...navigated(scene, 'frame', url), ...framed(scene) };
    const opaque = isOpaque(options.sandbox) || scene.opaque;
    return frame(url, within(scene.inside(url, { place: 'frame', opaque })), options);
  },
  localFrame: (scene) => {
    const options = { as: scene.label('local'), ...framed(scene) };
    const content = scene.choices.pick(
      isOpaque(options.sandbox)
        ? (['srcdoc', 'data:'] as const)
        : (['srcdoc', 'about:blank', 'data:'] as const),
    );
    const opaque = content === 'data:' || isOpaque(options.sandbox) || scene.opaque;
    return localFrame(
      content,
      within(scene.inside(scene.url, { place: 'frame', opaque })),
      options,
    );
  },
  fetch: (scene) => {
    const { choices, repeatable } = scene;
    const url = scene.anyUrl();
    const credentials = choices.pick([
      'include',
      'include',
      'same-origin',
      'omit',
      undefined,
    ] as const);
    if (repeatable && choices.isOneIn(2)) {
      scene.repeatable = null;
      return fetch(repeatable.url, {
        ...(credentials && { credentials }),
        again: repeatable.as,
        as: scene.label('again'),
      });
    }
    const leaves = choices.isOneIn(20);
    const plain = scripted(scene);
    const special = {
      ...choices.maybe(6, () => ({
        mode: choices.pick(['cors', 'no-cors', 'same-origin'] as const),
      })),
      ...choices.maybe(6, () => ({
        from: choices.pick([
          'worker',
          'shared worker',
          'service worker',
          'controlled page',
        ] as const),
      })),
      ...choices.maybe(12, () => ({ keepalive: true })),
    };
    const options = told(asked(scene, 'fetch', url), plain.take);
    scene.leaving ||= leaves;
    if (
      !leaves &&
      Object.keys({ ...plain, ...special }).length === 0 &&
      !('redirect' in options.answer)
    ) {
      scene.repeatable = { as: options.as, url };
    }
    return fetch(url, {
      ...(credentials && { credentials }),
      ...plain,
      ...(leaves ? { keepalive: true, leaving: true } : special),
      ...options,
    });
  },
  xhr: (scene) => {
    const url = scene.anyUrl();
    const { repeatable, choices } = scene;
    const withCredentials = choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) }));
    if (repeatable && choices.isOneIn(2)) {
      scene.repeatable = null;
      return xhr(repeatable.url, {
        ...withCredentials,
        again: repeatable.as,
        as: scene.label('again'),
      });
    }
    const plain = scripted(scene);
    return xhr(url, {
      ...withCredentials,
      ...plain,
      ...told(asked(scene, 'xhr', url), plain.take),
    });
  },
  axios: (scene) => {
    const url = scene.anyUrl();
    const { choices } = scene;
    const plain = scripted(scene);
    return axios(url, {
      ...choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) })),
      ...choices.maybe(2, () => ({ withXSRFToken: choices.isOneIn(2) })),
      ...plain,
      ...told(asked(scene, 'axios', url), plain.take),
    });
  },
  beacon: (scene) => {
    const url = scene.anyUrl();
    const leaves = scene.choices.isOneIn(3);
    scene.leaving ||= leaves;
    return beacon(url, {
      ...(leaves && { leaving: true }),
      ...scene.choices.maybe(2, () => ({ body: 'seen' })),
      ...asked(scene, 'beacon', url),
    });
  },
  eventSource: (scene) => {
    const url = scene.anyUrl();
    const { choices } = scene;
    return eventSource(url, {
      ...choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) })),
      ...asked(scene, 'events', url),
    });
  },
  webSocket: (scene) => {
    const url = scene.anyUrl();
    return webSocket(url, asked(scene, 'socket', url));
  },
  subresource: (scene) => {
    const { choices } = scene;
    const url = scene.anyUrl();
    const element = choices.pick([
      ...(['img', 'script', 'module script', 'stylesheet', 'font', 'video', 'audio'] as const),
      ...(['preload', 'prefetch'] as const),
    ] as [Subresource['element'], ...Subresource['element'][]]);
    const { answer, as } = asked(scene, element, url);
    const { setCookie: _set, ...withoutCookies } = answer;
    // Media may be asked for in several parts, of which the last is seen.
    const isMedia = element === 'video' || element === 'audio';
    const options = { answer: isMedia ? withoutCookies : answer, as, ...crossorigin(choices) };
    const { crossorigin: _, ...plain } = options;
    if (element === 'font') return font(url, plain);
    if (element !== 'preload') return { step: 'subresource', element, url, ...options };
    return preload(choices.pick(['fetch', 'font', 'image', 'script', 'style']), url, options);
  },
  speculation: (scene) => {
    const url = scene.anyUrl();
    return speculate(scene.choices.pick(['prefetch', 'prerender']), url, {
      as: scene.label('ahead'),
      answer: {},
    });
  },
  writeCookie: (scene) => {
    const { choices, taken } = scene;
    const line = cookieLine(choices, scene.url);
    const filled = taken[0] && choices.isOneIn(3) ? `taken={${taken[0]}}; Path=/` : line;
    return writeCookie(filled, { as: scene.label('write') });
  },
  readCookie: (scene) => readCookie(scene.label('read')),
  cookieStore: (scene) => ({
    step: 'cookieStore',
    call: cookieStoreCall(scene.choices, scene.url),
    as: scene.label('store'),
  }),
  watchCookieStore: (scene) => [
    watchCookieStore(),
    writeCookie(cookieLine(scene.choices, scene.url), { as: scene.label('write') }),
    cookieChanges(scene.label('changes')),
  ],
  cookieChanges: (scene) => cookieChanges(scene.label('changes')),
  click: (scene) => (scene.place === 'window' ? readCookie(scene.label('read')) : click()),
  hasStorageAccess: (scene) => hasStorageAccess(scene.label('has')),
  requestStorageAccess: (scene) => {
    const asks = requestStorageAccess(scene.label('asks'));
    const clicks = scene.place !== 'window' && scene.choices.isOneIn(2);
    return [...(clicks ? [click()] : []), asks, readCookie(scene.label('read'))];
  },
  allowStorageAccess: (scene) => allowStorageAccess(new URL(scene.anyUrl()).origin as Origin),
  answerLocalNetwork: ({ choices }) => answerLocalNetwork(choices.pick(['allow', 'block'])),
  pause: () => pause(20),
};

/** How often each kind comes. */
const weights: Readonly<Record<StepKind, number>> = {
  ...{ fetch: 12, xhr: 4, axios: 2, beacon: 2, eventSource: 2, webSocket: 3, subresource: 6 },
  ...{
    speculation: 0.5,
    link: 4,
    form: 3,
    metaRefresh: 2,
    location: 2,
    visit: 3,
    reload: 2,
    back: 2,
  },
  ...{ frame: 5, localFrame: 3, openWindow: 3, writeCookie: 4, readCookie: 3, cookieStore: 3 },
  ...{ watchCookieStore: 1, cookieChanges: 0.5, hasStorageAccess: 2, requestStorageAccess: 2 },
  ...{ answerLocalNetwork: 0.5, allowStorageAccess: 1, click: 1, pause: 0.5 },
};

/** Nothing is put into a document that stands so deep. */
const deepest = 2;

/** Steps in a document, each in what the one before has left. */
export function stepsIn(scene: Scene, count: number): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < count; i++) {
    const possible = Object.fromEntries(
      Object.entries(weights).filter(([kind]) => isPossible(kind as StepKind, scene)),
    );
    const kind = scene.choices.weighted(possible) as StepKind;
    const waits = scene.leaving;
    const made = [makers[kind](scene)].flat() as Step[];
    steps.push(...made);
    // What a page asks as it is left is given the time to arrive.
    if (waits && stepKinds[kind].navigates) {
      steps.push(pause(300));
      scene.leaving = false;
    }
  }
  return steps;
}

function isPossible(kind: StepKind, scene: Scene): boolean {
  const { holdsSteps, within: where } = stepKinds[kind];
  if (kind === 'back') return scene.canGoBack;
  if (where === 'top-level page' && scene.depth > 0) return false;
  return !holdsSteps || scene.depth < deepest;
}
