/** Elements that load by themselves, and what makes a browser load ahead of a need. */
import type { PlannedSpeculation, PlannedSubresource } from '../../scenario/plan/planned.ts';
import type { SubresourceElement } from '../../scenario/steps/index.ts';
import type { Outcome } from '../outcome.ts';
import { waitMs } from '../waits.ts';
import { silence, timeoutMs, whenLoaded } from './timeouts.ts';

interface Loading {
  readonly tag: 'img' | 'script' | 'video' | 'audio' | 'link';
  readonly attributes?: Readonly<Record<string, string>>;
  /** The event that tells that it loaded; `load` when absent. */
  readonly loaded?: string;
  /** A browser may never load it, and then no event tells. */
  readonly silent?: true;
}

const media = { attributes: { preload: 'auto' }, loaded: 'loadedmetadata' } as const;

const loadings: Record<Exclude<SubresourceElement, 'font'>, Loading> = {
  img: { tag: 'img' },
  script: { tag: 'script' },
  'module script': { tag: 'script', attributes: { type: 'module' } },
  stylesheet: { tag: 'link', attributes: { rel: 'stylesheet' } },
  video: { tag: 'video', ...media },
  audio: { tag: 'audio', ...media },
  preload: { tag: 'link', attributes: { rel: 'preload' } },
  prefetch: { tag: 'link', attributes: { rel: 'prefetch' }, silent: true },
};

/** An element tells only that it loaded or not; what it may read of the answer is not at stake. */
export async function performSubresource(step: PlannedSubresource): Promise<Outcome> {
  const { exchange, element } = step;
  try {
    if (element === 'font') await new FontFace('lab', `url("${exchange.url}")`).load();
    else await loadElement(step, loadings[element]);
    return { exchange: exchange.id };
  } catch (error) {
    return { exchange: exchange.id, error: `${element}: ${error}` };
  }
}

function loadElement(
  { exchange, crossorigin, destination }: PlannedSubresource,
  { tag, attributes = {}, loaded = 'load', silent }: Loading,
): Promise<void> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (crossorigin !== null) element.setAttribute('crossorigin', crossorigin);
  if (destination !== null) element.setAttribute('as', destination);
  element.setAttribute(tag === 'link' ? 'href' : 'src', exchange.url);
  return new Promise<void>((resolve, reject) => {
    element.addEventListener(loaded, () => resolve());
    element.addEventListener('error', () => reject('error'));
    setTimeout(reject, waitMs(timeoutMs), 'no answer');
    if (silent) whenLoaded(exchange.url).then(resolve);
    (tag === 'link' ? document.head : document.body).append(element);
  }).finally(() => element.remove());
}

/** Speculation rules: https://html.spec.whatwg.org/multipage/speculative-loading.html */
export async function speculate({ exchange, action }: PlannedSpeculation): Promise<Outcome> {
  if (!HTMLScriptElement.supports?.('speculationrules')) {
    return { exchange: exchange.id, error: 'this browser does not support speculation rules' };
  }
  const element = document.createElement('script');
  element.type = 'speculationrules';
  element.text = JSON.stringify({
    [action]: [{ source: 'list', urls: [exchange.url], eagerness: 'immediate' }],
  });
  document.head.append(element);
  await new Promise((resolve) => setTimeout(resolve, waitMs(silence)));
  element.remove();
  return { exchange: exchange.id };
}
