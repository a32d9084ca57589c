/** services/examples: the designs. */
import {
  type Example,
  type ExampleCors,
  type Handler,
  hostCookie,
  Kept,
  ok,
  refused,
} from './example.ts';

interface Session {
  readonly user: string;
  orders: number;
}
const newSession = (): Session => ({ user: 'ann', orders: 0 });
const shown = (session: Session | undefined) =>
  session ? ok({ user: session.user, orders: session.orders }) : refused(401);

const bearerOf = (authorization: string | null | undefined): string | undefined =>
  /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];

export function sameOrigin(): Example {
  const sessions = new Kept<Session>();
  const signIn: Handler = () => {
    const id = sessions.start(newSession());
    return ok(
      { user: 'ann' },
      hostCookie('__Host-read', id, 'Lax'),
      hostCookie('__Host-write', id, 'Strict'),
    );
  };
  return {
    cors: null,
    routes: {
      'POST /session': signIn,
      'GET /orders': ({ cookies }) => shown(sessions.find(cookies['__Host-read'])),
      'POST /orders': ({ cookies }) => {
        const session = sessions.find(cookies['__Host-write']);
        if (session) session.orders += 1;
        return shown(session);
      },
    },
  };
}

export function sameSite(cors: ExampleCors): Example {
  const sessions = new Kept<Session>();
  return {
    cors,
    routes: {
      'POST /session': () =>
        ok({ user: 'ann' }, hostCookie('__Host-session', sessions.start(newSession()), 'Lax')),
      'GET /orders': ({ cookies }) => shown(sessions.find(cookies['__Host-session'])),
    },
  };
}

export function bearerToken(cors: ExampleCors): Example {
  const tokens = new Kept<string>();
  return {
    cors: { ...cors, credentials: false, allowedHeaders: 'authorization, content-type' },
    routes: {
      'POST /session': () => ok({ token: tokens.start('ann') }),
      'GET /orders': ({ headers }) => {
        const user = tokens.find(bearerOf(headers.authorization));
        return user === undefined ? refused(401) : ok({ user, orders: 0 });
      },
    },
  };
}

export function cookieOrToken(
  cors: ExampleCors,
  { partitioned }: { partitioned: boolean },
): Example {
  const sessions = new Kept<Session>();
  /** By ticket; each is good once. */
  const tickets = new Map<string, string>();
  const more = partitioned ? '; Partitioned' : '';
  return {
    cors: { ...cors, allowedHeaders: 'authorization, content-type' },
    routes: {
      'POST /session': () => {
        const id = sessions.start(newSession());
        tickets.set(`ticket-${id}`, id);
        return ok({ ticket: `ticket-${id}` }, hostCookie('__Host-session', id, 'None', more));
      },
      'POST /session/check': ({ body, cookies }) => {
        if (typeof body.ticket !== 'string') return refused(400);
        const id = tickets.get(body.ticket);
        tickets.delete(body.ticket);
        if (id === undefined) return refused(401);
        return ok(cookies['__Host-session'] === id ? { by: 'cookie' } : { by: 'token', token: id });
      },
      'GET /orders': ({ cookies, headers }) =>
        shown(
          sessions.find(cookies['__Host-session']) ??
            sessions.find(bearerOf(headers.authorization)),
        ),
    },
  };
}

/** @param told the proxy says https, and the server believes it: else no Secure cookie is set */
export function behindAProxy({ told }: { told: boolean }): Example {
  const sessions = new Kept<Session>();
  return {
    cors: null,
    routes: {
      'POST /session': ({ cookies }) => {
        if (!told || sessions.find(cookies.session)) return ok({ user: 'ann' });
        return ok({ user: 'ann' }, hostCookie('session', sessions.start(newSession()), 'Lax'));
      },
      'GET /orders': ({ cookies }) => shown(sessions.find(cookies.session)),
    },
  };
}

export const allowList = (cors: ExampleCors): Example => ({
  cors,
  routes: { 'GET /account': () => ok({ user: 'ann', balance: 1000 }) },
});
