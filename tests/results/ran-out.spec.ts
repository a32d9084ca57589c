/** What becomes of cells where a wait ran out. */
import { expect, test } from '@playwright/test';
import { Collector } from '../../lab/results/collect.ts';
import { modelColumn } from '../../lab/run/paper-columns.ts';
import { slownessOf } from '../../lab/run/run.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Observation } from '../../lab/scenario/recording.ts';
import { rowsOf } from '../../lab/scenario/rows.ts';
import type { ScenarioSpec } from '../../lab/scenario/scenario.ts';
import {
  fetch,
  frame,
  otherWww,
  readCookie,
  speculate,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import { observed, recordingOf } from '../scenario/observed.ts';

const spec: ScenarioSpec = {
  title: 'Title',
  claims: [],
  steps: [
    visit(www),
    frame(otherWww, [readCookie('read')], { as: 'frame' }),
    fetch(www, { as: 'call' }),
  ],
  expect: { frame: { arrived: true }, read: { documentCookie: [] }, call: { sent: ['sid'] } },
  rows: 'exchange',
};
const scenario = { id: 'topic/id', topic: 'topic', spec, rows: rowsOf('topic/id', spec) };
const column = { ...modelColumn, id: 'chromium', engine: 'chromium' as const, version: '156.0' };

function collected(seen: Record<string, Observation>) {
  const collector = new Collector({ scenarios: [scenario], topology: 'test', papers: [] });
  const one = { scenario, column, recording: recordingOf(plan(spec, 'test'), seen) };
  const cells = collector.add(one).map(([, { verdict, because }]) => [verdict, because]);
  return { cells, doubt: collector.doubtOf(one) };
}

const late = { ranOut: true, error: 'the document was not ready within 4000 ms' } as const;
const empty = { messages: [], script: {}, reasons: [] };
const because = `a wait ran out at “frame”: ${late.error}`;

test('What was not seen after a wait that ran out is not run, with the reason; what was seen is judged', () => {
  const { cells, doubt } = collected({
    frame: { ...empty, script: late },
    read: empty,
    call: observed({ sent: [], readable: true }),
  });
  expect(cells.slice(0, 2)).toEqual([
    ['not-run', because],
    ['not-run', because],
  ]);
  expect(cells[2]?.[0]).toBe('surprise');
  expect(doubt).toBe(because);
});

test('Without a wait that ran out what is missing is a surprise', () => {
  const { cells, doubt } = collected({ frame: empty, read: empty, call: empty });
  expect(cells.map(([verdict]) => verdict)).toEqual(['surprise', 'surprise', 'surprise']);
  expect(doubt).toBeUndefined();
});

test('An answer that came too late is not run, although it counts as unreadable', () => {
  const { cells } = collected({
    frame: observed({ sent: [] }),
    read: { ...empty, script: { documentCookie: [] } },
    call: { ...empty, script: { readable: false, ranOut: true, error: 'TimeoutError' } },
  });
  expect(cells).toEqual([
    ['as-claimed', undefined],
    ['as-claimed', undefined],
    ['not-run', 'a wait ran out at “call”: TimeoutError'],
  ]);
});

test('A second try waits twice as long, and up to six times where processes queue for processors', () => {
  expect([0, 4, 8, 100].map((load) => slownessOf(load, 2))).toEqual([2, 2, 4, 6]);
});

test('What did not arrive and may be the machine’s doing is worth another try, and then a surprise', () => {
  const ahead: ScenarioSpec = {
    ...spec,
    steps: [visit(www), speculate('prerender', www, { as: 'ahead' }), fetch(www, { as: 'call' })],
    expect: { ahead: { sent: ['sid'] }, call: { sent: ['sid'] } },
  };
  const scenario = { id: 'topic/id', topic: 'topic', spec: ahead, rows: rowsOf('topic/id', ahead) };
  const collector = new Collector({ scenarios: [scenario], topology: 'test', papers: [] });
  const seen = (of: Record<string, Observation>) => {
    const one = { scenario, column, recording: recordingOf(plan(ahead, 'test'), of) };
    const verdicts = collector.add(one).map(([, { verdict }]) => verdict);
    return [verdicts, collector.doubtOf(one)];
  };
  const sid = { name: 'sid', value: '1' };
  const call = observed({ sent: [sid], readable: true });
  expect(seen({ ahead: empty, call })).toEqual([
    ['surprise', 'as-claimed'],
    '“ahead” may have come later than it was waited for',
  ]);
  const script = { readable: false, error: 'TypeError: Failed to fetch' };
  expect(seen({ ahead: observed({ sent: [sid] }), call: { ...empty, script } })).toEqual([
    ['as-claimed', 'surprise'],
    '“call” failed before it left: TypeError: Failed to fetch',
  ]);
  // What came, and what the browser or an event would have told of, is a surprise at once.
  const blocked = { on: 'read', code: 'MissingAllowOriginHeader', by: 'browser' } as const;
  expect(
    seen({ ahead: observed({ sent: [sid] }), call: { ...empty, script, reasons: [blocked] } }),
  ).toEqual([['as-claimed', 'surprise'], undefined]);
  expect(seen({ ahead: observed({ sent: [] }), call })).toEqual([
    ['surprise', 'as-claimed'],
    undefined,
  ]);
  expect(seen({ ahead: observed({ sent: [sid] }), call: empty })).toEqual([
    ['as-claimed', 'surprise'],
    undefined,
  ]);
});
