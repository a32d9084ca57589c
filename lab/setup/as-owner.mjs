// In the browsers' container: runs a command as the user who owns a folder, so that what it writes
// there is theirs, and never as root. Plain JavaScript, so that root runs no more than this.
//   usage: node as-owner.mjs FOLDER COMMAND [ARGUMENT…]
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const [folder = '', command = '', ...args] = process.argv.slice(2);
const owner = lstatSync(folder);
// Root's folder is lent for as long as the command runs.
const lent = owner.uid === 0;
const { uid, gid } = lent ? { uid: 1000, gid: 1000 } : owner;
if (lent) chownSync(folder, uid, gid);

// Xvfb does not make it for other users than root.
mkdirSync('/tmp/.X11-unix', { recursive: true });
chmodSync('/tmp/.X11-unix', 0o1777);

const child = spawn(command, args, {
  uid,
  gid,
  stdio: 'inherit',
  env: { ...process.env, HOME: '/tmp' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.once('error', ({ message }) => end(`${command} does not start: ${message}`, 3));
child.once('exit', (code, signal) => end(null, code ?? 128 + constants.signals[signal]));

function end(message, code) {
  if (lent) {
    for (const name of ['.', ...readdirSync(folder)]) {
      const file = join(folder, name);
      if (lstatSync(file).uid === uid) chownSync(file, 0, owner.gid);
    }
  }
  if (message) console.error(message);
  process.exit(code);
}
