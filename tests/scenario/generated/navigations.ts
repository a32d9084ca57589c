/** For tests: steps that lead to another document, with every field that they can have. */
import {
  type AnswerSpec,
  back,
  form,
  link,
  metaRefresh,
  reload,
  toLocation,
  visit,
} from '../../../lab/scenario/steps/index.ts';
import { type Makers, navigated } from './makers.ts';

/** Of a window that nobody waits for, cookies may come at any time: it has none. */
export const unwatched = ({ status, headers }: AnswerSpec): AnswerSpec => ({
  ...(status !== undefined && { status }),
  ...(headers && { headers: headers.filter(([name]) => name !== 'Clear-Site-Data') }),
});

export const navigations: Makers<
  'visit' | 'link' | 'form' | 'metaRefresh' | 'location' | 'reload' | 'back'
> = {
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
