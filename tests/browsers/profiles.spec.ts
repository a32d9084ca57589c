import { expect, test } from '@playwright/test';
import { findColumn, selectProfiles } from '../../lab/browsers/columns.ts';
import { otherNames } from '../../lab/browsers/other-names.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { paperColumns } from '../../lab/run/paper-columns.ts';
import { installCommands } from '../../lab/setup/browsers.ts';

const ids = (globs?: string[]) => selectProfiles(globs).map(({ id }) => id);

test('Each profile has an id of its own, which begins with its engine or its builder', () => {
  expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
  for (const profile of profiles) {
    const [head] = profile.id.split(':');
    expect(head).toBe('build' in profile ? profile.build : profile.engine);
  }
});

test('Profiles are chosen by globs, in the order of the table and each once', () => {
  expect(ids(['webkit', 'chromium', 'chromium'])).toEqual(['chromium', 'webkit']);
  expect(ids(['firefox*'])).toEqual(
    profiles.map(({ id }) => id).filter((id) => id.startsWith('firefox')),
  );
  expect(ids(['playwright:*', 'playwright:webkit'])).toHaveLength(3);
});

test('Unless they are asked for, only the default profiles and stand-ins are shown', () => {
  for (const profile of selectProfiles()) {
    expect('build' in profile || profile.default, profile.id).toBe(true);
  }
  const defaults = profiles.filter((profile) => profile.default).map(({ id }) => id);
  expect(ids()).toEqual(expect.arrayContaining(defaults));
});

test('A glob that names no profile is a mistake of usage, and the fix names them all', () => {
  expect(() => selectProfiles(['chromium', 'opera'])).toThrow(
    expect.objectContaining({
      code: 'LAB_USAGE',
      message: expect.stringContaining('"opera"'),
      fix: expect.stringContaining('webkit:itp'),
    }),
  );
});

test('As shipped, each engine has one column', () => {
  const shipped = selectProfiles([], 'as shipped').filter((profile) => !('build' in profile));
  expect(shipped.map(({ id }) => id)).toEqual(['chromium', 'firefox', 'webkit']);
});

test('A mistyped browser brings what may be meant', () => {
  for (const [typed, meant] of [
    ['firefx', 'firefox'],
    ['safri', 'safari'],
    ['webkit-itp', 'webkit:itp'],
  ] as const) {
    expect(() => selectProfiles([typed])).toThrow(
      expect.objectContaining({ fix: expect.stringContaining(`Did you mean ${meant}`) }),
    );
  }
});

test('Each name that people call a browser by stands for a column that there is', () => {
  const run: readonly string[] = profiles.map(({ id }) => id);
  const known = [...run, ...paperColumns.map(({ id }) => id)];
  for (const [name, { column, otherwise }] of Object.entries(otherNames)) {
    expect(known, name).toContain(column);
    expect(known, `${name} is a column itself`).not.toContain(name);
    // What is on paper has a column besides that runs.
    if (!run.includes(column)) expect(run, name).toContain(otherwise?.column);
  }
});

const remote = profiles.filter(({ id }) => id === 'remote');

for (const [name, value] of [
  ['LAB_WEBDRIVER', 'localhost without a scheme'],
  ['LAB_WEBDRIVER_CAPABILITIES', '{"args": '],
] as const) {
  test(`${name} that cannot be read is a mistake of usage`, () => {
    process.env.LAB_WEBDRIVER = 'http://127.0.0.1:9515';
    process.env[name] = value;
    try {
      expect(() => remote.map(findColumn)).toThrow(
        expect.objectContaining({ code: 'LAB_USAGE', message: expect.stringContaining(name) }),
      );
    } finally {
      delete process.env.LAB_WEBDRIVER;
      delete process.env[name];
    }
  });
}

test('What is missing is brought by whoever has it: a package, Playwright, a driver elsewhere', () => {
  const built = profiles.filter(({ id }) => id === 'playwright:webkit');
  expect(installCommands(built)).toBe('npx playwright-core install webkit');
  expect(installCommands([...built, ...remote])).toMatch(/^npx .+; LAB_WEBDRIVER=http:/);
  const stock = profiles.filter(
    ({ engine, policy }) => engine === 'chromium' && policy === 'allowed',
  );
  expect(installCommands(stock)).toMatch(/install .*chromium/);
});
