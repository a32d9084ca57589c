// Installs the npm packages when they are missing or are not those of
// package-lock.json. Plain JavaScript without imports of others: it runs first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The lab needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(3);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = `${root}node_modules/.lab-lock`;
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('setup: npm packages (npm ci)…');
  // Standard output belongs to the command that comes after: what npm says goes to the other one.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error('setup: npm ci failed; fix what it says above and run again.');
    process.exit(3);
  }
  writeFileSync(stamp, lock);
}
