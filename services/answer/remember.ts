/** Remembers every request that names an exchange: what it brought, and the status it was answered with. */
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { type Arrival, parseCookieHeader } from '../../lab/base/arrival.ts';
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
    if (request.arrival.exchange !== '') log.add(request.arrival);
  });
  // Before the answer leaves: whoever has it may ask for the arrival at once.
  app.addHook('onSend', async ({ arrival, closed }, reply) => {
    if (arrival && !closed) arrival.status = reply.statusCode;
  });
});

/** Path and query as they came; a path may begin with `//`, so it is no relative URL. */
export function splitUrl({ url }: FastifyRequest): { path: string; query: string } {
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
    exchange: new URLSearchParams(query).get('exchange') ?? '',
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
  };
}
