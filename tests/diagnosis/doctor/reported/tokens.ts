/** CSRF tokens, tokens that are renewed, and cookies that come in several. */
import { allow, form, frame, get, img, post, socket, visit } from '../traffic.ts';
import { active, chat, forum, type Reported } from './reported.ts';

const isle = 'https://www.insel.tv/';
const islandApi = 'https://api.insel.tv/v1';
const survey = 'https://umfrage.frage.io/form';
const token = { request: { 'x-csrf-token': 'tok1' } };

export const tokens: readonly Reported[] = [
  {
    title: 'a token of an embedded form, which has no session',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, survey, 200, { ...active, set: ['_csrf=tok1; Path=/'] }),
      post(survey, survey, 403, { request: { ...token.request, ...active.request } }),
    ],
    cause: 'samesite:iframe-lax of _csrf',
    says: [/Secure; SameSite=None/],
  },
  {
    title: 'a page from a shared cache, with the token of somebody else',
    dialects: ['firefox', 'charles'],
    traffic: [
      visit(`${isle}enter`, { response: { 'cf-cache-status': 'HIT', age: '512' } }),
      post(`${isle}enter`, `${isle}enter`, 403, token),
    ],
    cause: 'proxy:strips-set-cookie',
    says: [/CF-Cache-Status: HIT|Age: 512/],
  },
  {
    title: 'Rails, which cannot tell who posts, as the page hides its origin',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle, { cookie: '_insel_session=1f' }),
      form(isle, `${isle}enter`, 422, {
        cookie: '_insel_session=1f',
        request: { origin: 'null' },
      }),
    ],
    cause: 'server:refused of _insel_session',
    says: [/not no-referrer/],
  },
  {
    title: 'a form with a mistake in it',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle, { cookie: '_insel_session=1f' }),
      form(isle, `${isle}enter`, 422, { cookie: '_insel_session=1f' }),
    ],
    cause: null,
  },
  {
    title: 'two cookies of one response, with one mistake',
    dialects: ['chrome', 'charles'],
    traffic: [
      visit(isle),
      post(isle, `${islandApi}/login`, 200, {
        response: allow(isle),
        set: [
          'access=aa.bb; Path=/; Domain=https://insel.tv',
          'renewal=cc; Domain=https://insel.tv',
        ],
      }),
      get(isle, `${islandApi}/me`, 401, { response: allow(isle) }),
    ],
    cause: 'set-cookie:domain-mismatch of access',
    says: [
      /The same holds for renewal\./,
      /^Set-Cookie: access=(?!.*Domain)/m,
      /^Set-Cookie: renewal=(?!.*Domain)/m,
    ],
  },
  {
    title: 'a token that runs out, as the Path of the other keeps it from being renewed',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle),
      post(isle, `${isle}auth/login`, 200, {
        set: [
          'access=aa.bb; Path=/; HttpOnly; Secure; Max-Age=300',
          'refresh=cc.dd; Path=/refresh; HttpOnly; Secure; Max-Age=604800',
        ],
      }),
      get(isle, `${isle}me`, 200, { cookie: 'access=aa.bb' }),
      post(isle, `${isle}auth/refresh`, 401, { after: 301_000 }),
      get(isle, `${isle}me`, 401),
    ],
    cause: 'set-cookie:path-mismatch of refresh',
    at: `POST ${isle}auth/refresh`,
  },
  {
    title: 'a session of two hours, which is refused at once for another reason',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, survey, 200, {
        ...active,
        set: ['frage_session=1; Path=/; Max-Age=7200; Secure; HttpOnly; SameSite=Lax'],
      }),
      post(survey, survey, 419, {
        ...active,
        set: ['XSRF-TOKEN=2; Path=/; Max-Age=7200; Secure; SameSite=Lax'],
      }),
    ],
    cause: 'samesite:iframe-lax of frage_session',
  },
  {
    title: 'cookies of sign-ins that nobody finished',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle, { cookie: '__session=1' }),
      get(isle, `${isle}me`, 431, {
        cookie: [
          `__session=${'s'.repeat(900)}`,
          ...Array.from({ length: 24 }, (_, place) => `__txn_${place}=${'t'.repeat(380)}`),
        ].join('; '),
      }),
    ],
    cause: 'server:refused of __txn_0',
    says: [/__txn_\* \(24 cookies, 9,120\), __session \(900\)/],
  },
  {
    title: 'a value in quotes with a semicolon in it',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle),
      post(isle, `${isle}login`, 200, {
        set: ['session="id=7; role=1"; Path=/; HttpOnly; Secure'],
      }),
      get(isle, `${isle}me`, 401, { cookie: 'session="id=7' }),
    ],
    cause: 'server:refused of session',
    says: [/encodeURIComponent/],
  },
  {
    title: 'a script that is led to sign in on another host',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(isle, { cookie: 'sid=1a' }),
      get(isle, `${isle}me`, 200, { cookie: 'sid=1a' }),
      post(isle, `${isle}renew`, 302, {
        cookie: 'sid=1a',
        response: { location: 'https://insel.tv/login?to=x' },
      }),
      get(isle, 'https://insel.tv/login?to=x', 200, { blocked: true }),
    ],
    cause: 'cors:redirect-hop',
    says: [/Answer scripts with 401/],
  },
  {
    title: 'a picture that the page shows first, and a script reads from the cache',
    dialects: ['chrome'],
    traffic: [
      visit(isle),
      img(isle, 'https://d1.bilder.net/a.jpg', 200, {
        response: { 'cache-control': 'public, max-age=86400' },
      }),
      get(isle, 'https://d1.bilder.net/a.jpg', 200, {
        blocked: true,
        response: { 'cache-control': 'public, max-age=86400' },
        more: { _fromCache: 'disk' },
      }),
    ],
    cause: 'cors:vary-missing',
    says: [/requested without CORS/, /^Vary: Origin$/m],
  },
  {
    title: 'a CSRF token that was asked for without credentials, so that an older one is sent',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit('http://localhost:3030/'),
      get('http://localhost:3030/', 'http://localhost:8080/csrf', 200, {
        set: ['_gorilla_csrf=n3w; HttpOnly; SameSite=Lax'],
        response: allow('http://localhost:3030/'),
      }),
      post('http://localhost:3030/', 'http://localhost:8080/login', 403, {
        cookie: '_gorilla_csrf=0ld; planner_session=s1',
        request: { 'x-csrf-token': 't1' },
        response: allow('http://localhost:3030/'),
      }),
    ],
    cause: 'request:credentials-missing of _gorilla_csrf',
    at: 'GET http://localhost:8080/csrf',
  },
  {
    title: "a widget's WebSocket in a frame, which lacks the session",
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, chat, 200, { ...active, set: ['_plausch_key=k1; Path=/; HttpOnly'] }),
      socket(chat, 'wss://chat.plausch.io/live', 403, {
        request: { 'sec-fetch-site': 'same-origin' },
      }),
    ],
    cause: 'samesite:iframe-lax of _plausch_key',
  },
  {
    title: 'a sign-in at another site, of which nothing more is seen',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      post(forum, 'https://konto.reise.app/api/session', 200, {
        ...active,
        set: ['rs=1a2b; Path=/; Secure; HttpOnly; SameSite=Strict'],
        response: allow(forum),
      }),
    ],
    cause: 'samesite:cross-site-request of rs',
  },
  {
    title: 'a form of http that asks https, and a cookie that only later requests have',
    dialects: ['chrome'],
    traffic: [
      visit('http://www.altstadt.it/cart'),
      form('http://www.altstadt.it/cart', 'https://www.altstadt.it/checkout', 302, {
        response: { location: '/login' },
      }),
      visit('https://www.altstadt.it/', { cookie: 'cart_session=7a7a' }),
    ],
    cause: 'site:scheme-differs of cart_session',
    at: 'POST https://www.altstadt.it/checkout',
  },
  {
    title: 'a form of an embedded application, which lacks the token of its page',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, survey, 200, {
        ...active,
        set: ['.AspNetCore.Antiforgery.x1=CfDJ8; path=/; secure; samesite=strict; httponly'],
      }),
      { ...frame(survey, survey, 400, { method: 'POST' }), ...active },
    ],
    cause: 'samesite:iframe-lax of .AspNetCore.Antiforgery.x1',
  },
];
