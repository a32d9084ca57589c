/**
 * What the defences defend: a session cookie, an account to read, and a transfer that must not
 * happen unless its owner wants it. By itself it has no defence but the cookie's SameSite.
 */
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import type {
  FastifyInstance,
  FastifyRequest,
  preHandlerAsyncHookHandler,
  preHandlerHookHandler,
} from 'fastify';
import { account, signedIn } from './schemas.ts';
import { Sessions } from './sessions.ts';

export interface BankOptions {
  /** `none`: pages of every site can make the browser send it, and the defence alone has to hold. */
  readonly sameSite: 'none' | 'lax' | 'strict';
  /** Runs before a transfer, when its body is read. */
  readonly defence?: preHandlerHookHandler | preHandlerAsyncHookHandler;
}

export interface Account {
  readonly user: string;
  balance: number;
}

/** The session cookie. Its Path keeps several banks on one host apart; yours is `__Host-…`, with Path=/. */
export const cookie = '__Secure-session';

/** Adds the bank to an example. Returns what tells whose account a request is about. */
export async function bank(app: FastifyInstance, { sameSite, defence }: BankOptions) {
  const sessions = new Sessions<Account>();
  const accountOf = (request: FastifyRequest) => sessions.find(request.cookies[cookie]);
  await app.register(fastifyFormbody);
  if (!app.hasRequestDecorator('cookies')) await app.register(fastifyCookie);

  app.post('/session', { schema: signedIn }, async (_request, reply) => {
    const id = sessions.start({ user: 'ann', balance: 1000 }); // Here you check the password.
    reply.setCookie(cookie, id, { path: app.prefix, secure: true, httpOnly: true, sameSite });
    return { user: 'ann' };
  });

  app.get(
    '/account',
    { schema: account },
    async (request, reply) => accountOf(request) ?? reply.code(401).send(notSignedIn),
  );

  app.post<{ Body: { amount: number } }>(
    '/transfer',
    {
      schema: { body: transfer, ...account },
      ...(defence && { preHandler: defence }),
    },
    async (request, reply) => {
      const payer = accountOf(request);
      if (!payer) return reply.code(401).send(notSignedIn);
      payer.balance -= request.body.amount;
      return payer;
    },
  );
  return accountOf;
}

const notSignedIn = { error: 'not signed in' };
const transfer = {
  type: 'object',
  properties: { amount: { type: 'integer', minimum: 1 } },
  required: ['amount'],
};
