/** The usual failures, each as a sequence that shows it. The chain names the link that breaks. */
import type { Cause } from '../base/causes.ts';
import type { Origin } from '../base/topology.ts';
import { type Asking, plainAsking, type Sequence } from './sequence.ts';

export interface Failure {
  readonly id: string;
  readonly title: string;
  /** What the chain of the last request names, in a browser that allows third-party cookies. */
  readonly cause: Cause;
  /** Where it shows, if not everywhere. */
  readonly only?: string;
  readonly sequence: Sequence;
}

const ask = (changes: Partial<Asking>): Asking => ({ ...plainAsking, ...changes });

/** @param page the origin of the page that asks */
export function failuresOn(page: Origin): readonly Failure[] {
  const allow = `Access-Control-Allow-Origin: ${page}\nAccess-Control-Allow-Credentials: true\nVary: Origin`;
  const signIn = (setCookie: string, changes: Partial<Asking> = {}) =>
    ask({ path: '/login', credentials: 'include', setCookie, answer: allow, ...changes });
  const next = (changes: Partial<Asking> = {}) =>
    ask({ path: '/orders', credentials: 'include', answer: allow, ...changes });
  const lax = 'sid=1; Path=/; HttpOnly; Secure; SameSite=Lax';
  return [
    {
      id: 'credentials',
      title: 'fetch without credentials: “include”',
      cause: 'request:credentials-missing',
      sequence: [signIn(lax), next({ credentials: 'same-origin' })],
    },
    {
      id: 'no-origin',
      title: 'No Access-Control-Allow-Origin',
      cause: 'cors:acao-missing',
      sequence: [next({ answer: '' })],
    },
    {
      id: 'star',
      title: 'Access-Control-Allow-Origin: * with credentials',
      cause: 'cors:acao-wildcard',
      sequence: [
        next({ answer: 'Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true' }),
      ],
    },
    {
      id: 'slash',
      title: 'A slash at the end of the allowed origin',
      cause: 'cors:origin-trailing-slash',
      sequence: [
        next({
          answer: `Access-Control-Allow-Origin: ${page}/\nAccess-Control-Allow-Credentials: true`,
        }),
      ],
    },
    {
      id: 'preflight-header',
      title: 'The preflight does not allow a header',
      cause: 'cors:preflight-header',
      sequence: [
        next({
          method: 'POST',
          headers: 'Content-Type: application/json',
          preflight: `204\nAccess-Control-Allow-Origin: ${page}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Methods: POST`,
        }),
      ],
    },
    {
      id: 'preflight-session',
      title: 'The session check answers the preflight with 401',
      cause: 'cors:preflight-auth',
      sequence: [
        next({
          method: 'POST',
          headers: 'Content-Type: application/json',
          preflight: `401\nAccess-Control-Allow-Origin: ${page}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Methods: POST\nAccess-Control-Allow-Headers: content-type`,
        }),
      ],
    },
    {
      id: 'allow-credentials',
      title: 'No Access-Control-Allow-Credentials',
      cause: 'cors:acac-missing',
      sequence: [next({ answer: `Access-Control-Allow-Origin: ${page}\nVary: Origin` })],
    },
    {
      id: 'host-only',
      title: 'The page’s host sets it without Domain, the API misses it',
      cause: 'set-cookie:host-only-not-covering',
      sequence: [signIn(lax, { to: 'own', credentials: 'same-origin', answer: '' }), next()],
    },
    {
      id: 'path',
      title: 'Path=/login, and the request is for /orders',
      cause: 'set-cookie:path-mismatch',
      sequence: [signIn('sid=1; Path=/login; HttpOnly; Secure; SameSite=Lax'), next()],
    },
    {
      id: 'lax',
      title: 'SameSite=Lax, asked for from another site',
      cause: 'samesite:cross-site-request',
      sequence: [signIn(lax, { to: 'other' }), next({ to: 'other' })],
    },
    {
      id: 'none-insecure',
      title: 'SameSite=None without Secure',
      cause: 'set-cookie:none-without-secure',
      only: 'Chromium and Firefox; WebKitGTK 2.50 keeps such a cookie',
      sequence: [signIn('sid=1; Path=/; HttpOnly; SameSite=None'), next()],
    },
    {
      id: 'third-party',
      title: 'A third-party cookie, where the browser blocks them',
      cause: 'browser-policy:3pc-setting',
      only: 'WebKitGTK, Safari, and wherever third-party cookies are blocked',
      sequence: [
        signIn('sid=1; Path=/; HttpOnly; Secure; SameSite=None', { to: 'other' }),
        next({ to: 'other' }),
      ],
    },
  ];
}
