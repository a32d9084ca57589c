/** Requests that leave the document where it is. */
import type { LabUrl } from '../../topology.ts';
import type { Asked, Options } from './answers.ts';

/**
 * Names of values to take out of an answer that is a JSON object. In headers, bodies, form fields
 * and cookies of later steps `{name}` stands for the value: `{ authorization: 'Bearer {token}' }`.
 */
type Take = readonly string[];

export interface Fetch extends Asked {
  readonly step: 'fetch';
  readonly url: LabUrl;
  readonly method?: string;
  /** `same-origin` when absent, as in Fetch. */
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** `cors` when absent, as in Fetch. */
  readonly mode?: 'cors' | 'no-cors' | 'same-origin';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly take?: Take;
}

export interface Xhr extends Asked {
  readonly step: 'xhr';
  readonly url: LabUrl;
  readonly method?: string;
  readonly withCredentials?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly take?: Take;
}

export type SubresourceElement = 'img' | 'script';

/** An element that loads its URL by itself. */
export interface Subresource extends Asked {
  readonly step: 'subresource';
  readonly element: SubresourceElement;
  readonly url: LabUrl;
  readonly crossorigin?: 'anonymous' | 'use-credentials';
}

export const fetch = (url: LabUrl, options: Options<Fetch, 'url'> = {}): Fetch => ({
  step: 'fetch',
  url,
  ...options,
});

export const xhr = (url: LabUrl, options: Options<Xhr, 'url'> = {}): Xhr => ({
  step: 'xhr',
  url,
  ...options,
});

export const image = (
  url: LabUrl,
  options: Options<Subresource, 'url' | 'element'> = {},
): Subresource => ({ step: 'subresource', element: 'img', url, ...options });

export const script = (
  url: LabUrl,
  options: Options<Subresource, 'url' | 'element'> = {},
): Subresource => ({ step: 'subresource', element: 'script', url, ...options });
