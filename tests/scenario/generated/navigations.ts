/** For tests: steps that lead to another document, with every field that they can have. */
import type { LabUrl } from '../../../lab/base/topology.ts';
import {
  type AnswerSpec,
  back,
  click,
  form,
  link,
  metaRefresh,
  type PageStep,
  reload,
  type Target,
  toLocation,
  visit,
} from '../../../lab/scenario/steps/index.ts';
import { type Makers, navigated } from './makers.ts';
import { leadsNowhere, type Scene } from './scene.ts';

/** Of a window that nobody waits for, cookies may come at any time: it has none. */
export const unwatched = ({ status, headers }: AnswerSpec): AnswerSpec => ({
  ...(status !== undefined && { status }),
  ...(headers && { headers: headers.filter(([name]) => name !== 'Clear-Site-Data') }),
});

/** A link or form: of its document, a new window, or the page around the frame that it is in. */
function targeted(
  scene: Scene,
  kind: 'link' | 'form',
  make: (url: LabUrl, options: ReturnType<typeof navigated> & { target?: Target }) => PageStep,
): PageStep[] {
  const url = scene.anyUrl();
  const { choices } = scene;
  const { answer, as } = navigated(scene, kind, url);
  // Of a frame that is gone by then nothing may open.
  if (scene.place === 'page' && choices.isOneIn(5)) {
    return [make(url, { answer: unwatched(answer), as, target: '_blank' })];
  }
  if (scene.isInPage && choices.isOneIn(5)) {
    const target = choices.pick(['_top', '_parent'] as const);
    if (!leadsNowhere(answer)) scene.leadsOut = url;
    return [click(), make(url, { answer, as, target })];
  }
  scene.landed(url, answer);
  return [make(url, { answer, as })];
}

export const navigations: Makers<
  'visit' | 'link' | 'form' | 'metaRefresh' | 'location' | 'reload' | 'back'
> = {
  visit: (scene) => {
    const url = scene.anyUrl();
    const step = visit(url, navigated(scene, 'visit', url));
    scene.landed(url, step.answer);
    return step;
  },
  link: (scene) =>
    targeted(scene, 'link', (url, options) =>
      link(url, {
        ...options,
        ...scene.choices.maybe(3, () => ({
          rel: scene.choices.pick(['noreferrer', 'noopener', 'opener']),
        })),
      }),
    ),
  form: (scene) =>
    targeted(scene, 'form', (url, options) =>
      form(scene.choices.pick(['GET', 'POST', 'POST']), url, {
        ...options,
        ...scene.choices.maybe(3, () => ({
          fields: { name: scene.taken[0] ? `{${scene.taken[0]}}` : 'Ada' },
        })),
      }),
    ),
  metaRefresh: (scene) => {
    const url = scene.anyUrl();
    const step = metaRefresh(url, navigated(scene, 'refresh', url));
    scene.landed(url, step.answer, true);
    return step;
  },
  location: (scene) => {
    const url = scene.anyUrl();
    const by = scene.choices.pick(['assign', 'replace', 'href', undefined] as const);
    const step = toLocation(url, { ...navigated(scene, 'location', url), ...(by && { by }) });
    scene.landed(url, step.answer, by === 'replace');
    return step;
  },
  reload: (scene) =>
    reload({
      ...(scene.depth > 0
        ? { by: 'script' as const }
        : scene.choices.maybe(2, () => ({
            by: scene.choices.pick(['user', 'script'] as const),
          }))),
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
};
