/**
 * What the browsers of a run listen on, and whom it obeys. All of it is looked up in /proc, so that a
 * port which a later version of a browser opens is found as well.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import type { Browser } from '../../lab/browsers/driver.ts';
import { whyNoLoopback } from '../../lab/browsers/loopback.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { networkOf } from '../../lab/run/network.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';
import { asOurselves, asStranger, canBeAnotherUser } from './stranger.ts';

const ids = ['chromium', 'chromium:incognito', 'firefox', 'webkit'];
const columns = ids.flatMap((id) => {
  const profile = profiles.find((one) => one.id === id);
  return (profile && findColumn(profile)) ?? [];
});

test.skip(process.platform !== 'linux' || columns.length < ids.length, 'an engine is missing');
test.describe.configure({ mode: 'serial' });

let lab: Awaited<ReturnType<typeof startEmbedded>>;
let browsers: Browser[];

test.beforeAll(async () => {
  lab = await startEmbedded();
  const network = networkOf(lab, false);
  browsers = await Promise.all(
    columns.map(({ driver, profile }) => driver.launch(profile, network)),
  );
  await Promise.all(browsers.map((browser) => browser.session()));
});
test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lab.close();
});

interface Listener {
  readonly program: string;
  readonly address: string;
  /** Does the machine's own loopback lead to it? */
  readonly onMachine: boolean;
}

/** The TCP ports that processes below this one listen on, in whatever network namespace. */
function tcpListeners(): Listener[] {
  const machine = readlinkSync('/proc/self/ns/net');
  return descendants(process.pid).flatMap((id) => {
    const held = socketsOf(id);
    const lines = ['tcp', 'tcp6'].flatMap((name) => table(`/proc/${id}/net/${name}`));
    return lines
      .filter(([, , , state, , , , , , inode]) => state === '0A' && held.has(inode ?? ''))
      .map(([, address = '']) => ({
        program: /[^/ ]+(?= |$)/.exec(commandLine(id))?.[0] ?? '',
        address,
        onMachine: ifThere(() => readlinkSync(`/proc/${id}/ns/net`), '') === machine,
      }));
  });
}

/** The Unix sockets that processes below this one listen on; `@` begins the name of one without a file. */
function unixListeners(): string[] {
  const found = descendants(process.pid).flatMap((id) => {
    const held = socketsOf(id);
    return table(`/proc/${id}/net/unix`)
      .filter(([, , , flags, , , inode]) => flags === '00010000' && held.has(inode ?? ''))
      .flatMap(([, , , , , , , path]) => path ?? []);
  });
  return [...new Set(found)];
}

/** The lines of a table of proc(5) below its heading, in columns. */
const table = (path: string) =>
  ifThere(() => readFileSync(path, 'utf8'), '')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));

/** What is read of a process or a file of it; something else where that has gone meanwhile. */
function ifThere<Read>(read: () => Read, otherwise: Read): Read {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** The inodes of the sockets that a process holds. */
function socketsOf(id: number): Set<string> {
  const names = ifThere(() => readdirSync(`/proc/${id}/fd`), []).map((name) =>
    ifThere(() => readlinkSync(`/proc/${id}/fd/${name}`), ''),
  );
  return new Set(names.flatMap((name) => /^socket:\[(\d+)\]$/.exec(name)?.[1] ?? []));
}

/** To run as a stranger: what comes of asking each of these sockets for a connection, first of X, then of DevTools. */
async function askSockets(paths: readonly string[]): Promise<Record<string, string>> {
  const { connect } = require('node:net') as typeof import('node:net');
  /** X11's set-up request, for version 11.0 and with no authority. */
  const setUp = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const asked = paths.map(
    (path) =>
      new Promise<[string, string]>((resolve) => {
        const socket = connect(path.replace(/^@/, '\0'), () => socket.write(setUp));
        socket.setTimeout(2_000, () => resolve([path, 'connected']));
        socket.once('error', ({ message }) => resolve([path, message]));
        socket.once('data', (data) => {
          const x = data[0] === 0 ? 'X refuses' : 'X obeys';
          resolve([path, data.includes('applicationType') ? 'DevTools obeys' : x]);
        });
      }),
  );
  return Object.fromEntries(await Promise.all(asked));
}

test('No browser and no driver listens on the machine’s loopback', async () => {
  test.skip((await whyNoLoopback()) !== null, 'no network namespace can be had');
  const listeners = tcpListeners();
  // That they are found at all:
  const programs = new Set(listeners.map(({ program }) => program));
  expect(programs).toEqual(new Set(['firefox-esr', 'WebKitWebDriver', 'MiniBrowser']));
  expect(listeners.filter(({ onMachine }) => onMachine)).toEqual([]);
});

test('No socket of a browser, a driver or their display obeys another user', async () => {
  test.skip(!canBeAnotherUser, 'only root can become another user');
  const sockets = unixListeners();
  const [display = '', console = ''] = ['X', 'console'].map((name) =>
    sockets.find((path) => basename(path).startsWith(name)),
  );
  // We come to both, but have not told the display its secret.
  expect(await asOurselves(askSockets, [display, console])).toEqual({
    [display]: 'X refuses',
    [console]: 'DevTools obeys',
  });
  const answers = await asStranger(askSockets, sockets);
  expect(answers).toMatchObject({
    [display]: 'X refuses',
    [console]: expect.stringMatching('EACCES'),
  });
  expect(
    Object.entries(answers).filter(([, answer]) => / obeys$|^connected$/.test(answer)),
  ).toEqual([]);
});
