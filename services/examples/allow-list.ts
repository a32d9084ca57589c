/**
 * Which origins may read? A list, compared as a whole: scheme, host and port. The other rules are
 * those one finds in real services, and each of them lets somebody in who is not on the list.
 */
import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { account } from './schemas.ts';

/** An origin as a browser sends it, and those of one's own: `https://www.example.test`, … */
type Rule = (origin: string, own: readonly string[]) => boolean;

const domainOf = (own: string) => own.split('.').slice(-2).join('.');

export const rules = {
  /** The right one. Given a list, @fastify/cors does just this. */
  exact: (origin, own) => own.includes(origin),
  /** Lets in `https://www.example.test.other.test`. */
  'starts-with': (origin, own) => own.some((one) => origin.startsWith(one)),
  /** Lets in `https://www-example.test`: the dot before the domain is missing. */
  'ends-with': (origin, own) => own.some((one) => origin.endsWith(domainOf(one))),
  /** Lets in `https://www-example.test`: a dot in a pattern is any character. */
  'unescaped-dot': (origin, own) => own.some((one) => new RegExp(`^${one}$`).test(origin)),
  /** Lets in every page of the web, in a sandboxed frame. */
  'null-too': (origin, own) => own.includes(origin) || origin === 'null',
} as const satisfies Record<string, Rule>;

export async function allowList(
  app: FastifyInstance,
  { origins, rule }: { origins: string[]; rule: keyof typeof rules },
) {
  await app.register(fastifyCors, {
    origin: (origin, allow) => allow(null, origin !== undefined && rules[rule](origin, origins)),
    credentials: true,
  });
  app.get('/account', { schema: account }, async () => ({
    user: 'ann',
    balance: 1000,
  }));
}
