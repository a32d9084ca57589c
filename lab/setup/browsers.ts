/** Sees to it that the browsers of the columns are there, installing them where that can be done. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Column, findColumn, selectProfiles, type Unnamed } from '../browsers/columns.ts';
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
export function ensureBrowsers(
  globs: readonly string[],
  say: (line: string) => void,
  unnamed?: Unnamed,
): Found {
  installPackages(enginesOf(find(globs, unnamed).missing, 'system'), say);
  installPlaywright(enginesOf(find(globs, unnamed).missing, 'system', 'playwright'), say);
  return find(globs, unnamed);
}

/** Finds the browsers of the profiles that globs name, and installs nothing. */
export function find(globs: readonly string[], unnamed?: Unnamed): Found {
  const profiles = selectProfiles(globs, unnamed);
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

type Build = 'system' | 'playwright' | 'remote';

const buildOf = (profile: Profile): Build => ('build' in profile ? profile.build : 'system');

/** The engines of the profiles that are run in such builds, each once. */
const enginesOf = (profiles: readonly Profile[], ...builds: Build[]): Engine[] => [
  ...new Set(profiles.filter((one) => builds.includes(buildOf(one))).map(({ engine }) => engine)),
];

const isDebian = () => existsSync('/etc/debian_version');

function installPackages(engines: readonly Engine[], say: (line: string) => void) {
  if (engines.length === 0 || !isDebian() || process.getuid?.() !== 0) return;
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
  if (engines.length === 0) return;
  say(`setup: Playwright's builds of ${engines.join(', ')}…`);
  const { status } = spawnSync('npx', ['playwright-core', 'install', ...engines], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  });
  if (status !== 0) say("setup: Playwright's builds cannot be downloaded here.");
}

/** The commands that bring what is missing, for whoever has to type them. */
export function installCommands(missing: readonly Profile[]): string {
  const byPackage = isDebian() ? enginesOf(missing, 'system') : [];
  const names = byPackage.flatMap((engine) => packages[engine]);
  const byPlaywright = enginesOf(missing, 'playwright', ...(isDebian() ? [] : ['system' as const]));
  const commands = [
    ...(names.length > 0 ? [`sudo apt-get install ${names.join(' ')}`] : []),
    ...(byPlaywright.length > 0 ? [`npx playwright-core install ${byPlaywright.join(' ')}`] : []),
    ...(enginesOf(missing, 'remote').length > 0
      ? ['LAB_WEBDRIVER=http://… (where a WebDriver answers)']
      : []),
  ];
  return commands.join('; ');
}
