/** Steps that move on to a new document. */
import type { LabUrl } from '../../topology.ts';
import type { Asked, Options } from './answers.ts';

/** A top-level navigation from the address bar: it has no initiator. */
export interface Visit extends Asked {
  readonly step: 'visit';
  readonly url: LabUrl;
}

/** A form that the page submits: a top-level navigation, or a frame's own. */
export interface Form extends Asked {
  readonly step: 'form';
  readonly url: LabUrl;
  readonly method: 'GET' | 'POST';
  readonly fields?: Readonly<Record<string, string>>;
}

/** A click on `<a href>`. */
export interface Link extends Asked {
  readonly step: 'link';
  readonly url: LabUrl;
  readonly rel?: string;
}

export const visit = (url: LabUrl, options: Options<Visit, 'url'> = {}): Visit => ({
  step: 'visit',
  url,
  ...options,
});

export const form = (
  method: Form['method'],
  url: LabUrl,
  options: Options<Form, 'url' | 'method'> = {},
): Form => ({ step: 'form', method, url, ...options });

export const link = (url: LabUrl, options: Options<Link, 'url'> = {}): Link => ({
  step: 'link',
  url,
  ...options,
});
