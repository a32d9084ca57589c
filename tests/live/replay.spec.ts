/** npm run replay on real exports, in each engine that is installed. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { find } from '../../lab/setup/browsers.ts';
import { startSite } from './site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const engines = find(['chromium', 'firefox', 'webkit']).columns.map(({ profile }) => profile.id);

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const replay = (...words: string[]) => command('replay', words);

const command = (name: 'doctor' | 'replay', words: readonly string[]) =>
  new Promise<Result>((resolve) => {
    const args = ['--import', 'tsx', `lab/cli/${name}.ts`, ...words];
    const env = { ...process.env, DISPLAY: '' };
    execFile('node', args, { cwd: root, env, timeout: 110_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

const fixture = (name: string) => `tests/fixtures/har/devtools/${name}.har`;
const browsers = ['--browsers', engines.join(',')];

test('A preflight that fails is reproduced, and proven to pass with the lines to write, in each engine', async () => {
  const { code, out } = await replay(fixture('preflight-session-check'), ...browsers, '--json');
  const result = JSON.parse(out);
  expect(result.schema).toBe(1);
  expect(result.proven).toEqual(Object.fromEntries(engines.map((id) => [id, true])));
  for (const id of engines) {
    expect(result.before[id]).toMatchObject({ left: false, readable: false, preflight: 401 });
    expect(result.after[id]).toMatchObject({ left: true, readable: true, preflight: 204 });
  }
  expect(code).toBe(0);
});

test('Credentials that a call on localhost leaves out are proven; without the fix it is only reproduced', async () => {
  const file = fixture('localhost-credentials-missing');
  const { code, out } = await replay(file, ...browsers);
  expect(out).toContain("fetch('http://localhost:4000/api/login'");
  expect(out).toContain('proven in');
  expect(out).not.toContain('does not suffice');
  expect(code).toBe(0);
  const unfixed = await replay(file, '--browsers', engines[0] ?? '', '--no-fix');
  expect(unfixed.out).toContain('reproduced in');
  expect(unfixed.out).not.toContain('with the fix');
  expect(unfixed.code).toBe(0);
});

test('What was recorded live on a site is replayed from the saved file, and the fix proven in each engine', async () => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
  const site = await startSite();
  try {
    const file = join(folder, 'live.har');
    const [engine = ''] = engines;
    await command('doctor', [site.page, '--browser', engine, '--seconds', '5', '--save', file]);
    // What the lab stands in for is not the site, which nothing reaches any more.
    await site.close();
    const { code, out, err } = await replay(file, ...browsers, '--json');
    const result = JSON.parse(out || '{}');
    expect(result.exchange, err).toBe(`GET ${site.api}/me`);
    expect(result.proven).toEqual(Object.fromEntries(engines.map((id) => [id, true])));
    expect(code).toBe(0);
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});

test('A replay is saved as a scenario on its own hosts, with no value of the file in it', async () => {
  const file = join(tmpdir(), `saved-${process.pid}.ts`);
  try {
    const { code } = await replay(
      ...[fixture('lax-cross-site-fetch'), '--browsers', engines[0] ?? '', '--save', file],
    );
    const text = await readFile(file, 'utf8');
    expect(text).toContain('hosts: [api, app]');
    expect(text).toContain("'sid=1; Path=/; HttpOnly; Secure; SameSite=None'");
    expect(text).not.toContain('maple-anchor');
    expect(code).toBe(engines[0] === 'firefox' ? 1 : 0);
  } finally {
    await rm(file, { force: true });
  }
});

test('A file that cannot be read, and an entry that is not there, end with exit code 2', async () => {
  const none = await replay('no-such-file.har');
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('LAB_IMPORT')]);
  const entry = await replay(fixture('lax-cross-site-fetch'), '--entry', '99');
  expect([entry.code, entry.err]).toEqual([2, expect.stringContaining('no entry 99')]);
});
