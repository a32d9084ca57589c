/** The ports on which this process listens. Linux only. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Addresses on which this process listens, from proc(5): `0100007F:1F90`. */
export function listening(): string[] {
  const mine = new Set(
    readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    }),
  );
  return ['/proc/self/net/tcp', '/proc/self/net/tcp6']
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'latin1').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && mine.has(`socket:[${inode}]`))
    .map(([, address = '']) => address);
}

/** `0100007F:1F90` → 8080 */
export const portOf = (address: string) => Number.parseInt(address.split(':')[1] ?? '', 16);
