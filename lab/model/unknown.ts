/** What the model knows nothing of: where a plan uses it, the model says so instead of guessing. */
import type { Answer } from '../base/recipe.ts';
import { examplePath } from '../base/topology.ts';
import {
  type PlannedExchange,
  type PlannedRequest,
  type PlannedScript,
  targetOf,
} from '../scenario/plan/planned.ts';
import type { UserAgent } from './agents/agent.ts';
import { exampleAt } from './examples/index.ts';
import { type DocumentContext, originOf } from './html/document.ts';
import { isMixedForm } from './html/navigation.ts';

/** Response headers whose work the model does not follow, and what they change. */
const unknownHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': 'the model follows no Content-Security-Policy',
  'content-security-policy-report-only': 'the model follows no Content-Security-Policy',
  'referrer-policy': 'the model follows no Referrer-Policy',
  'x-frame-options': 'the model follows no X-Frame-Options',
  refresh: 'the model follows no Refresh',
  'strict-transport-security': 'the model follows no HSTS',
  'permissions-policy': 'the model follows no Permissions-Policy',
};

/** Why nothing after an answer can be predicted; null where all is well. */
export function doubtOf({ headers = [] }: Answer): string | null {
  for (const [name] of headers) {
    const doubt = unknownHeaders[name.toLowerCase()];
    if (doubt !== undefined) return doubt;
  }
  return null;
}

/** Why nothing inside a document can be predicted; null for a page of the lab. */
export const pageDoubtOf = (answer: Answer): string | null =>
  answer.body === undefined
    ? doubtOf(answer)
    : 'the page has a body of its own: the model does not read HTML';

/** The storage of a credentialless frame is its own and goes with the page. */
export const credentiallessDoubt = 'the model has no storage for credentialless frames';

/** A page that isolates itself may refuse what is to stand in its frames. */
export const embeddedDoubt =
  'the model loads no frames into a page with Cross-Origin-Embedder-Policy';

/** Why nothing from a request on can be predicted; null where the model knows what answers. */
export function exampleDoubtOf(exchange: PlannedExchange): string | null {
  const path = exchange.url === '' ? '' : targetOf(exchange).pathname;
  return examplePath.test(path) && exampleAt(path) === undefined
    ? 'an example service answers that the model does not know'
    : null;
}

/** Why nothing is known of what a frame leads: no specification says what browsers let it. */
export function leadingDoubtOf(
  document: DocumentContext,
  target: DocumentContext,
  wasClicked: boolean,
): string | null {
  if (document === target || (!document.opaque && originOf(document) === originOf(target))) {
    return null;
  }
  return target.parent === null && wasClicked
    ? null
    : 'browsers stop most frames that lead a document of another origin elsewhere without a click';
}

/** Why nothing is known of what a script does to cookies; null where it is. */
export function scriptDoubtOf(
  { step }: PlannedScript,
  { blank }: DocumentContext,
  agent: UserAgent,
): string | null {
  const writes = step === 'writeCookie' || step === 'cookieStore' || step === 'cookieChanges';
  return writes && blank && agent.blankWindows === 'without a first party'
    ? 'what a script sets in a window at about:blank is not stored, and may be shown'
    : null;
}

/** Browsers ask the user before a secure page submits a form to plain http. */
export const formDoubtOf = (
  exchange: PlannedExchange,
  document: DocumentContext,
  agent: UserAgent,
): string | null =>
  isMixedForm(exchange, document, agent)
    ? 'browsers ask the user before a secure page submits a form to plain http'
    : null;

/** Why a request cannot be predicted; null where it can. */
export function requestDoubtOf(step: PlannedRequest, { parent }: DocumentContext): string | null {
  switch (step.step) {
    case 'speculation':
      return 'browsers decide by themselves what to load ahead';
    case 'subresource':
      return step.element === 'prefetch'
        ? 'browsers decide by themselves whether to load it'
        : null;
    case 'fetch':
      return parent !== null && !['page', 'worker'].includes(step.from)
        ? 'the model knows shared and service workers of top-level documents only'
        : null;
    default:
      return null;
  }
}
