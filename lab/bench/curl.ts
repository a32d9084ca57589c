/** A request as a curl command, as it arrived; to be pasted into a shell. */
import type { HeaderList } from '../base/headers.ts';

export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
}

/** What curl writes by itself, or cannot write over a connection of its own. */
const own = ['host', 'connection', 'content-length', 'accept-encoding', 'upgrade'];
const isOwn = (name: string) =>
  own.includes(name) || name.startsWith(':') || name.startsWith('sec-websocket-');

export function curlText({ method, url, headers }: CurlRequest): string {
  const { hostname, port, protocol } = new URL(url);
  const isNamed = !/(^|\.)localhost$|^127\./.test(hostname);
  const real = port || (protocol === 'https:' ? '443' : '80');
  const words = [
    // -g: brackets in a path are no pattern.
    `curl -g -i -X ${shellQuoted(method)} ${shellQuoted(url)}`,
    ...(protocol === 'https:' ? ['--cacert certs/ca.pem'] : []),
    ...(isNamed ? [`--resolve ${shellQuoted(`${hostname}:${real}:127.0.0.1`)}`] : []),
    ...headers
      .filter(([name]) => !isOwn(name.toLowerCase()))
      .map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
  ];
  return words.join(' \\\n  ');
}

/** POSIX shell: nothing is special between single quotes but their end. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
