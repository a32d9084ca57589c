// Installs the npm packages when they are missing or are not those of package-lock.json. What is
// there stays until the new ones are whole: npm ci would remove it first, also where no registry
// can be reached. Plain JavaScript without imports of others: it runs first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The lab needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(3);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.lab-lock');
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
const lock = createHash('sha256').update(lockText).digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  if (!isInstalled(JSON.parse(lockText).packages)) install();
  try {
    writeFileSync(stamp, lock);
  } catch {
    // Somebody else's installation: it is looked at each time.
  }
}

/** Is every package there in the version that the lock file names? Optional ones may be for other machines. */
function isInstalled(packages) {
  return Object.entries(packages).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    try {
      return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).version === version;
    } catch {
      return optional === true;
    }
  });
}

/** Installs beside what is there, and puts the one in the place of the other. */
function install() {
  console.error('setup: npm packages (npm ci)…');
  const beside = mkdtempSync(join(root, '.lab-packages-'));
  process.on('exit', () => rmSync(beside, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(3));
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(beside, name));
  }
  if (!npmCi(beside)) {
    console.error(
      existsSync(modules)
        ? 'setup: npm ci failed; node_modules is as it was. Fix what npm says above and run again.'
        : 'setup: npm ci failed; fix what it says above and run again.',
    );
    process.exit(3);
  }
  const fresh = join(beside, 'node_modules');
  mkdirSync(fresh, { recursive: true }); // where there is nothing to install
  try {
    if (existsSync(modules)) renameSync(modules, join(beside, 'old'));
    renameSync(fresh, modules);
  } catch {
    // A mounted node_modules cannot be moved. All that is needed is in npm's cache by now.
    if (!npmCi(root)) process.exit(3);
  }
}

/** Standard output belongs to the command that comes after: what npm says goes to the other one. */
function npmCi(folder) {
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  return spawnSync('npm', words, { cwd: folder, stdio: ['ignore', 2, 2] }).status === 0;
}
