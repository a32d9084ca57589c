/** The lab's own services on paper: the headers that a recipe makes of them. See services/answer. */
import type { HeaderList } from '../../base/headers.ts';
import type { Answer, Cors } from '../../base/recipe.ts';
import type { Request } from './request.ts';

/** The status of an answer; a WebSocket's handshake is accepted with 101. */
export function statusOf({ status, location }: Answer, mode: Request['mode']): number {
  const own = status ?? (location === undefined ? 200 : 302);
  return mode === 'websocket' && own === 200 ? 101 : own;
}

/** The headers of an answer, as far as the recipe says; `origin` is the request's `Origin`. */
export function answerHeaders(answer: Answer, origin: string | null): HeaderList {
  const { cors = { mode: 'none' }, setCookie = [], headers = [], location } = answer;
  const vary = cors.mode !== 'none' && cors.vary !== false;
  return [
    ...corsHeaders(cors, origin),
    // @fastify/cors varies by origin unless one answer fits all.
    ...(vary && cors.mode !== 'star' ? [['Vary', 'Origin'] as const] : []),
    ...locationLine(location),
    ...setCookieLines(setCookie),
    ...headers,
  ];
}

/** What a preflight asks: the values of `Access-Control-Request-Method` and `-Headers`. */
export interface PreflightQuestion {
  readonly origin: string;
  readonly method: string;
  readonly headers: string;
}

/** The status and headers of a preflight's answer. */
export function preflightAnswer(
  { preflight, cors: ownCors }: Answer,
  asked: PreflightQuestion,
): { readonly status: number; readonly headers: HeaderList } {
  const cors = preflight?.cors ?? ownCors ?? { mode: 'none' };
  // A service that knows no CORS answers the preflight without asking what it is about.
  const otherwise = cors.mode === 'none' || preflight?.location === undefined ? 204 : 302;
  const permits: HeaderList =
    cors.mode === 'none'
      ? []
      : [
          ['Access-Control-Allow-Methods', preflight?.methods ?? asked.method],
          ['Access-Control-Allow-Headers', preflight?.headers ?? asked.headers],
        ];
  return {
    status: preflight?.status ?? otherwise,
    headers: [
      ...corsHeaders(cors, asked.origin),
      ...permits,
      ...locationLine(preflight?.location),
      ...setCookieLines(preflight?.setCookie ?? []),
      ...(preflight?.lines ?? []),
    ],
  };
}

const locationLine = (location: string | undefined): HeaderList =>
  location === undefined ? [] : [['Location', location]];

const setCookieLines = (lines: readonly string[]): HeaderList =>
  lines.map((line) => ['Set-Cookie', line]);

function corsHeaders(cors: Cors, origin: string | null): HeaderList {
  if (cors.mode === 'none') return [];
  const allowed = allowedOrigin(cors, origin);
  return [
    ...(allowed === null ? [] : [['Access-Control-Allow-Origin', allowed] as const]),
    ...(cors.credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
  ];
}

function allowedOrigin(cors: Exclude<Cors, { mode: 'none' }>, origin: string | null) {
  switch (cors.mode) {
    case 'star':
      return '*';
    case 'reflect':
      return origin;
    case 'allow':
      return origin !== null && cors.origins.includes(origin) ? origin : null;
  }
}
