import { expect, test } from '@playwright/test';
import { selectProfiles } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';

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

test('A glob that names no profile is a mistake of usage, and the mend names them all', () => {
  expect(() => selectProfiles(['chromium', 'opera'])).toThrow(
    expect.objectContaining({
      code: 'LAB_USAGE',
      message: expect.stringContaining('"opera"'),
      mend: expect.stringContaining('webkit:itp'),
    }),
  );
});
