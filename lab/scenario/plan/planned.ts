/**
 * A plan: a scenario under one topology, with every name, URL, recipe and label
 * settled. Browsers perform it, the model predicts it, and both account for the
 * same exchanges.
 */
import type { Answer } from '../../recipe.ts';
import type { TopologyId } from '../../topology.ts';
import type { StepKind, Subresource } from '../steps/index.ts';

/** What one exchange asks: a request, or a reading or writing of `document.cookie`. */
export interface PlannedExchange {
  /** Unique in the run: under it services remember what arrived. */
  readonly id: string;
  readonly as: string;
  readonly kind: RequestKind;
  readonly method: string;
  /** Absolute, recipe included; empty where nothing is requested. */
  readonly url: string;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** Origin of the document that asks; null for the address bar. */
  readonly initiator: string | null;
  readonly answer: Answer;
  /** Fetch's request mode, where a script chose one. */
  readonly mode?: Mode;
  /** What a script writes into document.cookie. */
  readonly line?: string;
}

export type Mode = 'cors' | 'no-cors' | 'same-origin';

export type RequestKind =
  | Exclude<StepKind, 'pause' | 'subresource'>
  | Subresource['element']
  | 'redirect';

/** A step with its exchange; `hops` are the requests that its redirects lead to. */
export interface Planned {
  readonly exchange: PlannedExchange;
  readonly hops: readonly PlannedExchange[];
}

interface PlannedContext extends Planned {
  readonly steps: readonly PlannedPageStep[];
}

/** What the page must know to make a request. Everything else is the exchange's. */
export type PlannedRequest =
  | (Planned & {
      readonly step: 'fetch';
      readonly mode: Mode;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
      readonly take: readonly string[];
    })
  | (Planned & {
      readonly step: 'xhr';
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | null;
      readonly take: readonly string[];
    })
  | (Planned & {
      readonly step: 'subresource';
      readonly element: Subresource['element'];
      readonly crossorigin: 'anonymous' | 'use-credentials' | null;
    });

/** What the page must know to do a step. */
export type PlannedPageStep =
  | PlannedRequest
  | (Planned & { readonly step: 'form'; readonly fields: Readonly<Record<string, string>> })
  | (Planned & { readonly step: 'link'; readonly rel: string })
  | (PlannedContext & { readonly step: 'frame'; readonly sandbox: string | null })
  | (PlannedContext & { readonly step: 'openWindow' })
  | (Planned & { readonly step: 'writeCookie'; readonly line: string })
  | (Planned & { readonly step: 'readCookie' })
  | { readonly step: 'pause'; readonly ms: number };

export type PlannedStep = (Planned & { readonly step: 'visit' }) | PlannedPageStep;

export interface Plan {
  readonly topology: TopologyId;
  readonly steps: readonly PlannedStep[];
  /** All exchanges, in the order in which they are asked. */
  readonly exchanges: readonly PlannedExchange[];
}

/** The last exchange of a step: where its redirects end. */
export function lastOf({ exchange, hops }: Planned): PlannedExchange {
  return hops.at(-1) ?? exchange;
}
