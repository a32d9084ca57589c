/** Remembers every request that names an exchange: what it brought, and the status it was answered with. */
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { type Arrival, parseCookieHeader } from '../../lab/base/arrival.ts';
import { keyIn } from '../../lab/base/exchange-key.ts';
import type { HeaderList } from '../../lab/base/headers.ts';
import type { ArrivalLog } from './log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    arrival: { -readonly [K in keyof Arrival]: Arrival[K] };
    /** Has the connection closed before there was an answer? */
    closed: boolean;
  }
}

export const remember = fastifyPlugin<{ readonly log: ArrivalLog }>(async (app, { log }) => {
  app.decorateRequest('arrival');
  app.decorateRequest('closed', false);
  app.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      request.closed = true;
    });
    request.arrival = arrivalOf(request);
    rememberResponse(request, reply);
    if (request.arrival.exchange !== '') log.add(request.arrival, request.url.length);
  });
});

/**
 * Notes status and headers at the moment at which they are written: a hook before that misses what
 * is changed last. Whoever has the answer may ask for the arrival at once.
 */
function rememberResponse(request: FastifyRequest, { raw }: FastifyReply) {
  const writeHead = raw.writeHead.bind(raw) as (...head: unknown[]) => ServerResponse;
  raw.writeHead = (...head: unknown[]) => {
    const { arrival } = request;
    const [status, ...rest] = head;
    const lines = rest.find((one) => typeof one === 'object');
    if (!request.closed) {
      arrival.status = Number(status);
      arrival.responseHeaders = headersOf({ ...raw.getHeaders(), ...lines });
    }
    return writeHead(...head);
  };
}

/** Header lines as Node has them: one for each value of a list. */
const headersOf = (headers: Readonly<Record<string, unknown>>): HeaderList =>
  Object.entries(headers)
    .filter(([name, value]) => value !== undefined && !name.startsWith(':'))
    .flatMap(([name, value]) =>
      [value].flat().map((one) => [name.toLowerCase(), String(one)] as const),
    );

/** Path and query as they came; a path may begin with `//`, so it is no relative URL. */
export function splitUrl({ url }: Pick<FastifyRequest, 'url'>): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: '' }
    : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function arrivalOf(request: FastifyRequest): Arrival {
  const { headers } = request;
  const { path, query } = splitUrl(request);
  const cookieHeader = headers.cookie ?? null;
  const xsrfToken = headers['x-xsrf-token'];
  return {
    exchange: keyIn(query) ?? new URLSearchParams(query).get('exchange') ?? '',
    at: Date.now(),
    method: request.method,
    scheme: request.protocol,
    host: request.host,
    path,
    httpVersion: request.raw.httpVersion,
    cookieHeader,
    cookies: cookieHeader === null ? [] : parseCookieHeader(cookieHeader),
    origin: headers.origin ?? null,
    referer: headers.referer ?? null,
    secFetch: Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => name.startsWith('sec-fetch-'))
        .map(([name, value]) => [name.slice('sec-fetch-'.length), String(value)]),
    ),
    ...(xsrfToken !== undefined && { xsrfToken: String(xsrfToken) }),
    bodyBytes: Number(headers['content-length'] ?? 0),
    preflight:
      request.method === 'OPTIONS' &&
      headers.origin !== undefined &&
      headers['access-control-request-method'] !== undefined,
    status: null,
    headers: headersOf(headers),
    responseHeaders: [],
  };
}
