import { expect, test } from '@playwright/test';
import { junitReport } from '../../lab/report/junit.ts';
import { cell, results, row } from '../results/results.ts';

const report = junitReport([results]);

test('JUnit has a suite for each column with the counts of its cells', () => {
  expect(report.match(/<testsuite name="[^>]*>/g)).toEqual([
    '<testsuite name="chromium" timestamp="2026-01-01T00:00:00" tests="4" failures="0" errors="0" skipped="1">',
    '<testsuite name="webkit" timestamp="2026-01-01T00:00:00" tests="3" failures="1" errors="0" skipped="0">',
  ]);
  expect(report.match(/<testcase /g)).toHaveLength(7);
});

test('In JUnit an unexpected result fails with its evidence, and what was not run is skipped with the reason', () => {
  expect(report).toMatch(/<failure[^>]*>two\/c in webkit: Title of two\/c\n/);
  expect(report).toContain('sent should be [&quot;sid&quot;], but is []');
  expect(report).toContain('<skipped message="lost"/>');
});

test('In JUnit a known deviation passes and tells its reason', () => {
  expect(report).toContain(
    '<testcase classname="chromium.two/c" name="Title of two/c"><system-out>known deviation: other (measured only)</system-out></testcase>',
  );
});

test('In JUnit a column that could not be run is an error of a suite of its own', () => {
  const missing = junitReport([
    { ...results, missing: [{ id: 'firefox', because: 'no <display>' }] },
  ]);
  expect(missing).toMatch(
    /<testsuite name="firefox" tests="1" failures="0" errors="1"[^>]*>\n.*<error message="no &lt;display&gt;"\/>/,
  );
});

test('JUnit holds no character that XML cannot', () => {
  const odd = row('one/a', { chromium: cell('as-claimed') }, { title: 'a\u0001\u0000<&"\t' });
  expect(junitReport([{ ...results, rows: [odd] }])).toContain(
    'name="a\ufffd\ufffd&lt;&amp;&quot;\t"',
  );
});
