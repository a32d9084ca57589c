/** Requests without a response: the network panel tells why, and CORS is not to blame. */
import { type Asked, get, visit } from '../traffic.ts';
import type { Reported } from './reported.ts';

const board = 'https://tafel.schule.ch/';
const local = 'http://localhost:3000/';
const response = { status: 0, headers: [], cookies: [], content: { size: 0 }, redirectURL: '' };
/** As Chrome exports it. */
const failed = (from: string, url: string, error: string): Asked =>
  get(from, url, 0, { more: { response: { ...response, _error: `net::${error}` } } });
const why = (
  title: string,
  [page, url, error]: readonly [page: string, url: string, error: string],
  ...says: RegExp[]
): Reported => ({
  title,
  dialects: ['chrome'],
  traffic: [visit(page, { cookie: 'lang=de' }), failed(page, url, error)],
  cause: says.length > 0 ? 'browser:own-reason' : null,
  says,
});

export const unanswered: readonly Reported[] = [
  why(
    'a certificate that nobody trusts',
    [board, 'https://localhost:7001/api', 'ERR_CERT_AUTHORITY_INVALID'],
    /CertificateNotTrusted/,
    /mkcert/,
  ),
  why(
    'https to a port of plain http',
    [local, 'https://localhost:4000/x', 'ERR_SSL_PROTOCOL_ERROR'],
    /plain http/,
  ),
  why(
    'the name of a container',
    [local, 'http://backend:8000/x', 'ERR_NAME_NOT_RESOLVED'],
    /localhost/,
  ),
  why(
    'a server that does not run',
    [local, 'http://localhost:3001/x', 'ERR_CONNECTION_REFUSED'],
    /0\.0\.0\.0/,
  ),
  why(
    'a public page that asks this machine',
    [board, 'http://localhost:9000/x', 'ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS'],
    /LocalNetworkAccessPermissionDenied/,
  ),
  why(
    'a policy of the page',
    [board, 'https://api.schule.ch/x', 'ERR_BLOCKED_BY_CSP'],
    /connect-src/,
  ),
  why("a tracker's name that a blocking list has", [
    board,
    'https://t.zaehler.net/x',
    'ERR_NAME_NOT_RESOLVED',
  ]),
  why('a request that was given up', [board, 'https://api.schule.ch/x', 'ERR_ABORTED']),
];
