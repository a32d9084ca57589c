/** What the chain is told of one exchange. An exchange of stored results has it all. */
import type { Arrival } from '../base/arrival.ts';
import { type Answer, withoutRecipe } from '../base/recipe.ts';
import type { Observation, Reason } from '../scenario/exchange.ts';
import type { PlannedExchange } from '../scenario/plan/planned.ts';

export interface Evidence {
  readonly as: string;
  readonly request: {
    /** Without the recipe in its query; empty where nothing is requested: a script reads or writes cookies. */
    readonly url: string;
    readonly method: string;
    readonly kind: string;
    readonly credentials: string;
    /** Origin of the document that asks; null for the address bar. */
    readonly initiator: string | null;
    /** Fetch's request mode, where a script chose one. */
    readonly mode?: string;
    /** What a script wrote into document.cookie, or had the cookie store set: as a Set-Cookie line. */
    readonly line?: string;
  };
  readonly answer: Answer;
  readonly arrived: boolean;
  /** A visit for which nothing was asked: the page stood open already. */
  readonly standing?: true;
  /** Names, in the order received. */
  readonly sent: readonly string[];
  readonly preflight?: { readonly sent: readonly string[] };
  readonly stored?: readonly string[];
  /** The header by which axios gives a CSRF token back, where it was sent. */
  readonly xsrfToken?: string;
  /** Of the answer, as the server sent it. */
  readonly status?: number;
  readonly readable?: boolean;
  readonly documentCookie?: readonly string[];
  readonly error?: string;
  readonly reasons?: readonly Reason[];
  readonly arrivals?: readonly Pick<Arrival, 'scheme' | 'secFetch' | 'preflight'>[];
}

/** The evidence of a planned exchange, as a browser or the model observed it. */
export function evidenceOf(planned: PlannedExchange, observed: Observation): Evidence {
  const { as, url, method, kind, credentials, initiator, answer, mode, line } = planned;
  const { arrived, sent, status, preflight, stored, readable, documentCookie } = observed;
  const { error, reasons, requestHeaders } = observed;
  const xsrfToken = requestHeaders?.['x-xsrf-token'];
  const names = (cookies: Observation['sent']) => cookies.map(({ name }) => name);
  return {
    as,
    request: {
      url: withoutRecipe(url),
      method,
      kind,
      credentials,
      initiator,
      ...(mode && { mode }),
      ...(line !== undefined && { line }),
    },
    answer,
    arrived,
    sent: names(sent),
    ...(xsrfToken !== undefined && { xsrfToken }),
    ...(status !== null && { status }),
    ...(preflight && { preflight: { sent: names(preflight.sent) } }),
    ...(stored && { stored }),
    ...(readable !== null && { readable }),
    ...(documentCookie && { documentCookie: names(documentCookie) }),
    ...(error !== null && { error }),
    ...(reasons.length > 0 && { reasons }),
  };
}
