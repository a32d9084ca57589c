/** Who is at the other end of a connection over loopback. Linux tells. */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Is it a process of this user? Null where the system does not tell. */
export function isOwnPeer({ remotePort, localPort }: Socket): boolean | null {
  let table: string;
  try {
    table = readFileSync('/proc/net/tcp', 'latin1');
  } catch {
    return null;
  }
  const hex = (port = 0) => port.toString(16).toUpperCase().padStart(4, '0');
  // proc(5): sl local_address rem_address st tx:rx tr:when retrnsmt uid …
  const uid = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(
      ([, local = '', remote = '']) =>
        local.endsWith(`:${hex(remotePort)}`) && remote.endsWith(`:${hex(localPort)}`),
    )?.[7];
  return uid === undefined ? false : Number(uid) === process.getuid?.();
}
