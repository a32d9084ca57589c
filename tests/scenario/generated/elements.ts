/** For tests: what elements of a page load, with every field that they can have. */
import { font, preload, type Subresource, speculate } from '../../../lab/scenario/steps/index.ts';
import type { Choices } from './choices.ts';
import { asked, type Makers } from './makers.ts';

const crossorigin = (choices: Choices) =>
  choices.maybe(2, () => ({
    crossorigin: choices.pick(['anonymous', 'use-credentials'] as const),
  }));

export const elements: Makers<'subresource' | 'speculation'> = {
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
};
