/** Kinds of requests: the step kinds that leave a record, told apart by what loads; and redirects. */
import type { SilentStep, Step } from '../steps/index.ts';
import { type Destination, elements, localContents, stepKinds } from '../steps/kinds.ts';
import type { RequestKind } from './planned.ts';

type RecordedStep = Exclude<Step, SilentStep>;

/** The kind of request that a step makes; its label begins with it when the step has none of its own. */
export function kindOf(step: RecordedStep): RequestKind {
  switch (step.step) {
    case 'subresource':
      return step.element;
    case 'localFrame':
      return step.content;
    default:
      return step.step;
  }
}

/** What the response becomes; null where nothing is requested, and for a redirect: it has that of the request that led to it. */
export function destinationOf(kind: RequestKind): Destination | null {
  if (kind === 'redirect') return null;
  if (kind in elements) return stepKinds.subresource.destination;
  if (kind in localContents) return stepKinds.localFrame.destination;
  return stepKinds[kind as RecordedStep['step']].destination;
}
