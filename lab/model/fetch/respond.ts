/** What answers a request on paper: an example service, or the recipe. */
import { parseCookieHeader } from '../../base/arrival.ts';
import { dated } from '../../base/dates.ts';
import { getHeader } from '../../base/headers.ts';
import type { Answer } from '../../base/recipe.ts';
import { exampleAt } from '../examples/index.ts';
import type { UserAgentState } from '../user-agent-state.ts';
import type { StoredResponse } from './http-cache.ts';
import { currentUrl, fetchSite, originHeader, type Request, serializedOrigin } from './request.ts';
import { answerHeaders, preflightAnswer, statusOf } from './server.ts';

/** What a request is answered that arrives with this `Cookie` header. */
export function respond(
  request: Request,
  answer: Answer,
  cookie: string,
  state: UserAgentState,
): StoredResponse {
  const origin = originHeader(request);
  const path = currentUrl(request).pathname;
  // What an example is asked takes time, and most requests ask none.
  const byExample = exampleAt(path) === undefined ? null : askExample(request, cookie, state);
  const status = statusOf(answer, request.mode);
  return (
    byExample ?? {
      status,
      headers: answerHeaders(dated(answer, state.now), origin),
      body: request.method === 'HEAD' || isNullBody(status) ? '' : (answer.body ?? ''),
    }
  );
}

/** Fetch §2.2.3: null body statuses. */
const isNullBody = (status: number) => [101, 103, 204, 205, 304].includes(status);

function askExample(request: Request, cookie: string, { examples, sites }: UserAgentState) {
  // Of two of one name the first counts.
  const cookies = parseCookieHeader(cookie).reverse();
  return examples.answer(currentUrl(request).pathname, {
    method: request.method,
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    headers: {
      ...Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
      origin: originHeader(request),
      'sec-fetch-site': fetchSite(request, sites),
    },
    body: fieldsOf(request),
  });
}

/** What a service reads in a body, by its type; a script's text is none that it reads. */
function fieldsOf({ headers, mode, body }: Request): Readonly<Record<string, unknown>> {
  const form = 'application/x-www-form-urlencoded';
  const type = getHeader(headers, 'content-type') ?? (mode === 'navigate' ? form : 'text/plain');
  if (type === form) return Object.fromEntries(new URLSearchParams(body ?? ''));
  return type === 'application/json' ? Object(JSON.parse(body ?? '{}')) : {};
}

/** What the preflight of a request is answered. */
export function respondToPreflight(
  request: Request,
  answer: Answer,
  unsafeHeaders: readonly string[],
  { examples, now }: UserAgentState,
): Omit<StoredResponse, 'body'> {
  const asked = {
    origin: serializedOrigin(request),
    method: request.method,
    headers: unsafeHeaders.join(','),
  };
  return (
    examples.preflight(currentUrl(request).pathname, asked) ??
    preflightAnswer(dated(answer, now), asked)
  );
}
