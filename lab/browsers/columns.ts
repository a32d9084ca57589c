/** From profiles to columns: which browsers are on this machine, and how each is driven. */

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { matchesGlob } from '../base/glob.ts';
import { didYouMean } from '../base/suggest.ts';
import { chromiumDriver } from './chromium/chromium.ts';
import type { Driver } from './driver.ts';
import { firefoxDriver } from './firefox/firefox.ts';
import { otherNames } from './other-names.ts';
import { playwrightDriver, playwrightPath } from './playwright.ts';
import { type Engine, type Profile, profiles } from './profiles.ts';
import { remoteDriver } from './remote.ts';
import { findWebKit, webkitDriver } from './webkit/webkit.ts';

/** A profile that can be started here. */
export interface Column {
  readonly profile: Profile;
  readonly driver: Driver;
}

/** Commands under which distributors ship an engine, best first. */
const commands = {
  chromium: ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'],
  firefox: ['firefox-esr', 'firefox'],
} as const;

/** Environment variables that name another browser to use. */
const overrides = { chromium: 'LAB_CHROMIUM', firefox: 'LAB_FIREFOX' } as const;

/** The column of a profile; null when its browser is not installed. */
export function findColumn(profile: Profile): Column | null {
  const driver = findDriver(profile);
  return driver && { profile, driver };
}

function findDriver(profile: Profile): Driver | null {
  if (!('build' in profile)) return findStock(profile.engine);
  return profile.build === 'playwright' ? findPlaywright(profile.engine) : findRemote();
}

/**
 * The driver of LAB_WEBDRIVER, with the capabilities of LAB_WEBDRIVER_CAPABILITIES (JSON), if any.
 *
 * @throws {LabError} LAB_USAGE where they cannot be read.
 */
function findRemote(): Driver | null {
  const { LAB_WEBDRIVER: endpoint, LAB_WEBDRIVER_CAPABILITIES: extra } = process.env;
  if (!endpoint) return null;
  if (!URL.canParse(endpoint)) {
    throw new LabError(
      'LAB_USAGE',
      `LAB_WEBDRIVER is no URL: ${endpoint}.`,
      'Write http://127.0.0.1:9515',
    );
  }
  return remoteDriver(endpoint, extra ? capabilitiesIn(extra) : {});
}

function capabilitiesIn(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new LabError(
      'LAB_USAGE',
      `LAB_WEBDRIVER_CAPABILITIES is no JSON: ${(error as Error).message}.`,
      'Write an object: {"goog:chromeOptions": {"args": ["--headless=new"]}}',
      error,
    );
  }
}

function findStock(engine: Engine): Driver | null {
  if (engine === 'webkit') {
    const found = findWebKit();
    return found && webkitDriver(found);
  }
  const path = findCommand(engine);
  return path === null ? null : stock[engine](path);
}

const stock = { chromium: chromiumDriver, firefox: firefoxDriver } as const;

/**
 * Where the stock browser of an engine is; null when it is not installed.
 *
 * @throws {LabError} LAB_NO_BROWSER where the environment names one that is not there.
 */
export function findCommand(engine: keyof typeof commands): string | null {
  const named = process.env[overrides[engine]];
  if (named && !isProgram(named)) {
    throw new LabError(
      'LAB_NO_BROWSER',
      `${overrides[engine]} names ${named}, which is no program.`,
      `Correct the path, or unset ${overrides[engine]} to use the browser that is installed.`,
    );
  }
  return named || (firstOnPath(commands[engine]) ?? null);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function findPlaywright(engine: Engine): Driver | null {
  const path = playwrightPath(engine);
  return existsSync(path) ? playwrightDriver(path) : null;
}

function firstOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Which columns are meant where none is named: every engine as shipped, or other policies too. */
export type Unnamed = 'as shipped' | 'default';

/**
 * The profiles that globs name, in the table's order. Without globs: those that are meant then,
 * and Playwright's build of an engine where that is all there is.
 *
 * @throws {LabError} LAB_USAGE for a glob that names none.
 */
export function selectProfiles(
  globs: readonly string[] = [],
  unnamed: Unnamed = 'default',
): Profile[] {
  if (globs.length === 0) {
    return profiles.filter((profile: Profile) =>
      'build' in profile
        ? profile.build === 'playwright' &&
          !findStock(profile.engine) &&
          findPlaywright(profile.engine)
        : profile.default && (unnamed === 'default' || profile.id === profile.engine),
    );
  }
  for (const glob of globs) {
    if (!profiles.some(({ id }) => matchesGlob(glob, id))) {
      const ids = profiles.map(({ id }) => id);
      const meant = didYouMean(glob, [...ids, ...Object.keys(otherNames)]);
      throw new LabError(
        'LAB_USAGE',
        `No browser profile is called "${glob}".`,
        `${meant && `${meant} `}Use ${ids.join(', ')}, or a glob like 'firefox*'.`,
      );
    }
  }
  return profiles.filter(({ id }) => globs.some((glob) => matchesGlob(glob, id)));
}
