/** npm run doctor -- URL: sites that are broken on purpose, in each engine that is installed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { acquireDisplay } from '../../lab/browsers/display.ts';
import { whyNoLoopback } from '../../lab/browsers/loopback.ts';
import type { Engine } from '../../lab/browsers/profiles.ts';
import { userOfTheLab } from '../../lab/browsers/user.ts';
import { find } from '../../lab/setup/browsers.ts';
import { descendants, stillRunning } from '../../lab/system/descendants.ts';
import { listening } from '../listening.ts';
import { browsersBelow, signalBrowsers } from './processes.ts';
import { type Site, startSite } from './site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const engines = find(['chromium', 'firefox', 'webkit']).columns.map(
  ({ profile }) => profile.id as Engine,
);

interface Places {
  /** Where the command writes temporary files, and the test its own. */
  readonly temporary: string;
  readonly own: string;
  readonly site: Site;
}

async function inFolder(use: (folder: string) => Promise<void>) {
  // Not below TMPDIR: the path of Chromium's socket has 107 characters at most.
  const folder = await mkdtemp('/tmp/doctor-url-');
  // As root the browsers run as another user, who enters it.
  await chmod(folder, 0o711);
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}

const test = base.extend<Places>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
  temporary: async ({}, use) => inFolder(use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  own: async ({}, use) => inFolder(use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
});

test.skip(process.platform !== 'linux', 'processes are found in /proc');

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

function doctor(words: string[], env: NodeJS.ProcessEnv): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lab/cli/doctor.ts', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', ...env },
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([out, err, [code]]) => ({ code, out, err }),
  );
  return { child, ended };
}

/** What a run left; tsx keeps its cache as well. */
const leftIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => !name.startsWith('tsx-'));

for (const engine of engines) {
  test(`A cookie that does not reach 127.0.0.1 from a page on localhost is found in ${engine}, and so it is in the saved file`, async ({
    temporary,
    own,
    site,
  }) => {
    const file = join(own, 'live.har');
    // Enough for a busy machine.
    const words = [site.page, '--browser', engine, '--seconds', '5', '--save', file, '--json'];
    const { code, out, err } = await doctor(words, { TMPDIR: temporary }).ended;
    const live = JSON.parse(out);
    expect(live.source, err).toMatchObject({ kind: 'live', sanitized: false });
    expect(live.findings[0]).toMatchObject({
      code: 'site:localhost-vs-127',
      cookie: 'sid',
      exchange: { method: 'GET', url: `${site.api}/me` },
    });
    // Chromium itself says why, at the requests that it is of.
    expect(live.findings[0].told, err).toEqual(
      engine === 'chromium'
        ? [{ exchange: expect.any(Number), on: 'store', codes: ['SameSiteLax'] }]
        : [],
    );
    expect(code).toBe(1);
    // It is really missing there, and the preflight was seen.
    expect(site.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'OPTIONS /login',
      'POST /login',
      'GET /me',
    ]);
    expect(site.arrived[2]?.cookie).not.toContain('sid=');

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { log } = JSON.parse(await readFile(file, 'utf8'));
    const hosts = new Set(log.entries.map((entry: Entry) => new URL(entry.request.url).hostname));
    expect([...hosts].sort()).toEqual(['127.0.0.1', 'localhost']);
    expect(log.entries.some((entry: Entry) => entry.request.method === 'OPTIONS')).toBe(true);
    for (const { exchange } of live.findings[0].told) {
      expect(log.entries[exchange].request).toMatchObject({
        method: 'POST',
        url: `${site.api}/login`,
      });
    }
    const again = await doctor([file, '--json'], { TMPDIR: temporary }).ended;
    expect({ ...JSON.parse(again.out), source: null }).toEqual({ ...live, source: null });
    expect(again.code).toBe(1);
    expect(await leftIn(temporary)).toEqual([]);
  });

  test(`A script signs in over https in ${engine}, whose server has a certificate of its own, and WebSockets pass`, async ({
    temporary,
    own,
    site,
  }) => {
    const script = join(own, 'sign-in.txt');
    await writeFile(
      script,
      `goto ${site.securePage}\nfill #user ada\nclick #sign-in\nwait .done\n# to the end\nclick text=my account\nwait text=refused`,
    );
    const words = [site.securePage, '--browser', engine, '--script', script, '--json'];
    const { code, out, err } = await doctor(words, { TMPDIR: temporary }).ended;
    expect(err).not.toContain('stopped');
    const { findings } = JSON.parse(out);
    expect(findings[0], err).toMatchObject({
      code: 'set-cookie:path-mismatch',
      cookie: 'sid',
      exchange: { method: 'GET', url: `${site.securePage}api/account` },
    });
    expect(code).toBe(1);
    const asked = site.arrived.map(({ method, url, body }) => `${method} ${url} ${body}`);
    expect(asked).toContain('POST /api/auth/login {"user":"ada"}');
    expect(site.heard).toEqual(['hello from the page']);
  });
}

for (const engine of engines) {
  test(`A script fills and clicks in a frame of another site, and in one within that, in ${engine}`, async ({
    temporary,
    own,
    site,
  }) => {
    const script = join(own, 'pay.txt');
    await writeFile(
      script,
      `fill iframe >> iframe >> #name Ada\nclick iframe >> iframe >> text=Pay\nwait iframe >> iframe >> .done`,
    );
    const words = [site.framed, '--browser', engine, '--script', script];
    const { code, err } = await doctor(words, { TMPDIR: temporary }).ended;
    expect(err).not.toContain('stopped');
    expect(site.paid).toEqual(['Ada']);
    expect(code).toBe(0);
  });
}

interface Entry {
  readonly request: { readonly method: string; readonly url: string };
}

test('Ctrl-C ends the recording and begins the diagnosis; nothing listens meanwhile, and nothing is left', async ({
  temporary,
  site,
}) => {
  test.skip(!engines.includes('chromium'), 'no Chromium is installed');
  const { child, ended } = doctor([site.page, '--seconds', '600'], { TMPDIR: temporary });
  await expect.poll(() => site.arrived.length, { timeout: 60_000 }).toBe(3);
  const processes = descendants(child.pid as number);
  expect(browsersBelow(child.pid as number, 'chromium')).toHaveLength(1);
  if ((await whyNoLoopback()) === null) expect(listening(child.pid)).toEqual([]);
  child.kill('SIGINT');
  child.kill('SIGINT'); // npm passes on what the terminal has sent already
  const { code, out } = await ended;
  expect(out).toContain('sid is not sent');
  expect(code).toBe(1);
  expect(stillRunning(processes)).toEqual([]);
  expect(await leftIn(temporary)).toEqual([]);
});

for (const engine of engines) {
  test(`Where there is a display ${engine} opens a window, and the diagnosis begins when it is closed`, async ({
    temporary,
    site,
  }) => {
    const display = await acquireDisplay(false, userOfTheLab);
    try {
      const words = [site.page, '--browser', engine];
      const { child, ended } = doctor(words, { ...display.env, TMPDIR: temporary });
      await expect.poll(() => site.arrived.length, { timeout: 60_000 }).toBe(3);
      const processes = descendants(child.pid as number);
      expect(signalBrowsers(child.pid as number, engine, 'SIGTERM')).toBe(1);
      const { code, out, err } = await ended;
      expect(err).toContain('close the window');
      expect(out).toContain('sid is not sent');
      expect(code).toBe(1);
      expect(stillRunning(processes)).toEqual([]);
      expect(await leftIn(temporary)).toEqual([]);
    } finally {
      await display.release();
    }
  });
}

test('Several browsers are recorded side by side, each in a file of its own, and the last line says where it fails', async ({
  temporary,
  own,
  site,
}) => {
  test.skip(engines.length < 2, 'a single engine is installed');
  const file = join(own, 'shop.har');
  const some = engines.slice(0, 2);
  const words = [site.page, '--browser', some.join(), '--seconds', '5', '--save', file];
  const { code, out } = await doctor(words, { TMPDIR: temporary }).ended;
  expect(out.trim().split('\n').at(-1)).toBe(
    `in all: site:localhost-vs-127, sid, GET ${site.api}/me`,
  );
  expect(code).toBe(1);
  const files = await readdir(own);
  expect(files.sort()).toEqual(some.map((id) => `shop.${id}.har`).sort());
});

test('A site that does not answer, a script that is none, and no display without an end are told apart', async ({
  temporary,
  own,
  site,
}) => {
  const env = { TMPDIR: temporary };
  const gone = await doctor(['http://localhost:1/', '--seconds', '1'], env).ended;
  expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('LAB_SITE')]);
  const plain = await doctor([site.page.replace('http', 'https'), '--seconds', '1'], env).ended;
  expect([plain.code, plain.err]).toEqual([2, expect.stringContaining(`Give ${site.page}`)]);
  const other = await doctor(['ftp://localhost/', '--seconds', '1'], env).ended;
  expect([other.code, other.err]).toEqual([2, expect.stringContaining('no URL of a site')]);
  const script = join(own, 'script.txt');
  await writeFile(script, 'hover #a');
  const odd = await doctor([site.page, '--script', script], env).ended;
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('Line 1')]);
  const endless = await doctor([site.page], env).ended;
  expect([endless.code, endless.err]).toEqual([2, expect.stringContaining('no display')]);
  const file = await doctor([script, '--seconds', '1'], env).ended;
  expect([file.code, file.err]).toEqual([2, expect.stringContaining('--seconds is for a URL')]);
  expect(site.arrived).toEqual([]);
});
