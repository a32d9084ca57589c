/** The certificates that the lab's hosts show, which the lab's own browsers are told to accept. */
import { connect } from 'node:tls';
import { LabError } from '../../base/errors.ts';

export interface ShownCertificate {
  readonly host: string;
  /** In PEM. */
  readonly cert: string;
}

/** Milliseconds. */
const timeoutMs = 5_000;

/**
 * Asks the server at a port of this machine which certificate it shows for each host.
 *
 * @throws {LabError} LAB_SERVICE when it shows none.
 */
export function shownAt(port: number, hosts: readonly string[]): Promise<ShownCertificate[]> {
  return Promise.all(hosts.map(async (host) => ({ host, cert: await shownFor(host, port) })));
}

function shownFor(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    // Nothing is sent; what is shown is what browsers are told to accept.
    const options = { host: '127.0.0.1', port, servername: host, rejectUnauthorized: false };
    const socket = connect({ ...options, timeout: timeoutMs }, () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate) resolve(certificate.toString());
      else fail(new Error('no certificate'));
    });
    const fail = (error: Error) => {
      socket.destroy();
      reject(
        new LabError(
          'LAB_SERVICE',
          `127.0.0.1:${port} shows no certificate for ${host}: ${error.message}`,
          'Check that Caddy is up: docker compose ps',
          error,
        ),
      );
    };
    socket.once('error', fail);
    socket.once('timeout', () => fail(new Error(`no answer in ${timeoutMs} ms`)));
  });
}
