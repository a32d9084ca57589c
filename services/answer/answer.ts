/**
 * Answers any request with what its recipe says.
 * Both services are this plugin: the frontend answers with pages, the API with JSON.
 */
import { setTimeout as wait } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { LabError } from '../../lab/base/errors.ts';
import { RecipeError } from '../../lab/base/read-recipe.ts';
import { type Answer, type Cors, type Recipe, recipeParameters } from '../../lab/base/recipe.ts';
import { handshake } from './handshake.ts';
import { addLines, varies, writeHeaders } from './headers.ts';
import { type RegisteredAnswers, recipeIn } from './registered.ts';
import { splitUrl } from './remember.ts';
import { pageResources } from './resources.ts';

declare module 'fastify' {
  interface FastifyRequest {
    recipe: Recipe;
  }
}

export interface AnswerOptions {
  /** The page that stands at the request's URL, as HTML. */
  readonly page: (request: FastifyRequest) => string;
  /** What is answered where the recipe does not say: the page, or a JSON account of the request. */
  readonly byDefault: 'page' | 'account';
  /** Answers that were registered beforehand; the query then holds no recipe. */
  readonly answers?: RegisteredAnswers | undefined;
}

/** Statuses whose answers end with their headers: RFC 9110 §15.3.5, §15.3.6 and §15.4.5. */
const bodyless: ReadonlySet<number> = new Set([204, 205, 304]);

const noRecipe: Recipe = { answer: {} };

export const answer = fastifyPlugin<AnswerOptions>(async (app, { page, byDefault, answers }) => {
  app.decorateRequest('recipe');

  // Nobody looks into bodies: whatever a form or a script sends is welcome.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body);

  app.addHook('onRequest', async (request) => {
    request.recipe = noRecipe; // so that the refusal of a bad recipe has one to look at
    request.recipe = recipeIn(splitUrl(request).query, answers);
  });

  app.addHook('onRequest', async (request, reply) => {
    const { answer } = request.recipe;
    if (answer.delay !== undefined) await wait(answer.delay);
    if (request.arrival.preflight) return preparePreflight(answer, reply);
  });

  // Before the routes: @fastify/cors brings one for OPTIONS.
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error instanceof RecipeError ? 400 : (error.statusCode ?? 500);
    const code = error instanceof LabError ? error.code : error.name;
    return reply.code(status).send({ error: code, message: error.message });
  });

  await app.register(fastifyCors, {
    delegator: async (request: FastifyRequest) => corsOptions(request),
  });

  // A preflight is answered by @fastify/cors, which says Vary whatever it answers.
  app.addHook('onSend', async (request, reply) => {
    if (!request.arrival?.preflight) return;
    const { preflight, cors } = request.recipe.answer;
    if (!varies(preflight?.cors ?? cors)) reply.removeHeader('vary');
    addLines(preflight?.lines ?? [], reply);
  });

  await app.register(fastifyCookie);
  await app.register(pageResources);

  const route = {
    url: '*',
    schema: { querystring: recipeQuery },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { answer } = request.recipe;
      writeHeaders(answer, reply);
      if (bodyless.has(reply.statusCode)) return reply.send();
      if (answer.body !== undefined)
        return reply.type(answer.type ?? 'text/plain').send(answer.body);
      if (!(answer.page ?? byDefault === 'page')) return accountOf(request);
      return reply.type('text/html; charset=utf-8').send(page(request));
    },
  };
  app.route({ ...route, method: ['POST', 'PUT', 'PATCH', 'DELETE'] });
  app.route({ ...route, method: 'GET', ...handshake });
});

const accountOf = ({ method, host, cookies, headers, arrival }: FastifyRequest) => ({
  method,
  host,
  cookies,
  cookieHeader: arrival.cookieHeader,
  origin: headers.origin ?? null,
});

/** Every recipe parameter is text, or a list of texts; form fields may stand beside them. */
const recipeQuery = {
  type: 'object',
  properties: Object.fromEntries(
    recipeParameters.map((name) => [
      name,
      { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    ]),
  ),
};

function preparePreflight({ preflight, cors }: Answer, reply: FastifyReply) {
  if (preflight?.setCookie) reply.header('set-cookie', preflight.setCookie);
  if (preflight?.location !== undefined) reply.header('location', preflight.location);
  const { mode } = preflight?.cors ?? cors ?? { mode: 'none' };
  if (mode === 'none') return reply.code(preflight?.status ?? 204).send();
}

function corsOptions(request: FastifyRequest): FastifyCorsOptions {
  const { answer } = request.recipe;
  if (!request.arrival.preflight) return corsRule(answer.cors);
  const asked = (name: string) => String(request.headers[`access-control-request-${name}`] ?? '');
  const { preflight } = answer;
  return {
    ...corsRule(preflight?.cors ?? answer.cors),
    methods: preflight?.methods ?? asked('method'),
    allowedHeaders: preflight?.headers ?? asked('headers'),
    optionsSuccessStatus: preflight?.status ?? (preflight?.location === undefined ? 204 : 302),
  };
}

function corsRule(cors: Cors = { mode: 'none' }): FastifyCorsOptions {
  switch (cors.mode) {
    case 'none':
      return { origin: false };
    case 'star':
      return { origin: '*', credentials: cors.credentials };
    case 'reflect':
      return { origin: true, credentials: cors.credentials };
    case 'allow':
      return { origin: [...cors.origins], credentials: cors.credentials };
  }
}
