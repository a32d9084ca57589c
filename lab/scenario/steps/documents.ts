/** Documents beside the current one, which hold steps of their own. */
import type { LabUrl } from '../../base/topology.ts';
import type { Asked, Options } from './answers.ts';
import type { PageStep } from './index.ts';

interface Framed {
  /** The `sandbox` attribute. */
  readonly sandbox?: string;
  /** The `credentialless` attribute: https://wicg.github.io/anonymous-iframe/ */
  readonly credentialless?: true;
  readonly steps: readonly PageStep[];
}

/** `<iframe src>`, and what happens inside it. */
export interface Frame extends Asked, Framed {
  readonly step: 'frame';
  readonly url: LabUrl;
}

/** Documents that no server sends. */
export type LocalContent = 'srcdoc' | 'about:blank' | 'data:';

/** `<iframe>` whose document comes from no server, and what happens inside it. */
export interface LocalFrame extends Framed {
  readonly step: 'localFrame';
  readonly content: LocalContent;
  readonly as?: string;
}

/** `window.open`, and what happens inside; the window is closed afterwards. */
export interface OpenWindow extends Asked {
  readonly step: 'openWindow';
  readonly url: LabUrl;
  /** Opens it with the feature `noopener`: nothing can be done inside then. */
  readonly noopener?: true;
  readonly steps: readonly PageStep[];
}

/**
 * An `<iframe>`, and steps that are done inside it.
 *
 * @example frame(otherWww, [fetch(otherApi, { as: 'inside' })], { sandbox: 'allow-scripts' })
 */
export const frame = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<Frame, 'url' | 'steps'> = {},
): Frame => ({ step: 'frame', url, steps, ...options });

/**
 * An `<iframe>` whose document comes from no server, and steps inside it.
 *
 * @example localFrame('srcdoc', [readCookie('inside')])
 */
export const localFrame = (
  content: LocalContent,
  steps: readonly PageStep[],
  options: Options<LocalFrame, 'content' | 'steps'> = {},
): LocalFrame => ({ step: 'localFrame', content, steps, ...options });

/**
 * A script opens a window; the steps inside are done before it is closed.
 *
 * @example openWindow(otherWww, [fetch(otherApi, { as: 'inside' })])
 */
export const openWindow = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<OpenWindow, 'url' | 'steps'> = {},
): OpenWindow => ({ step: 'openWindow', url, steps, ...options });
