/** Set-Cookie lines on their way, and cookies that stay. */
import { allow, get, link, post, socket, visit } from '../traffic.ts';
import type { Reported } from './reported.ts';

const lodge = 'https://www.huette.at/';
const lodgeApi = 'https://www.huette.at/api';
const signs = (set: readonly string[]) => post(lodge, `${lodgeApi}/login`, 200, { set });

export const lines: readonly Reported[] = [
  {
    title: 'two cookies in one line',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(lodge),
      signs([
        'id_token=aa.bb.cc; Path=/; Expires=Fri, 27 Nov 2026 09:15:00 GMT; Secure, refresh=r4r4; Path=/; HttpOnly; Secure',
      ]),
      post(lodge, `${lodgeApi}/token/refresh`, 401, { cookie: 'id_token=aa.bb.cc' }),
    ],
    cause: 'proxy:alters-set-cookie of refresh',
    says: [/^Set-Cookie: refresh=r4r4; Path=\/; HttpOnly; Secure$/m],
  },
  {
    title: 'a line that was cut at the comma, with the blank after it',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(lodge),
      signs([
        'hut=1a2b; Path=/; Expires=Sat',
        ' 28 Nov 2026 09:00:00 GMT; Domain=huette.at; Secure',
      ]),
      get(lodge, 'https://media.huette.at/me', 401, { response: allow(lodge) }),
    ],
    cause: 'proxy:alters-set-cookie of hut',
    says: [
      /^Set-Cookie: hut=1a2b; Path=\/; Expires=Sat, 28 Nov 2026 09:00:00 GMT; Domain=huette\.at; Secure$/m,
    ],
  },
  {
    title: 'a sign-in that sets nothing',
    dialects: ['firefox', 'charles'],
    traffic: [visit(lodge), signs([]), get(lodge, `${lodgeApi}/bookings`, 401)],
    cause: 'server:never-set',
    never: [/a session cookie/],
  },
  {
    title: 'a short session that has expired when it comes',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(lodge),
      signs(['fe_sid=7c1; Path=/; HttpOnly; Secure; Max-Age=-60']),
      get(lodge, `${lodgeApi}/bookings`, 401),
    ],
    cause: 'cookie-jar:expired of fe_sid',
    says: [/Max-Age=86400/],
  },
];

const dev = 'http://localhost:3000/';
const feed = 'wss://live.boerse.org/ticks';

/** What a Set-Cookie line, or a link, has wrong. */
export const attributes: readonly Reported[] = [
  {
    title: 'a Domain with a port',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(dev),
      post(dev, `${dev}login`, 200, { set: ['sid=1f2e; Domain=localhost:3000; Path=/; HttpOnly'] }),
      get(dev, `${dev}me`, 401),
    ],
    cause: 'set-cookie:domain-mismatch of sid',
    says: [/without scheme, port or path/, /^Set-Cookie: sid=1f2e; Path=\/; HttpOnly$/m],
  },
  {
    title: 'a WebSocket of another site',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit('https://live.boerse.org/', {
        set: ['bsid=7a; Path=/; Secure; HttpOnly; SameSite=Lax'],
      }),
      visit(lodge),
      socket(lodge, feed, 401),
    ],
    cause: 'samesite:websocket of bsid',
    says: [/^Set-Cookie: bsid=7a; .*SameSite=None/m],
  },
  {
    title: 'a WebSocket of the own site, to which the path of the cookie does not lead',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(lodge),
      signs(['hut=1a2b; Path=/api; Secure; HttpOnly; SameSite=Lax']),
      get(lodge, `${lodgeApi}/me`, 200, { cookie: 'hut=1a2b' }),
      socket(lodge, 'wss://www.huette.at/live', 401),
    ],
    cause: 'set-cookie:path-mismatch of hut',
    never: [/SameSite=None/],
  },
  {
    title: 'a manifest of the own origin, behind a sign-in',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(lodge, { cookie: 'hut=1a2b' }),
      get(lodge, `${lodge}app.webmanifest`, 401, { request: { 'sec-fetch-dest': 'manifest' } }),
    ],
    cause: 'request:element-credentials of hut',
    says: [/crossorigin="use-credentials"/],
    never: [/^fetch/m],
  },
];

const gym = 'https://my.turnhalle.de/';
const was = 'th_sess=0a1b2c';

export const leftovers: readonly Reported[] = [
  {
    title: 'two of one name from before the recording',
    dialects: ['chrome', 'charles'],
    traffic: [
      visit(gym, {
        status: 302,
        cookie: 'th_sess=0a1b; th_sess=9z8y',
        response: { location: '/login' },
      }),
    ],
    cause: 'cookie-jar:duplicate-name of th_sess',
    says: [/“0a1b” and “9z8y”/],
    never: [/./],
  },
  {
    title: 'two of one name, of which one is new',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(gym, { cookie: 'th_sess=0a1b' }),
      post(gym, `${gym}login`, 200, {
        cookie: 'th_sess=0a1b',
        set: ['th_sess=9z8y; Path=/; Secure; HttpOnly'],
      }),
      get(gym, `${gym}me`, 401, { cookie: 'th_sess=0a1b; th_sess=9z8y' }),
    ],
    cause: 'cookie-jar:duplicate-name of th_sess',
    says: [/^Set-Cookie: th_sess=; .*Max-Age=0; Domain=turnhalle\.de$/m],
  },
  {
    title: 'a sign-out that deletes another path',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(gym),
      post(gym, `${gym}login`, 200, { set: [`${was}; Path=/; Secure; HttpOnly`] }),
      link(gym, `${gym}account/logout`, 200, {
        cookie: was,
        set: ['th_sess=; Path=/account; Max-Age=0'],
      }),
      visit(gym, { cookie: was }),
    ],
    cause: 'cookie-jar:deletion-mismatch of th_sess',
    says: [/^Set-Cookie: th_sess=; .*Path=\/; Max-Age=0$/m],
  },
  {
    title: 'a sign-out without the Domain with which it was set before the recording',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(gym, { cookie: was }),
      post(gym, `${gym}logout`, 204, { cookie: was, set: ['th_sess=; Path=/; Max-Age=0'] }),
      visit(gym, { cookie: was }),
    ],
    cause: 'cookie-jar:deletion-mismatch of th_sess',
    says: [/^Set-Cookie: th_sess=; .*Max-Age=0; Domain=turnhalle\.de$/m],
  },
  {
    title: 'a sign-out that deletes both',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(gym, { cookie: was }),
      post(gym, `${gym}logout`, 204, {
        cookie: was,
        set: ['th_sess=; Path=/; Max-Age=0', 'th_sess=; Path=/; Domain=turnhalle.de; Max-Age=0'],
      }),
      visit(gym),
    ],
    cause: null,
  },
];
