/** Documents beside the current one, which hold steps of their own. */
import type { LabUrl } from '../../topology.ts';
import type { Asked, Options } from './answers.ts';
import type { PageStep } from './index.ts';

/** `<iframe src>`, and what happens inside it. */
export interface Frame extends Asked {
  readonly step: 'frame';
  readonly url: LabUrl;
  /** The `sandbox` attribute. */
  readonly sandbox?: string;
  readonly steps: readonly PageStep[];
}

/** `window.open`, and what happens inside; the window is closed afterwards. */
export interface OpenWindow extends Asked {
  readonly step: 'openWindow';
  readonly url: LabUrl;
  readonly steps: readonly PageStep[];
}

export const frame = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<Frame, 'url' | 'steps'> = {},
): Frame => ({ step: 'frame', url, steps, ...options });

export const openWindow = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<OpenWindow, 'url' | 'steps'> = {},
): OpenWindow => ({ step: 'openWindow', url, steps, ...options });
