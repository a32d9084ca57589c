/** Connections of the recording proxy to the real servers. */
import { lookup as systemLookup } from 'node:dns';
import { type ClientRequest, type ClientRequestArgs, request } from 'node:http';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** Milliseconds that a server may take to accept a connection. */
const connectTimeoutMs = 20_000;
/** Octets of a header section: as many large cookies as browsers send. */
export const maxHeaderSize = 256 * 1024;

/**
 * Begins a request to the real server of a URL, over a connection of its own, to be written and ended
 * by the caller. On this machine a server may show any certificate, as those of development do; every
 * other must show one that Node trusts.
 */
export function requestTo(
  url: URL,
  options: Pick<ClientRequestArgs, 'method' | 'headers'>,
): ClientRequest {
  return request({
    ...options,
    path: url.pathname + url.search,
    setHost: false,
    maxHeaderSize,
    // What browsers accept of a server, the proxy must not refuse.
    insecureHTTPParser: true,
    createConnection: (_, done) => {
      open(url, done);
      return undefined;
    },
  });
}

type Done = (error: Error | null, socket: Duplex) => void;

/** Connects; before anything is sent, a server that is not of this machine must prove who it is. */
function open(url: URL, done: Done) {
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || (isSecure ? 443 : 80));
  const to = { host, port, lookup, timeout: connectTimeoutMs };
  const socket: Socket = isSecure
    ? connectTls({
        ...to,
        servername: isIP(host) > 0 ? '' : host,
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: false, // see below
      })
    : connectTcp(to);
  const fail = (error: Error) => {
    socket.destroy();
    done(error instanceof AggregateError ? joined(error) : error, socket);
  };
  socket.once('error', fail);
  socket.once('timeout', () => fail(new Error(`no connection within ${connectTimeoutMs} ms`)));
  socket.once(isSecure ? 'secureConnect' : 'connect', () => {
    socket.off('error', fail);
    socket.setTimeout(0);
    const { authorized, authorizationError } = socket as TLSSocket;
    if (isSecure && !authorized && !isThisMachine(socket.remoteAddress)) {
      return fail(new Error(`its certificate does not hold: ${authorizationError}`));
    }
    done(null, socket);
  });
}

/** Of several addresses each has its reason; together they have none. */
const joined = ({ errors }: AggregateError) =>
  new Error(errors.map((error) => (error as Error).message).join('; '));

const isThisMachine = (address = '') => /^(::ffff:)?127\.|^::1$/.test(address);

/**
 * Finds addresses as browsers do: `localhost`, and every name below it, is this machine, at both its
 * addresses, whatever the resolver says of it (RFC 6761 §6.3).
 */
export const lookup: LookupFunction = (host, options, done) => {
  if (!/(^|\.)localhost\.?$/i.test(host)) return systemLookup(host, options, done);
  if (options.all) return done(null, [...thisMachine]);
  done(null, thisMachine[1].address, thisMachine[1].family);
};

const thisMachine = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
] as const;
