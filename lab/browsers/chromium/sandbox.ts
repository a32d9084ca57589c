/** Whether Chromium can put its renderers into a sandbox here. */
import { spawnSync } from 'node:child_process';

/**
 * Not as root. On Linux it needs a user namespace, which some machines and containers refuse:
 * asked is what Chromium would ask for. Other systems have means of their own.
 */
export function canSandbox(): boolean {
  if (process.getuid?.() === 0) return false;
  if (process.platform !== 'linux') return true;
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}
