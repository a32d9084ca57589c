/** Sign-outs that do not sign out, and one that nobody meant. */
import { allow, form, frame, get, link, post, visit } from '../traffic.ts';
import { active, chat, forum, type Reported } from './reported.ts';

const mill = 'https://www.muehle.farm/';
const pair = 'msid=aa11bb22';
const signedIn = (set: string, value = pair) => [
  visit(mill),
  post(mill, `${mill}login`, 200, { set: [set] }),
  get(mill, `${mill}sacks`, 200, { cookie: value }),
];
const stays = (deletion: string, value = pair) => [
  post(mill, `${mill}logout`, 200, { cookie: value, set: [deletion] }),
  get(mill, `${mill}sacks`, 200, { cookie: value }),
];

const page = 'https://ui.rad.bike/';
const other = { response: allow(page), ...active };
const chatApi = 'https://chat.plausch.io/';
const ofFrame = 'plausch=77aa';

export const signOuts: readonly Reported[] = [
  {
    title: 'a deletion that the browser refuses, as it is cross-site without SameSite=None',
    dialects: ['chrome'],
    traffic: [
      visit(page),
      post(page, 'https://api.werk.shop/login', 200, {
        ...other,
        set: ['jwt=e1e2e3; Path=/; HttpOnly; Secure; SameSite=None'],
      }),
      post(page, 'https://api.werk.shop/logout', 200, {
        ...{ ...other, cookie: 'jwt=e1e2e3' },
        set: ['jwt=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      }),
      get(page, 'https://api.werk.shop/me', 200, { ...other, cookie: 'jwt=e1e2e3' }),
    ],
    cause: 'samesite:default-lax of jwt',
    says: [
      /^The browser refuses the line that deletes it, in the response to “POST .+logout”/m,
      /^Set-Cookie: jwt=; Path=\/; Expires=.+; Secure; SameSite=None$/m,
    ],
  },
  {
    title: 'a deletion that lacks what the prefix asks for',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      ...signedIn('__Host-msid=aa11; Path=/; Secure; HttpOnly', '__Host-msid=aa11'),
      ...stays('__Host-msid=; Path=/; Max-Age=0', '__Host-msid=aa11'),
    ],
    cause: 'set-cookie:prefix of __Host-msid',
    says: [/^Set-Cookie: __Host-msid=; .*; Secure$/m],
  },
  {
    title: 'a deletion from the jar that all sites share, of a cookie that is Partitioned',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, chat, 200, active),
      post(chat, `${chatApi}enter`, 200, {
        set: [`${ofFrame}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`],
      }),
      post(chat, `${chatApi}logout`, 200, {
        cookie: ofFrame,
        set: ['plausch=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0'],
      }),
      get(chat, `${chatApi}rooms`, 200, { cookie: ofFrame }),
    ],
    cause: 'cookie-jar:deletion-mismatch of plausch',
    says: [/^Set-Cookie: plausch=; .*Partitioned/m],
  },
  {
    title: 'a deletion with a Domain, of a cookie from before the recording',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(mill, { cookie: pair }),
      ...stays('msid=; Domain=muehle.farm; Path=/; Max-Age=0; HttpOnly'),
    ],
    cause: 'cookie-jar:deletion-mismatch of msid',
    says: [/^Set-Cookie: msid=(?!.*Domain)/m],
  },
  {
    title: 'a deletion for a host alone, of a cookie from before that may be wider or narrower',
    dialects: ['chrome', 'charles'],
    traffic: [
      visit(mill, { cookie: pair }),
      ...stays('msid=; Domain=www.muehle.farm; Path=/; Max-Age=0; HttpOnly'),
    ],
    cause: 'cookie-jar:deletion-mismatch of msid',
    says: [
      /^Set-Cookie: msid=; .*Max-Age=0$/m,
      /^Set-Cookie: msid=; .*Max-Age=0; Domain=muehle\.farm$/m,
    ],
  },
  {
    title: 'a deletion over plain http, of a Secure cookie',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      ...signedIn(`${pair}; Path=/; HttpOnly; Secure`),
      visit('http://www.muehle.farm/logout', { set: ['msid=; Path=/; Max-Age=0'] }),
      get(mill, `${mill}sacks`, 200, { cookie: pair }),
    ],
    cause: 'set-cookie:overwrites-secure of msid',
  },
  {
    title: 'a link to sign out, which the page prefetches',
    dialects: ['chrome', 'firefox'],
    traffic: [
      ...signedIn(`${pair}; Path=/; HttpOnly; Secure`),
      get(mill, `${mill}logout`, 200, {
        ...{ cookie: pair, request: { 'sec-purpose': 'prefetch' } },
        set: ['msid=; Path=/; Max-Age=0'],
      }),
      get(mill, `${mill}sacks`, 401),
    ],
    cause: 'cookie-jar:cleared of msid',
    says: [/which the page only prefetched/, /in the response to a POST/],
  },
  {
    title: 'both ways to delete, of which one has nothing to delete',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      ...signedIn(`${pair}; Domain=muehle.farm; Path=/; HttpOnly; Secure`),
      post(mill, `${mill}logout`, 200, {
        cookie: pair,
        set: ['msid=; Path=/; Max-Age=0', 'msid=; Domain=muehle.farm; Path=/; Max-Age=0'],
      }),
      get(mill, `${mill}sacks`, 401),
    ],
    cause: null,
  },
  {
    title: 'a sign-out that leads to the form to sign in',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      ...signedIn(`${pair}; Path=/; HttpOnly; Secure`),
      form(mill, `${mill}logout`, 302, {
        cookie: pair,
        set: ['msid=; Path=/; Max-Age=0'],
        response: { location: '/login' },
      }),
      link(mill, `${mill}login`, 200),
    ],
    cause: null,
  },
  {
    title: 'a cookie that looks like no session, and that a sign-out deletes with another Domain',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(mill, { set: ['mellon-cookie=abcdef; Path=/; Domain=muehle.farm'] }),
      link(mill, `${mill}logout?SAMLRequest=x`, 303, {
        cookie: 'mellon-cookie=abcdef',
        set: ['mellon-cookie=NULL; Path=/; Expires=Thu, 01-Jan-1970 00:00:00 GMT'],
        response: { location: mill },
      }),
      link(mill, mill, 200, { cookie: 'mellon-cookie=abcdef' }),
    ],
    cause: 'cookie-jar:deletion-mismatch of mellon-cookie',
    says: [/Domain=muehle\.farm/],
  },
];
