/** The one way from a recording to the results file: an exchange as it is published. */
import { parseCookieHeader } from '../base/arrival.ts';
import { getHeader } from '../base/headers.ts';
import type { Message } from '../scenario/recording.ts';
import type { Witnessed } from '../scenario/witnessed.ts';
import type { ResultArrival, ResultExchange } from './results.ts';

const namesOf = (cookies: readonly { readonly name: string }[]) => cookies.map(({ name }) => name);

/** Without what nobody saw. Messages count as arrivals where a server told of them. */
export function resultExchange(seen: Witnessed, byServer: boolean): ResultExchange {
  const { exchange, observation } = seen;
  const { as, url, method, kind, credentials, initiator, answer, mode, line } = exchange;
  const { status, preflight, stored, readable, documentCookie, lifetimes, cookieStore } = seen;
  const { cookieChanges, storageAccess, headers, taken } = seen;
  const { reasons, script, standing, messages } = observation;
  const token = seen.requestHeader('x-xsrf-token');
  return {
    as,
    request: {
      url,
      method,
      kind,
      credentials,
      initiator,
      ...(mode && { mode }),
      ...(line !== undefined && { line }),
    },
    answer,
    arrived: seen.arrived,
    ...(standing && { standing }),
    sent: namesOf(seen.sent ?? []),
    ...('value' in token && token.value !== null && { xsrfToken: token.value }),
    ...(status !== null && { status }),
    ...(preflight && { preflight: { sent: namesOf(preflight.sent) } }),
    ...(stored && { stored }),
    ...(readable !== null && { readable }),
    ...(documentCookie && { documentCookie: namesOf(documentCookie) }),
    ...(script.error !== undefined && { error: script.error }),
    ...(reasons.length > 0 && { reasons }),
    ...(lifetimes && { lifetimes }),
    ...(cookieStore && { cookieStore: namesOf(cookieStore) }),
    ...(cookieChanges && { cookieChanges }),
    ...(storageAccess && { storageAccess }),
    ...(headers && { headers }),
    ...(Object.keys(taken).length > 0 && { taken }),
    arrivals: byServer ? messages.map(resultArrival) : [],
  };
}

function resultArrival({ role, request, response }: Message): ResultArrival {
  const { lines } = request.headers;
  const { protocol, host, pathname } = new URL(request.url);
  const cookieHeader = getHeader(lines, 'cookie');
  const xsrfToken = getHeader(lines, 'x-xsrf-token');
  return {
    method: request.method,
    scheme: protocol === 'https:' ? 'https' : 'http',
    host,
    path: pathname,
    httpVersion: request.httpVersion ?? '',
    cookieHeader,
    cookies: cookieHeader === null ? [] : parseCookieHeader(cookieHeader),
    origin: getHeader(lines, 'origin'),
    referer: getHeader(lines, 'referer'),
    secFetch: Object.fromEntries(
      lines
        .filter(([name]) => name.startsWith('sec-fetch-'))
        .map(([name, value]) => [name.slice('sec-fetch-'.length), value]),
    ),
    ...(xsrfToken !== null && { xsrfToken }),
    bodyBytes: Number(getHeader(lines, 'content-length') ?? 0),
    preflight: role === 'preflight',
    status: response?.status ?? null,
    responseHeaders: response?.headers.lines ?? [],
  };
}
