/** Servers that refuse a cookie that came, and what the traffic tells of the reason. */
import { form, frame, get, link, post, visit } from '../traffic.ts';
import { forum, type Reported } from './reported.ts';

const ward = 'https://portal.klinik.care/';
const was = 'ksid=0f1e2d3c';
const big = (name: string) => `${name}=${'x'.repeat(3900)}`;
const local = 'http://localhost:5173/';

export const servers: readonly Reported[] = [
  {
    title: 'more cookies than the server takes',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(ward, { cookie: was }),
      get(ward, `${ward}beds`, 431, { cookie: `${big('flags')}; ${big('draft')}; ${was}` }),
    ],
    cause: 'server:refused of flags',
    says: [
      /The Cookie header has 7,\d{3} bytes: flags \(3,900\), draft/,
      /large_client_header_buffers/,
    ],
  },
  {
    title: "nginx's way to say the same",
    dialects: ['firefox'],
    traffic: [
      visit(ward, { cookie: was }),
      get(ward, `${ward}beds`, 400, { cookie: `${big('flags')}; ${big('draft')}; ${was}` }),
    ],
    cause: 'server:refused of flags',
  },
  {
    title: 'a request that is wrong for another reason',
    dialects: ['chrome', 'firefox'],
    traffic: [visit(ward, { cookie: was }), post(ward, `${ward}beds`, 400, { cookie: was })],
    cause: null,
  },
  {
    title: 'two tabs that renew one token, of which the later also deletes it',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { cookie: 'refresh=a1a1a1' }),
      post(ward, `${ward}renew`, 200, {
        cookie: 'refresh=a1a1a1',
        set: ['refresh=b2b2b2; Path=/; HttpOnly; Secure'],
        takes: 120,
      }),
      post(ward, `${ward}renew`, 401, {
        ...{ cookie: 'refresh=a1a1a1', after: 30, takes: 200 },
        set: ['refresh=; Path=/; Max-Age=0'],
      }),
      get(ward, `${ward}beds`, 401, { after: 800 }),
    ],
    cause: 'server:refused of refresh',
    at: `POST ${ward}renew`,
    says: [/had sent the same value, and its response replaced it/, /one such request at a time/],
  },
  {
    title: "somebody else's session, from a shared cache",
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(ward, { cookie: was }),
      get(ward, `${ward}beds`, 200, { cookie: was }),
      get(ward, `${ward}icons.svg`, 200, {
        cookie: was,
        set: ['ksid=99aa88bb; Path=/; HttpOnly; Secure'],
        response: { 'cache-control': 'public, max-age=3600', 'x-cache': 'Hit from cloudfront' },
      }),
      get(ward, `${ward}beds`, 401, { cookie: 'ksid=99aa88bb' }),
    ],
    cause: 'server:refused of ksid',
    says: [/shared cache \(X-Cache: Hit from cloudfront\)/, /^Cache-Control: private, no-store$/m],
  },
  {
    title: 'a sign-in that a cache answers',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { set: ['lang=de; Path=/'] }),
      post(ward, `${ward}login`, 200, { response: { age: '51', via: '1.1 varnish' } }),
      get(ward, `${ward}beds`, 401, { cookie: 'lang=de' }),
    ],
    cause: 'proxy:strips-set-cookie',
  },
  {
    title: 'a Set-Cookie that a proxy renamed, beside a cookie that is no session',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { set: ['seen=1; Path=/'] }),
      post(ward, `${ward}login`, 200, { response: { 'x-set-cookie': `${was}; Path=/; HttpOnly` } }),
      get(ward, `${ward}beds`, 401, { cookie: 'seen=1' }),
    ],
    cause: 'proxy:strips-set-cookie of ksid',
  },
  {
    title: 'a form whose page hides its origin',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { cookie: `${was}; csrftoken=t0` }),
      form(ward, `${ward}admin/login/`, 403, {
        cookie: `${was}; csrftoken=t0`,
        request: { origin: 'null' },
      }),
    ],
    cause: 'server:refused of ksid',
    says: [/sent with Origin: null/, /not no-referrer/],
  },
  {
    title: 'a token of the form that was never kept, beside a session that came',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { cookie: was, set: ['_csrf=t0; Path=/; HttpOnly; Secure; Domain=klinik.dev'] }),
      form(ward, `${ward}admit`, 403, { cookie: was }),
    ],
    cause: 'set-cookie:domain-mismatch of _csrf',
  },
  {
    title: 'two applications on one host, which share a name',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(local, { cookie: 'connect.sid=one1' }),
      get(local, `${local}me`, 200, { cookie: 'connect.sid=one1' }),
      visit('http://localhost:8025/', {
        cookie: 'connect.sid=one1',
        set: ['connect.sid=two2; Path=/; HttpOnly'],
      }),
      get(local, `${local}me`, 401, { cookie: 'connect.sid=two2' }),
    ],
    cause: 'server:refused of connect.sid',
    says: [/cookies have no port/],
  },
  {
    title: 'a new session over http, which does not replace the Secure one',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(ward),
      post(ward, `${ward}login`, 200, { set: [`${was}; Path=/; HttpOnly; Secure`] }),
      get(ward, `${ward}beds`, 200, { cookie: was }),
      visit('http://portal.klinik.care/door'),
      form('http://portal.klinik.care/door', 'http://portal.klinik.care/login', 302, {
        set: ['ksid=44dd55ee; Path=/; HttpOnly'],
        response: { location: `${ward}beds` },
      }),
      link('http://portal.klinik.care/door', `${ward}beds`, 401, { cookie: was }),
    ],
    cause: 'set-cookie:overwrites-secure of ksid',
    at: 'POST http://portal.klinik.care/login',
  },
  {
    title: "another party's widget that its own API refuses, without CORS headers",
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(forum, { cookie: 'forum_sess=11aa' }),
      frame(forum, 'https://pay.kasse.net/button', 200),
      post('https://pay.kasse.net/button', 'https://events.kasse.net/b', 401),
    ],
    cause: null,
  },
  {
    title: 'a sign-in by way of CloudFront, which forwards no cookies',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(ward, { cookie: 'lang=de' }),
      post(ward, `${ward}login`, 200, {
        response: { via: '1.1 a.cloudfront.net (CloudFront)', 'x-cache': 'Miss from cloudfront' },
      }),
      get(ward, `${ward}beds`, 401, { cookie: 'lang=de' }),
    ],
    cause: 'proxy:strips-set-cookie',
  },
];
