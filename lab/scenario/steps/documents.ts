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

/** Whether a form leads the frame or window, by its name. */
interface Targeted {
  /** The method of a form of the page whose `target` is that name; no form when absent. */
  readonly form?: 'GET' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
}

/** `<iframe src>`, or one that a form leads, and what happens inside it. */
export interface Frame extends Asked, Framed, Targeted {
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
export interface OpenWindow extends Asked, Targeted {
  readonly step: 'openWindow';
  readonly url: LabUrl;
  /** Opens it with the feature `noopener`: nothing can be done inside then. */
  readonly noopener?: true;
  readonly steps: readonly PageStep[];
}

/**
 * `window.open()` without a URL. The page that opened it puts a script into its about:blank, which does
 * the steps; the window is closed afterwards.
 */
export interface BlankWindow {
  readonly step: 'blankWindow';
  /** Puts it in by `document.write()`, which gives the document the URL of the page; by the DOM when absent. */
  readonly write?: true;
  readonly steps: readonly PageStep[];
  readonly as?: string;
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
 * @example openWindow(otherWww, [fetch(otherApi, { as: 'inside' })], { form: 'POST' })
 */
export const openWindow = (
  url: LabUrl,
  steps: readonly PageStep[] = [],
  options: Options<OpenWindow, 'url' | 'steps'> = {},
): OpenWindow => ({ step: 'openWindow', url, steps, ...options });

/**
 * A script opens a window at about:blank, and has steps done inside.
 *
 * @example blankWindow([fetch(api, { as: 'inside' }), toLocation(otherWww)])
 */
export const blankWindow = (
  steps: readonly PageStep[],
  options: Options<BlankWindow, 'steps'> = {},
): BlankWindow => ({ step: 'blankWindow', steps, ...options });
