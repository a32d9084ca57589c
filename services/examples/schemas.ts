/** What the examples answer when all is well: Fastify sends nothing that is not in the schema. */
import type { FastifySchema } from 'fastify';

type Properties = Readonly<Record<string, { readonly type: 'string' | 'integer' }>>;

const answers = (properties: Properties, required = Object.keys(properties)): FastifySchema => ({
  response: { 200: { type: 'object', properties, required, additionalProperties: false } },
});
const text = { type: 'string' } as const;
const number = { type: 'integer' } as const;

export const signedIn = answers({ user: text });
export const orders = answers({ user: text, orders: number });
export const account = answers({ user: text, balance: number });
export const token = answers({ token: text });
export const ticket = answers({ ticket: text });
/** `by` tells the page which way it goes from here on. */
export const way = answers({ by: text, token: text }, ['by']);
