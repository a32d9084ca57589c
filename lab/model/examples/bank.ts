/** services/examples/bank.ts and its defences. */
import {
  type Asked,
  type Example,
  type ExampleCors,
  type Handler,
  Kept,
  ok,
  type Reply,
  refused,
} from './example.ts';

export interface Account {
  readonly user: string;
  balance: number;
}

interface Bank {
  readonly sameSite: 'None' | 'Lax' | 'Strict';
  /** What it answers to a transfer that must not be; null to one that may. */
  readonly defence?: (asked: Asked, account: Account | undefined) => Reply | null;
  /** Routes of the defence's own. */
  readonly routes?: (accountOf: (asked: Asked) => Account | undefined) => Example['routes'];
}

const cookie = '__Secure-session';

const shown = ({ user, balance }: Account) => ok({ user, balance });

export function bank(
  cors: ExampleCors,
  { sameSite, defence = () => null, routes = () => ({}) }: Bank,
): Example {
  const sessions = new Kept<Account>();
  const accountOf = ({ cookies }: Asked) => sessions.find(cookies[cookie]);
  const signIn: Handler = ({ prefix }) => {
    const id = sessions.start({ user: 'ann', balance: 1000 });
    const line = `${cookie}=${id}; Path=${prefix}; HttpOnly; Secure; SameSite=${sameSite}`;
    return ok({ user: 'ann' }, line);
  };
  const account: Handler = (asked) => {
    const found = accountOf(asked);
    return found ? shown(found) : refused(401);
  };
  const transfer: Handler = (asked) => {
    const amount = Number(asked.body.amount);
    if (!Number.isInteger(amount) || amount < 1) return refused(400);
    const payer = accountOf(asked);
    const denied = defence(asked, payer);
    if (denied) return denied;
    if (!payer) return refused(401);
    payer.balance -= amount;
    return shown(payer);
  };
  return {
    cors,
    routes: {
      'POST /session': signIn,
      'GET /account': account,
      'POST /transfer': transfer,
      ...routes(accountOf),
    },
  };
}

/** The token says what it is made of: the secret in the cookie, and the session. */
export function doubleSubmit(cors: ExampleCors): Example {
  const key = '__Secure-csrf';
  let count = 0;
  const tokenOf = ({ cookies }: Asked, secret: string) => `${secret}.${cookies[cookie] ?? ''}`;
  return bank(cors, {
    sameSite: 'None',
    defence: (asked) => {
      const secret = asked.cookies[key];
      const given = asked.headers['x-csrf-token'] ?? asked.body._csrf;
      // A token that was made for no session holds for none.
      const holds = secret !== undefined && asked.cookies[cookie] !== undefined;
      return holds && given === tokenOf(asked, secret) ? null : refused(403);
    },
    routes: () => ({
      'GET /token': (asked) => {
        const held = asked.cookies[key];
        if (held !== undefined) return ok({ token: tokenOf(asked, held) });
        count += 1;
        const line = `${key}=secret-${count}; Path=${asked.prefix}; HttpOnly; Secure; SameSite=None`;
        return ok({ token: tokenOf(asked, `secret-${count}`) }, line);
      },
    }),
  });
}

/** The server keeps one token for each session. */
export function synchroniser(cors: ExampleCors): Example {
  const tokens = new Map<Account, string>();
  return bank(cors, {
    sameSite: 'None',
    defence: ({ headers }, account) => {
      const expected = account && tokens.get(account);
      return expected !== undefined && headers['x-csrf-token'] === expected ? null : refused(403);
    },
    routes: (accountOf) => ({
      'GET /token': (asked) => {
        const account = accountOf(asked);
        if (!account) return refused(401);
        const token = tokens.get(account) ?? `token-${tokens.size + 1}`;
        tokens.set(account, token);
        return ok({ token });
      },
    }),
  });
}

/** By `Origin`, or by `Sec-Fetch-Site` where there is one. */
export const originChecked = (
  cors: ExampleCors,
  origins: readonly string[],
  by: 'origin' | 'sec-fetch-site',
): Example =>
  bank(cors, {
    sameSite: 'None',
    defence: ({ headers }) => {
      const site = by === 'origin' ? null : (headers['sec-fetch-site'] ?? null);
      const trusted =
        site === null
          ? origins.includes(headers.origin ?? '')
          : site === 'same-origin' || site === 'same-site';
      return trusted ? null : refused(403);
    },
  });
