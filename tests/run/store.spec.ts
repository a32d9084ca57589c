/** What goes into the key of a recording, each part by itself. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { profiles } from '../../lab/browsers/profiles.ts';
import type { ColumnHead } from '../../lab/run/recorded.ts';
import { openStore } from '../../lab/run/store.ts';
import type { Observation } from '../../lab/scenario/recording.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';
import type { Program } from './program.ts';
import {
  type Asked,
  a,
  b,
  chromium,
  code,
  columnOf,
  head,
  keep,
  needFor,
  noteIn,
  recalled,
  recordingFor,
  scenario,
  test,
} from './store.ts';

test.skip(process.platform !== 'linux', 'what a process runs is told by /proc');

test('What a run measured the next one takes, with what the browser said of itself', async ({
  places,
}) => {
  const { folder, program } = places;
  await keep(places);
  expect(await recalled(places)).toEqual(recordingFor(a));
  const store = await openStore(folder, code);
  expect(store.column(columnOf(program))?.head).toEqual(head);
});

test('Who measures anew takes nothing, and what was kept stays until it is measured', async ({
  places,
}) => {
  await keep(places, a);
  await keep(places, b);
  expect(await recalled(places, { options: { ...code, fresh: true } })).toBeNull();
  expect(await recalled(places)).toEqual(recordingFor(a));
  await keep(places, b, { ...code, fresh: true });
  expect(await recalled(places, { one: b })).toEqual(recordingFor(b));
});

for (const [what, change] of [
  ['title', { title: 'now' }],
  ['claims', { claims: ['C1'] }],
  ['expectations', { expect: { one: { sent: ['sid'] }, two: { status: 200 } } }],
  [
    'deviations',
    {
      deviations: [
        { in: ['webkit'], because: 'x', see: 'measured', expect: { two: { sent: [] } } },
      ],
    },
  ],
] as [string, Partial<ScenarioSpec>][]) {
  test(`Other ${what} need no new recording`, async ({ places }) => {
    await keep(places);
    const now = scenario('topic/a', change);
    expect((await recalled(places, { one: now }))?.observations).toEqual(
      recordingFor(a).observations,
    );
  });
}

const steps = [visit(www, { as: 'one' }), fetch(www, { as: 'two', credentials: 'omit' })];
const others: readonly [what: string, (program: Program) => Asked][] = [
  ['another scenario', () => ({ one: b })],
  ['other steps', () => ({ one: scenario('topic/a', { steps }) })],
  ['other hosts', () => ({ one: scenario('topic/a', { hosts: ['https://www.example.test'] }) })],
  ['another topology', () => ({ topology: 'com' })],
  ['other code', () => ({ options: { code: 'changed' } })],
  ['another column', (program) => ({ column: columnOf(program, profiles[3]) })],
  [
    'other preferences of the column',
    (program) => ({ column: columnOf(program, { ...chromium, preferences: { other: true } }) }),
  ],
  [
    'another program',
    ({ folder }) => ({
      column: columnOf({ folder, path: join(folder, 'other') } as Program),
    }),
  ],
  [
    'a browser that is not on this machine',
    () => ({ column: { profile: chromium, driver: { launch: () => Promise.reject() } } }),
  ],
];
for (const [what, asked] of others) {
  test(`Nothing is taken for ${what}`, async ({ places }) => {
    const { program } = places;
    await keep(places);
    expect(await recalled(places, asked(program))).toBeNull();
    expect(await recalled(places)).toEqual(recordingFor(a));
  });
}

test('Nothing is taken after an upgrade of the browser', async ({ places }) => {
  const { program } = places;
  await keep(places);
  await program.install();
  expect(await recalled(places)).toBeNull();
});

test('Nothing is taken after a change of the machine’s policy', async ({ places }) => {
  const { program } = places;
  await keep(places);
  await writeFile(join(program.folder, 'settings'), 'BlockThirdPartyCookies');
  expect(await recalled(places)).toBeNull();
});

test('A browser that says another version of itself is another one', async ({ places }) => {
  const { folder, program } = places;
  const store = await openStore(folder, code);
  const newer: ColumnHead = { ...head, version: '1.3' };
  await noteIn(store, places, a);
  await noteIn(await openStore(folder, code), places, b, newer);
  const kept = (await openStore(folder, code)).column(columnOf(program));
  expect(kept?.head).toEqual(newer);
  expect(kept?.recall(a, needFor(a))).toBeNull();
  expect(kept?.recall(b, needFor(b))).toEqual(recordingFor(b));
});

test('A recording that holds more than is needed is taken; one that holds less is not', async ({
  places,
}) => {
  // Without a claim about the jar, and about the visit, neither is recorded.
  const less = scenario('topic/a', { expect: { two: { sent: [] } } });
  const jar = scenario('topic/a', { expect: { two: { stored: [] } } });
  const visited = scenario('topic/a', { expect: { one: { sent: [] }, two: { sent: [] } } });
  expect([needFor(less).readJar, needFor(less).standing.size]).toEqual([false, 1]);
  expect([needFor(jar).readJar, needFor(visited).standing.size]).toEqual([true, 0]);
  await keep(places, less);
  expect(await recalled(places, { one: less })).not.toBeNull();
  expect(await recalled(places, { one: jar })).toBeNull();
  expect(await recalled(places, { one: visited })).toBeNull();
  await keep(places, scenario('topic/a', { expect: {} }));
  for (const one of [less, jar, visited]) expect(await recalled(places, { one })).not.toBeNull();
});

test('Where a wait ran out nothing is kept: how long it is depends on the machine', async ({
  places,
}) => {
  const { folder, program, running } = places;
  const store = await openStore(folder, code);
  const about = {
    ...{ scenario: a, column: columnOf(program), head, need: needFor(a) },
    browser: { processes: async () => [running] },
  };
  const recording = recordingFor(a);
  const [[id, seen] = []] = Object.entries(recording.observations);
  const ranOut = { ...seen, script: { ranOut: true } } as Observation;
  await store.note(about, { ...recording, observations: { [id ?? '']: ranOut } });
  expect(await recalled(places)).toBeNull();
  await store.note(about, recording);
  expect(await recalled(places)).not.toBeNull();
});

test('Where nothing is expected all is recorded: the jar, and every visit really made', () => {
  const { readJar, standing } = needFor(scenario('x', { expect: {} }));
  expect(readJar).toBe(true);
  expect([...standing]).toEqual([]);
});
