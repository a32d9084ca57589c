/** Responses that a page could not read, and requests that were never sent. */
import { allow, get, post, preflight, visit } from '../traffic.ts';
import { asksFor, failed, type Reported } from './reported.ts';

/** Charles sees what an app sends from a scheme of its own, without Sec-Fetch headers. */
const fromApp = (origin: string) => ({
  origin,
  referer: [] as never,
  'sec-fetch-site': [] as never,
  'sec-fetch-mode': [] as never,
  'sec-fetch-dest': [] as never,
});

const till = 'https://till.kasse.app/';
const tillApi = 'https://api.kasse.app';

export const cors: readonly Reported[] = [
  {
    title: 'an Ionic app, whose origin is not http',
    dialects: ['charles'],
    traffic: [
      get(till, `${tillApi}/receipts`, 200, {
        cookie: 'sid=1a2b3c',
        request: fromApp('ionic://localhost'),
        response: allow('http://localhost:8100'),
      }),
    ],
    cause: 'cors:acao-other-origin',
    says: [/^Access-Control-Allow-Origin: ionic:\/\/localhost$/m],
  },
  {
    title: 'a preflight of an extension',
    dialects: ['charles'],
    traffic: [
      preflight(till, `${tillApi}/receipts`, 200, {
        request: { ...asksFor('PUT').request, ...fromApp('moz-extension://6f0d') },
        response: { 'access-control-allow-origin': 'https://kasse.app' },
      }),
    ],
    cause: 'cors:preflight-acao',
    at: `PUT ${tillApi}/receipts`,
    says: [/^Access-Control-Allow-Origin: moz-extension:\/\/6f0d$/m],
    never: [/invalid/],
  },
  {
    title: 'an http URL that HSTS makes https in the browser',
    dialects: ['chrome', 'sanitized'],
    traffic: [
      visit(till),
      get(till, 'http://api.kasse.app/rates', 307, {
        response: {
          location: `${tillApi}/rates`,
          'non-authoritative-reason': 'HSTS',
        },
      }),
      get(till, `${tillApi}/rates`, 200, { response: allow(till) }),
    ],
    cause: null,
  },
  {
    title: 'a local device that an https page asks over http',
    dialects: ['chrome', 'firefox', 'playwright'],
    traffic: [visit(till), get(till, 'http://192.168.4.1/print', 0, { blocked: true })],
    cause: 'request:mixed-content',
    says: [/^https:\/\/192\.168\.4\.1\/print$/m],
  },
  {
    title: 'a route without OPTIONS',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      preflight(till, `${tillApi}/receipts/7`, 404, asksFor('DELETE', 'x-shop')),
      get(till, `${tillApi}/receipts/7`, 0, { ...failed, method: 'DELETE' }),
    ],
    cause: 'cors:preflight-status',
    says: [
      /^HTTP\/1.1 204/m,
      /Allow-Origin: https:\/\/till\.kasse\.app$/m,
      /Allow-Methods: DELETE$/m,
      /Allow-Headers: x-shop$/m,
    ],
  },
  {
    title: 'a preflight that is sent on to the URL without a slash',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      preflight(till, `${tillApi}/receipts/`, 308, {
        ...asksFor('POST'),
        response: { ...allow(till), location: '/receipts' },
      }),
      post(till, `${tillApi}/receipts/`, 0, failed),
    ],
    cause: 'cors:preflight-redirect',
    says: [/Request https:\/\/api\.kasse\.app\/receipts, where/],
  },
  {
    title: 'a header of responses that the call sends',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      preflight(till, `${tillApi}/receipts`, 204, {
        ...asksFor('GET', 'access-control-allow-origin,x-shop'),
        response: { ...allow(till), 'access-control-allow-headers': 'x-shop' },
      }),
      get(till, `${tillApi}/receipts`, 0, { blocked: true, request: { 'x-shop': '7' } }),
    ],
    cause: 'cors:preflight-header',
    says: [/^Remove access-control-allow-origin from the headers of the call/m],
  },
  {
    title: 'a method in small letters',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      preflight(till, `${tillApi}/receipts/8`, 204, {
        ...asksFor('patch'),
        response: {
          ...allow(till),
          'access-control-allow-methods': 'GET, PATCH',
          'access-control-allow-headers': 'content-type',
        },
      }),
      get(till, `${tillApi}/receipts/8`, 0, { ...failed, method: 'patch' }),
    ],
    cause: 'cors:preflight-method',
    says: [/method: 'PATCH'/, /Allow-Methods: GET, PATCH, patch$/m],
  },
  {
    title: 'a response that a CDN keeps for another origin',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      get(till, 'https://cdn.kasse.app/flags.json', 200, {
        blocked: true,
        response: {
          'access-control-allow-origin': 'https://demo.kasse.app',
          'cf-cache-status': 'HIT',
        },
      }),
    ],
    cause: 'cors:vary-missing',
    says: [/^Vary: Origin$/m, /Allow-Origin: https:\/\/till\.kasse\.app$/m],
  },
  {
    title: 'a redirect that leads an https page to http',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      get(till, `${tillApi}/receipts`, 307, {
        response: allow(till, { location: 'http://api.kasse.app/receipts/' }),
      }),
      get(till, 'http://api.kasse.app/receipts/', 0, { blocked: true }),
    ],
    cause: 'request:mixed-content',
    says: [/^https:\/\/api\.kasse\.app\/receipts\/$/m, /X-Forwarded-Proto/],
  },
  {
    title: 'the last response of a redirect, where the exporter marks nothing',
    dialects: ['firefox', 'charles'],
    traffic: [
      visit(till),
      get(till, `${tillApi}/scan`, 302, {
        response: allow(till, { location: 'https://store.lager.net/scan' }),
      }),
      get(till, 'https://store.lager.net/scan', 200, {
        request: { origin: 'null' },
        response: allow(till),
      }),
    ],
    cause: 'cors:redirect-origin-null',
  },
  {
    title: 'a redirect to a newer version of the API',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      get(till, `${tillApi}/v1/rates`, 301, {
        ...{ blocked: true, response: { location: '/v2/rates' } },
      }),
    ],
    cause: 'cors:redirect-hop',
    says: [/Request https:\/\/api\.kasse\.app\/v2\/rates, where/],
    never: [/401/],
  },
  {
    title: 'a preflight that is sent on to sign in',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      preflight(till, `${tillApi}/receipts`, 302, {
        ...asksFor('POST'),
        response: { location: '/users/sign_in' },
      }),
      post(till, `${tillApi}/receipts`, 0, failed),
    ],
    cause: 'cors:preflight-auth',
  },
  {
    title: 'a call in mode no-cors, of which the page wants the JSON',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      get(till, 'https://kurse.boerse.org/eur', 200, {
        request: { 'sec-fetch-mode': 'no-cors', origin: [] as never },
        response: { 'content-type': 'application/json; charset=utf-8' },
      }),
    ],
    cause: 'request:no-cors',
    says: [/^fetch\('https:\/\/kurse\.boerse\.org\/eur'/m],
  },
  {
    title: 'beacons in mode no-cors, of which nobody wants anything',
    dialects: ['chrome', 'firefox'],
    traffic: ['application/json', 'image/gif'].map((type) =>
      post(till, 'https://zaehler.net/e', 200, {
        request: { 'sec-fetch-mode': 'no-cors' },
        response: { 'content-type': type },
      }),
    ),
    cause: null,
  },
  {
    title: 'a font of another origin',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(till),
      get(till, 'https://static.schrift.net/a.woff2', 200, {
        request: { 'sec-fetch-dest': 'font' },
      }),
    ],
    cause: 'cors:acao-missing',
    says: [/^Access-Control-Allow-Origin: https:\/\/till\.kasse\.app$/m],
  },
];
