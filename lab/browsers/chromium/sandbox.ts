/** Whether Chromium can put its renderers into a sandbox here. */
import { spawnSync } from 'node:child_process';
import { type BrowserUser, isRoot } from '../user.ts';

/**
 * Not where it runs as root. On Linux it needs a user namespace, which some machines and containers
 * refuse: asked is what Chromium would ask for. Other systems have means of their own.
 */
export function canSandbox(user: BrowserUser): boolean {
  if (isRoot() && user.id === null) return false;
  if (process.platform !== 'linux') return true;
  const [command, args] = user.command('unshare', '--user', '--map-root-user', 'true');
  return spawnSync(command, args).status === 0;
}
