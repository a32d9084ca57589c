/** Frameworks, tunnels and guards, as far as the traffic tells which one it is. */
import { allow, form, get, link, post, preflight, visit, xhr } from '../traffic.ts';
import { asksFor, type Reported } from './reported.ts';

const press = 'https://app.verlag.at/';
const pressApi = 'https://api.verlag.at';
const laravel = [
  'XSRF-TOKEN=eyJpdiI6; Max-Age=7200; path=/; domain=.verlag.at; secure; samesite=lax',
  'laravel_session=eyJ2YWx1; Max-Age=7200; path=/; domain=.verlag.at; secure; httponly; samesite=lax',
];
const plant = 'https://intern.werk.de/admin/login/';
const store = 'https://www.laden.shop/';
const session = 'session=4f5e6d';
const local = 'http://localhost:3000/';
const farm = 'https://app.hof.de/auth/realms/m/';
const broker = 'https://broker.staat.org/saml';
const bakery = 'https://backe.de/wp-login.php';
const wordPress = [
  'wordpress_sec_1f=ada; path=/wp-admin; secure; HttpOnly',
  'wordpress_logged_in_1f=ada; path=/; secure; HttpOnly',
];
const club = 'https://www.kegel.club/login.php';
const tower = 'https://www.turm.io/';

/** The sign-in page of Keycloak, which a proxy serves with another prefix, and the form of it. */
const keycloak = (path: string, status: number) => [
  visit(`${farm}protocol/openid-connect/auth?client_id=a`, {
    set: [`AUTH_SESSION_ID=1a2b3c; Path=${path}; Secure; HttpOnly; SameSite=None`],
  }),
  form(
    `${farm}protocol/openid-connect/auth?client_id=a`,
    `${farm}login-actions/authenticate?execution=1`,
    status,
    path === '/auth/realms/m/' ? { cookie: 'AUTH_SESSION_ID=1a2b3c' } : {},
  ),
];

export const products: readonly Reported[] = [
  {
    title: 'the warning page of ngrok, which has no CORS headers',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(local),
      preflight(local, 'https://1a2b.ngrok-free.app/surveys', 200, {
        ...asksFor('GET', 'authorization'),
        response: { ...allow(local), 'access-control-allow-headers': 'authorization' },
      }),
      get(local, 'https://1a2b.ngrok-free.app/surveys', 200, {
        blocked: true,
        request: { authorization: 'Bearer a.b.c' },
        response: { 'content-type': 'text/html', 'ngrok-error-code': 'ERR_NGROK_6024' },
      }),
    ],
    cause: 'cors:acao-missing',
    says: [/ngrok-skip-browser-warning/],
  },
  {
    title: 'a route that API Gateway does not have',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(press),
      get(press, `${pressApi}/prod/books`, 403, {
        blocked: true,
        response: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
      }),
    ],
    cause: 'cors:error-without-headers',
    says: [/no such route/, /DEFAULT_4XX/],
  },
  {
    title: 'Sanctum, which does not know the page as stateful',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(press),
      xhr(press, `${pressApi}/login`, 200, {
        method: 'POST',
        set: laravel,
        response: allow(press),
      }),
      xhr(press, `${pressApi}/api/user`, 401, {
        cookie: 'XSRF-TOKEN=eyJpdiI6; laravel_session=eyJ2YWx1',
        response: allow(press),
      }),
    ],
    cause: 'server:refused of laravel_session',
    says: [/accept https:\/\/app\.verlag\.at as an origin \(Laravel Sanctum: SANCTUM_STATEFUL/],
  },
  {
    title: 'Django, which takes its own page for another origin',
    dialects: ['firefox', 'charles'],
    traffic: [
      visit(plant, { set: ['csrftoken=A1b2; Max-Age=31449600; Path=/; SameSite=Lax'] }),
      form(plant, plant, 403, { cookie: 'csrftoken=A1b2' }),
    ],
    cause: 'server:refused of csrftoken',
    says: [/CSRF_TRUSTED_ORIGINS/],
  },
  {
    title: 'a page that the server renders without passing on the cookie',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(store),
      post(store, `${store}api/login`, 200, { set: [`${session}; Path=/; HttpOnly; Secure`] }),
      get(store, `${store}api/me`, 200, { cookie: session }),
      link(store, `${store}account`, 307, { cookie: session, response: { location: '/login' } }),
      link(store, `${store}login`, 200, { cookie: session }),
    ],
    cause: 'server:refused of session',
    at: `GET ${store}account`,
    says: [
      /GET https:\/\/www\.laden\.shop\/api\/me” was answered 200/,
      /pass on the Cookie header/,
    ],
  },
  {
    title: 'a sign-in to another project on localhost, whose cookie has the same name',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(local, { cookie: 'next-auth.session-token=A' }),
      get(local, `${local}api/auth/session`, 200, { cookie: 'next-auth.session-token=A' }),
      visit('http://localhost:3001/', { cookie: 'next-auth.session-token=A' }),
      post('http://localhost:3001/', 'http://localhost:3001/api/auth/callback', 200, {
        cookie: 'next-auth.session-token=A',
        set: ['next-auth.session-token=B; Path=/; HttpOnly; SameSite=Lax'],
      }),
      get(local, `${local}api/orders`, 401, { cookie: 'next-auth.session-token=B' }),
    ],
    cause: 'server:refused of next-auth.session-token',
    says: [/cookies have no port/],
  },
  {
    title: 'Keycloak behind a proxy that adds a prefix to its paths',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: keycloak('/realms/m/', 400),
    cause: 'set-cookie:path-mismatch of AUTH_SESSION_ID',
  },
  {
    title: 'Keycloak behind such a proxy, which names the Path right',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: keycloak('/auth/realms/m/', 400),
    cause: null,
  },
  {
    title: 'a page that refuses its query, after a sign-in that also set a cookie to renew tokens',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(store),
      form(store, `${store}login`, 302, {
        set: [
          `${session}; Path=/; HttpOnly; Secure`,
          'renewal=7a8b; Path=/api/renew; HttpOnly; Secure',
        ],
        response: { location: '/' },
      }),
      link(store, store, 200, { cookie: session }),
      link(store, `${store}search?q=`, 400, { cookie: session }),
    ],
    cause: null,
  },
  {
    title: 'a SAML response to an endpoint that no name tells',
    dialects: ['chrome'],
    traffic: [
      link('https://sp.werk.com/', 'https://idp.werk-id.net/saml?SAMLRequest=x', 302, {
        set: ['KC_RESTART=e1f2; Path=/; HttpOnly'],
        response: { location: broker },
      }),
      link('https://sp.werk.com/', broker, 200),
      form(broker, 'https://idp.werk-id.net/broker/saml/endpoint', 400, { after: 200_000 }),
    ],
    cause: 'samesite:cross-site-post of KC_RESTART',
    says: [/SameSite=None/],
  },
  {
    title: "WordPress' REST API, for which the cookie of its administration is not meant",
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(bakery),
      form(bakery, bakery, 302, { set: wordPress, response: { location: '/wp-admin/' } }),
      link(bakery, 'https://backe.de/wp-admin/', 200, {
        cookie: 'wordpress_sec_1f=ada; wordpress_logged_in_1f=ada',
      }),
      get('https://backe.de/wp-admin/', 'https://backe.de/wp-json/wp/v2/users/me', 401, {
        cookie: 'wordpress_logged_in_1f=ada',
      }),
    ],
    cause: 'server:refused of wordpress_logged_in_1f',
  },
  {
    title: 'PHP, which redirects by a relative path and has set no session',
    dialects: ['firefox', 'charles'],
    traffic: [
      visit(club),
      form(club, club, 200),
      link(club, 'https://www.kegel.club/home.php', 302, { response: { location: 'login.php' } }),
      link(club, club, 200),
    ],
    cause: 'server:never-set',
    at: 'GET https://www.kegel.club/home.php',
  },
  {
    title: 'a redirect to a path of a host that is called like a sign-in',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit('https://login.kegel.club/start', { cookie: 'sid=0a' }),
      link('https://login.kegel.club/start', 'https://login.kegel.club/old', 302, {
        response: { location: 'https://login.kegel.club/new' },
      }),
      link('https://login.kegel.club/start', 'https://login.kegel.club/new', 200),
    ],
    cause: null,
  },
  {
    title: 'a refusal that a service worker passed on, whose own request the file lacks',
    dialects: ['chrome'],
    traffic: [
      visit(tower),
      post(tower, 'https://api.turm.io/login', 200, {
        cookie: 'v=1',
        set: ['t=0a1b2c; Path=/; Secure; HttpOnly; SameSite=Lax'],
        response: allow(tower),
      }),
      get(tower, 'https://api.turm.io/me', 401, {
        response: allow(tower),
        more: { _fetchedViaServiceWorker: true },
      }),
    ],
    cause: null,
  },
];
