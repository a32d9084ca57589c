/** The ports on which a process listens. Linux only. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Addresses on which a process, by default this one, listens, from proc(5): `0100007F:1F90`. */
export function listening(pid: number | 'self' = 'self'): string[] {
  const mine = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    }),
  );
  return ['tcp', 'tcp6']
    .map((table) => `/proc/${pid}/net/${table}`)
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'latin1').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && mine.has(`socket:[${inode}]`))
    .map(([, address = '']) => address);
}

/** `0100007F:1F90` → 8080 */
export const portOf = (address: string) => Number.parseInt(address.split(':')[1] ?? '', 16);
