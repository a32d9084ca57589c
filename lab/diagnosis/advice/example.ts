/** The case that pages of documentation speak of, where there is no real one. */
import { readSetCookie } from '../../base/set-cookie.ts';
import type { Case } from './case.ts';
import { changed, unchanged } from './cookie-lines.ts';

const line = 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax';
const allow = [
  'Access-Control-Allow-Origin: https://www.example.com',
  'Access-Control-Allow-Credentials: true',
  'Vary: Origin',
];
const preflight = [
  'HTTP/1.1 204 No Content',
  ...allow,
  'Access-Control-Allow-Methods: PUT',
  'Access-Control-Allow-Headers: content-type',
];

export const example: Case = {
  at: { cookie: 'sign-in', request: 'call' },
  page: 'https://www.example.com',
  api: 'https://api.example.org',
  host: 'api.example.org',
  path: '/',
  domain: 'example.org',
  setter: 'https://api.example.org',
  setterHost: 'api.example.org',
  top: 'www.example.com',
  urlOnSetter: 'https://api.example.org/',
  urlOnPage: 'https://www.example.com/',
  method: 'PUT',
  cookie: readSetCookie(line),
  isForeign: true,
  isSameSite: false,
  isSecure: true,
  isFramed: false,
  sandbox: null,
  opaque: null,
  calls: ["fetch('https://api.example.org/', { credentials: 'include' })"],
  remedy: ["fetch('https://api.example.org/', { credentials: 'include' })", ...allow],
  redirectsAway: false,
  corsCall: "fetch('https://api.example.org/', { credentials: 'include' })",
  allow,
  allowCredentials: allow,
  allowCors: allow,
  allowFrame: allow,
  preflight,
  preflightWithToken: preflight,
  headers: ['content-type'],
  setCookie: (...changes) => changes.slice(0, 1).map((change) => changed(line, change)),
  overHttps: () => ['https://api.example.org/'],
  secondLine: (change) => [changed(line, change)],
  line: (change = unchanged) => changed(line, change),
  newLine: `Set-Cookie: ${line}`,
  deletion: 'Set-Cookie: sid=; Path=/; Max-Age=0',
  repaired: [`Set-Cookie: ${line}`],
  isReading: true,
  isByScript: false,
  overwriting: null,
  overwrittenAt: null,
  repairedAt: 'sign-in',
  earlierResponse: 'sign-in',
  earlierPage: 'sign-in',
  reason: null,
  toldReason: null,
  isChromium: true,
};
