/** Requests that the browser makes for an element, and those that it makes ahead of a need. */
import type { LabUrl } from '../../base/topology.ts';
import type { Asked, Options } from './answers.ts';

/** What is loaded, by the field's name for it. */
export type SubresourceElement =
  | 'img'
  | 'script'
  /** `<script type=module>` */
  | 'module script'
  /** `<link rel=stylesheet>` */
  | 'stylesheet'
  /** `FontFace`, as `@font-face` makes it. */
  | 'font'
  | 'video'
  | 'audio'
  /** `<link rel=preload as=…>` */
  | 'preload'
  /** `<link rel=prefetch>` */
  | 'prefetch';

/** What a preload is for: the `as` of `<link rel=preload>`. */
export type PreloadAs = 'fetch' | 'font' | 'image' | 'script' | 'style';

/** An element that loads its URL by itself. */
export interface Subresource extends Asked {
  readonly step: 'subresource';
  readonly element: SubresourceElement;
  readonly url: LabUrl;
  readonly crossorigin?: 'anonymous' | 'use-credentials';
  /** Of a preload only. */
  readonly destination?: PreloadAs;
}

/**
 * `<script type=speculationrules>`: a navigation fetched, or a page rendered, before it is asked for.
 * Playwright lets no page be rendered ahead: what is seen of that is the fetch that it begins with.
 */
export interface Speculation extends Asked {
  readonly step: 'speculation';
  readonly action: 'prefetch' | 'prerender';
  readonly url: LabUrl;
}

type SubresourceOptions = Options<Subresource, 'url' | 'element' | 'destination'>;

const subresource =
  (element: SubresourceElement) =>
  (url: LabUrl, options: SubresourceOptions = {}): Subresource => ({
    step: 'subresource',
    element,
    url,
    ...options,
  });

/**
 * An `<img>` loads.
 *
 * @example image(otherApi, { crossorigin: 'use-credentials', as: 'image' })
 */
export const image = subresource('img');
/**
 * A `<script src>` loads.
 *
 * @example script(otherApi, { as: 'script' })
 */
export const script = subresource('script');
/**
 * A `<script type="module">` loads.
 *
 * @example moduleScript(otherApi, { as: 'module' })
 */
export const moduleScript = subresource('module script');
/**
 * A `<link rel="stylesheet">` loads.
 *
 * @example stylesheet(otherApi, { as: 'styles' })
 */
export const stylesheet = subresource('stylesheet');
/**
 * A `<video>` loads.
 *
 * @example video(otherApi, { as: 'video' })
 */
export const video = subresource('video');
/**
 * An `<audio>` loads.
 *
 * @example audio(otherApi, { as: 'audio' })
 */
export const audio = subresource('audio');
/**
 * A `<link rel="prefetch">` loads.
 *
 * @example prefetch(otherApi, { as: 'prefetched' })
 */
export const prefetch = subresource('prefetch');

/**
 * A font has no crossorigin attribute: it is always fetched as `anonymous` is.
 *
 * @example font(otherApi, { answer: { cors: allow(www) } })
 */
export const font: (url: LabUrl, options?: Omit<SubresourceOptions, 'crossorigin'>) => Subresource =
  subresource('font');

/**
 * A `<link rel="preload">` loads what it is for.
 *
 * @example preload('script', otherApi, { as: 'preloaded' })
 */
export const preload = (
  destination: PreloadAs,
  url: LabUrl,
  options: SubresourceOptions = {},
): Subresource => ({ step: 'subresource', element: 'preload', destination, url, ...options });

/**
 * Speculation rules load a page ahead.
 *
 * @example speculate('prefetch', otherWww, { as: 'ahead' })
 */
export const speculate = (
  action: Speculation['action'],
  url: LabUrl,
  options: Options<Speculation, 'url' | 'action'> = {},
): Speculation => ({ step: 'speculation', action, url, ...options });
