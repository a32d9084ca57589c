/** The headers that a recipe makes of an answer, to a request and to a handshake. */
import type { FastifyReply } from 'fastify';
import type { Header } from '../../lab/base/headers.ts';
import type { Answer, Cors } from '../../lab/base/recipe.ts';

/** 200, or 302 with a location, where the recipe does not say. */
export const statusOf = ({ status, location }: Answer): number =>
  status ?? (location === undefined ? 200 : 302);

/** Status and headers of an answer, but for those of CORS. */
export function writeHeaders(answer: Answer, reply: FastifyReply) {
  if (!varies(answer.cors)) reply.removeHeader('vary');
  reply.code(statusOf(answer));
  if (answer.location !== undefined) reply.header('location', answer.location);
  if (answer.setCookie) reply.header('set-cookie', answer.setCookie);
  addLines(answer.headers ?? [], reply);
}

/** Adds header lines to those that are there. */
export function addLines(lines: readonly Header[], reply: FastifyReply) {
  for (const [name, values] of grouped(lines)) {
    // A header that @fastify/cors has written too is sent twice, as two layers would.
    // Set-Cookie is added to by Fastify itself.
    const present = name.toLowerCase() === 'set-cookie' ? undefined : reply.getHeader(name);
    reply.header(name, present === undefined ? values : [present, values].flat());
  }
}

/** Does the answer depend on who asks, and say so? */
export const varies = (cors: Cors = { mode: 'none' }): boolean =>
  (cors.mode === 'allow' || cors.mode === 'reflect') && cors.vary !== false;

function grouped(headers: readonly Header[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}
