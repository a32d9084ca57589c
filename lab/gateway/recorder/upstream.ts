/** Connections of the recording proxy to the real servers. */
import { lookup as systemLookup } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** Milliseconds that a server may take to accept a connection. */
const connectTimeoutMs = 10_000;

/** Names of ALPN (RFC 7301), the preferred first. */
export type Protocols = readonly ('h2' | 'http/1.1')[];

/**
 * Connects to the real server of a URL. On this machine a server may show any certificate, as those of
 * development do; every other must show one that Node trusts, before anything is sent.
 */
export function connectTo(url: URL, protocols: Protocols): Promise<Socket> {
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || (isSecure ? 443 : 80));
  const to = { host, port, lookup, timeout: connectTimeoutMs };
  const socket: Socket = isSecure
    ? connectTls({
        ...to,
        servername: isIP(host) > 0 ? '' : host,
        ALPNProtocols: [...protocols],
        rejectUnauthorized: false, // see below
      })
    : connectTcp(to);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy();
      reject(error instanceof AggregateError ? joined(error) : error);
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
      resolve(socket);
    });
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
const lookup: LookupFunction = (host, options, done) => {
  if (!/(^|\.)localhost\.?$/i.test(host)) return systemLookup(host, options, done);
  if (options.all) return done(null, [...thisMachine]);
  done(null, thisMachine[1].address, thisMachine[1].family);
};

const thisMachine = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
] as const;
