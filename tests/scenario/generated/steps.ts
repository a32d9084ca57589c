/** For tests: a step of every kind, with every field that it can have. */
import type { Origin } from '../../../lab/base/topology.ts';
import {
  allowStorageAccess,
  answerLocalNetwork,
  blankWindow,
  click,
  cookieChanges,
  frame,
  hasStorageAccess,
  localFrame,
  openWindow,
  type PageStep,
  pause,
  readCookie,
  requestStorageAccess,
  type Step,
  type StepKind,
  watchCookieStore,
  writeCookie,
} from '../../../lab/scenario/steps/index.ts';
import { stepKinds } from '../../../lab/scenario/steps/kinds.ts';
import { cookieLine, cookieStoreCall } from './cookies.ts';
import { elements } from './elements.ts';
import { type Makers, navigated } from './makers.ts';
import { navigations, unwatched } from './navigations.ts';
import { requests } from './requests.ts';
import type { Scene } from './scene.ts';

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

/** A form that leads the frame or window. */
const submitted = ({ choices, taken }: Scene) =>
  choices.maybe(6, () => ({
    form: choices.pick(['GET', 'POST'] as const),
    fields: { name: taken[0] ? `{${taken[0]}}` : 'Ada' },
  }));

const within = (scene: Scene) => stepsIn(scene, scene.choices.below(4)) as PageStep[];

/** A frame with steps inside, whose last one may lead the page elsewhere. */
function withSteps(
  scene: Scene,
  inner: Scene,
  make: (steps: readonly PageStep[]) => PageStep,
): PageStep[] {
  const step = make(within(inner));
  if (inner.leadsOut === null) return [step];
  scene.landed(inner.leadsOut);
  scene.leaving = false;
  // What pages ask as they are left is given the time to arrive.
  return [step, pause(300)];
}

const makers: Makers = {
  ...navigations,
  ...requests,
  ...elements,
  openWindow: (scene) => {
    const url = scene.anyUrl();
    const options = navigated(scene, 'window', url);
    if (scene.place === 'page' && scene.choices.isOneIn(6))
      return openWindow(url, [], { ...options, answer: unwatched(options.answer), noopener: true });
    const led = { ...options, ...submitted(scene) };
    const inside = scene.inside(url, { place: 'window', opaque: scene.opaque });
    return openWindow(url, within(inside), led);
  },
  blankWindow: (scene) => {
    const how = { place: 'window', opaque: scene.opaque, local: 'about:blank' } as const;
    return blankWindow(within(scene.inside(scene.url, how)), {
      ...scene.choices.maybe(3, () => ({ write: true as const })),
      as: scene.label('blank'),
    });
  },
  frame: (scene) => {
    const url = scene.anyUrl();
    const options = {
      ...navigated(scene, 'frame', url),
      ...framed(scene),
      ...submitted(scene),
    };
    const opaque = isOpaque(options.sandbox) || scene.opaque;
    const inner = scene.inside(url, { place: 'frame', opaque });
    return withSteps(scene, inner, (steps) => frame(url, steps, options));
  },
  localFrame: (scene) => {
    const options = { as: scene.label('local'), ...framed(scene) };
    const content = scene.choices.pick(
      isOpaque(options.sandbox)
        ? (['srcdoc', 'data:'] as const)
        : (['srcdoc', 'about:blank', 'data:'] as const),
    );
    const opaque = content === 'data:' || isOpaque(options.sandbox) || scene.opaque;
    const inner = scene.inside(scene.url, { place: 'frame', opaque, local: content });
    return withSteps(scene, inner, (steps) => localFrame(content, steps, options));
  },
  writeCookie: (scene) => {
    const { choices, taken } = scene;
    const line = cookieLine(choices, scene.url);
    const filled = taken[0] && choices.isOneIn(3) ? `taken={${taken[0]}}; Path=/` : line;
    return writeCookie(filled, { as: scene.label('write') });
  },
  readCookie: (scene) => {
    const take = scene.choices.isOneIn(4) ? ['sid'] : [];
    scene.taken.push(...take);
    return readCookie(scene.label('read'), take.length > 0 ? { take } : {});
  },
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
  ...{
    frame: 5,
    localFrame: 3,
    openWindow: 3,
    blankWindow: 2,
    writeCookie: 4,
    readCookie: 3,
    cookieStore: 3,
  },
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
    if (scene.leadsOut !== null) break;
    // What a page asks as it is left is given the time to arrive.
    const isLeft = waits && stepKinds[kind].navigates && !made.some(opensWindow);
    const isLeftInside = scene.leaving && stepKinds[kind].holdsSteps;
    if (isLeft || isLeftInside) steps.push(pause(300));
    if (isLeft || (isLeftInside && !waits)) scene.leaving = false;
  }
  return steps;
}

const opensWindow = (step: Step) => 'target' in step && step.target === '_blank';

function isPossible(kind: StepKind, scene: Scene): boolean {
  const { holdsSteps, within: where } = stepKinds[kind];
  if (kind === 'back') return scene.canGoBack;
  if (kind === 'reload') return scene.local === null;
  // WebKit imports no module into a data: document, and the lab's axios is one.
  if (kind === 'axios' && scene.local === 'data:') return false;
  if (where === 'top-level page' && scene.depth > 0) return false;
  return !holdsSteps || scene.depth < deepest;
}
