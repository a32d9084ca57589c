/** What the doctor prints of two recordings, and what its page says that it prints. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
const fixture = new URL('../fixtures/har/devtools/lax-cross-site-fetch.har', import.meta.url);

interface Har {
  log: {
    entries: {
      request: { headers: { name: string; value: string }[] };
      response: { status: number; headers: { name: string; value: string }[] };
    }[];
  };
}

/** The same steps with SameSite=None: the cookie comes, and the server accepts it. */
function working(text: string): string {
  const har = JSON.parse(text.replaceAll('SameSite=Lax', 'SameSite=None')) as Har;
  for (const { request, response } of har.log.entries) {
    if (response.status !== 401) continue;
    response.status = 200;
    request.headers.push({ name: 'Cookie', value: 'sid=maple-anchor' });
  }
  return JSON.stringify(har);
}

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-compare-'));
  const bad = readFileSync(fixture, 'utf8');
  writeFileSync(join(folder, 'bad.har'), bad);
  writeFileSync(join(folder, 'good.har'), working(bad));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

// Each command starts a process of its own.
test.slow();

function doctor(...args: string[]) {
  const files = args.map((arg) => (/^\w+\.har$/.test(arg) ? join(folder, arg) : arg));
  const all = ['--import', 'tsx', 'lab/cli/doctor.ts', ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('docs/doctor.md shows what the doctor prints of two recordings', () => {
  const [, rest = ''] = page.split('$ npm run doctor -- good.har bad.har\n');
  const [shown = '', after] = (rest.split('\n```')[0] ?? '').split(/\n +…$/m);
  expect(shown.length).toBeGreaterThan(200);
  const { status, stdout } = doctor('good.har', 'bad.har');
  expect(status).toBe(1);
  expect(stdout.startsWith(shown)).toBe(true);
  if (after === undefined) expect(stdout.trimEnd()).toBe(shown);
});

test('The JSON of docs/doctor.md is what programs get, whatever the order of the files', () => {
  const shown = JSON.parse(
    page
      .split('```json\n')
      .find((text) => text.includes('"verdict"'))
      ?.split('\n```')[0] ?? '',
  ) as { files: object[] };
  const json = (...files: string[]) =>
    JSON.parse(doctor('--json', ...files).stdout) as { schema: number; comparison: typeof shown };
  expect(json('good.har', 'bad.har')).toMatchObject({ schema: 1, comparison: shown });
  expect(json('bad.har', 'good.har').comparison.files).toEqual(shown.files.toReversed());
});

test('More than two files, standard input twice, and two files to redact are refused', () => {
  for (const args of [
    ['good.har', 'bad.har', 'good.har'],
    ['-', '-'],
    ['--redact', 'good.har', 'bad.har'],
  ]) {
    const { status, stdout, stderr } = doctor(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('LAB_USAGE: ');
    expect(stderr).toContain('What belongs together goes into one file');
  }
});
