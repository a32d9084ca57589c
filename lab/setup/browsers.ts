/** Sees to it that the browsers of the columns are there, installing them where that can be done. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Column, findColumn, selectProfiles } from '../browsers/columns.ts';
import type { Engine, Profile } from '../browsers/profiles.ts';

/** Debian's and Ubuntu's packages of each engine. */
const packages = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
} satisfies Record<Engine, string[]>;

export interface Found {
  readonly columns: readonly Column[];
  readonly missing: readonly Profile[];
}

/**
 * Finds the browsers of the profiles that globs name, installing what is missing:
 * as root on Debian and Ubuntu by apt-get, else by Playwright's downloads.
 */
export function ensureBrowsers(globs: readonly string[], say: (line: string) => void): Found {
  for (const install of [installPackages, installPlaywright]) {
    const engines = missingEngines(globs);
    if (engines.length > 0) install(engines, say);
  }
  return find(globs);
}

/** Finds the browsers of the profiles that globs name, and installs nothing. */
export function find(globs: readonly string[]): Found {
  const profiles = selectProfiles(globs);
  const columns = profiles.flatMap((profile) => findColumn(profile) ?? []);
  const found = new Set(columns.map(({ profile }) => profile));
  // Where Playwright's build stands in for an engine's stock build, nothing is missing.
  const standIns = new Set(
    columns.flatMap(({ profile }) => ('build' in profile ? profile.engine : [])),
  );
  const missing = profiles.filter(
    (profile) => !found.has(profile) && (globs.length > 0 || !standIns.has(profile.engine)),
  );
  return { columns, missing };
}

const missingEngines = (globs: readonly string[]): Engine[] => [
  ...new Set(find(globs).missing.map(({ engine }) => engine)),
];

function installPackages(engines: readonly Engine[], say: (line: string) => void) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  const names = engines.flatMap((engine) => packages[engine]);
  say(`setup: ${names.join(', ')} (apt-get install)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 2], env }).status === 0;
  apt('update');
  if (apt('install', '-y', '--no-install-recommends', ...names)) return;
  // One that cannot be had must not keep the others away.
  for (const name of names) apt('install', '-y', '--no-install-recommends', name);
}

function installPlaywright(engines: readonly Engine[], say: (line: string) => void) {
  say(`setup: Playwright's builds of ${engines.join(', ')}…`);
  const { status } = spawnSync('npx', ['playwright-core', 'install', ...engines], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  });
  if (status !== 0) say("setup: Playwright's builds cannot be downloaded here.");
}

/** The commands that install what is missing, for whoever has to type them. */
export function installCommands(missing: readonly Profile[]): string {
  const engines = [...new Set(missing.map(({ engine }) => engine))];
  return existsSync('/etc/debian_version')
    ? `sudo apt-get install ${engines.flatMap((engine) => packages[engine]).join(' ')}`
    : `npx playwright-core install ${engines.join(' ')}`;
}
