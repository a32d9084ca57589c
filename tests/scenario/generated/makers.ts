/** For tests: what the makers of generated steps have in common. */
import type { LabUrl } from '../../../lab/base/topology.ts';
import type { PageStep, Step, StepKind } from '../../../lab/scenario/steps/index.ts';
import { pageAnswer, requestAnswer } from './answers.ts';
import type { Scene } from './scene.ts';

/** Kinds of which scenarios have no step but in the top-level page. */
type PageKind = Exclude<
  StepKind,
  'visit' | 'reload' | 'back' | 'allowStorageAccess' | 'answerLocalNetwork'
>;

/** Each makes a step of its kind, and leaves the scene as the step does. */
export type Makers<Kinds extends StepKind = StepKind> = {
  readonly [Kind in Kinds]: (
    scene: Scene,
  ) => Kind extends PageKind ? PageStep | readonly PageStep[] : Step;
};

/** The fields of a request. */
export const asked = (scene: Scene, kind: string, url: LabUrl) => ({
  answer: requestAnswer(scene.choices, scene.answering(url)),
  as: scene.label(kind),
});

/** The fields of a navigation. */
export const navigated = (scene: Scene, kind: string, url: LabUrl) => ({
  answer: pageAnswer(scene.choices, scene.answering(url)),
  as: scene.label(kind),
});
