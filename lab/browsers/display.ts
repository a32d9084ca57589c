/** A display for browsers that cannot do without: one Xvfb for all that use it at a time, and for nobody else. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../base/errors.ts';
import { Group } from './processes.ts';
import { type BrowserUser, isThrowaway } from './user.ts';

/** Milliseconds. */
const startTimeoutMs = 10_000;

export interface Display {
  /** What a program needs to draw on it: DISPLAY, `:1`, and XAUTHORITY, a file. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  /** Gives it back; the last user's call ends it. Never rejects. */
  release(): Promise<void>;
}

interface Virtual {
  readonly name: Promise<string>;
  readonly group: Group;
  /** Holds the authority file. */
  readonly folder: string;
  users: number;
}

let virtual: Virtual | undefined;

/**
 * The display to start a browser on: the real one for a headed browser, else a virtual one.
 *
 * @param user whom the browser runs as; whoever comes first has a virtual display started
 * @throws {LabError} LAB_BROWSER_START when Xvfb does not start.
 */
export async function acquireDisplay(headed: boolean, user: BrowserUser): Promise<Display> {
  if (headed && process.env.DISPLAY) {
    const { DISPLAY, XAUTHORITY = join(homedir(), '.Xauthority') } = process.env;
    return { env: { DISPLAY, XAUTHORITY }, release: async () => {} };
  }
  virtual ??= startVirtual(user);
  const used = virtual;
  used.users++;
  let released = false;
  const release = async () => {
    if (released) return;
    released = true;
    if (--used.users > 0) return;
    forget(used);
    await used.group.end();
    rmSync(used.folder, { recursive: true, force: true });
  };
  try {
    const env = { DISPLAY: await used.name, XAUTHORITY: authorityIn(used.folder) };
    return { env, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The next user gets another display. */
function forget(old: Virtual) {
  if (virtual === old) virtual = undefined;
}

const authorityIn = (folder: string) => join(folder, 'authority');

/**
 * An authority file (struct Xauth of libXau) with a new secret, for whatever display the server
 * takes: without one, an X server obeys every user of the machine.
 */
function authority(): Buffer {
  const familyWild = Buffer.from([0xff, 0xff]);
  const fields = ['', '', 'MIT-MAGIC-COOKIE-1', randomBytes(16)].map((field) => {
    const data = Buffer.from(field);
    return Buffer.concat([Buffer.from([0, data.length]), data]);
  });
  return Buffer.concat([familyWild, ...fields]);
}

const socketFolder = '/tmp/.X11-unix';

/** The folder of all displays' sockets, as a system makes it when it boots: else it would be the throwaway user's. */
function makeSocketFolder() {
  if (existsSync(socketFolder)) return;
  mkdirSync(socketFolder);
  chmodSync(socketFolder, 0o1777);
}

/**
 * Removes what a killed Xvfb has left of throwaway users. Of one's own user it takes the place of
 * its socket over; another's it may not.
 *
 * @param olderThan milliseconds: one that is being made does not listen yet
 */
export async function sweepSockets(folder = socketFolder, olderThan = startTimeoutMs) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    try {
      const { uid, mtimeMs } = lstatSync(path);
      const isOurs = isThrowaway(uid) && mtimeMs < Date.now() - olderThan;
      if (isOurs && !(await isListening(path))) rmSync(path);
    } catch {
      // gone meanwhile
    }
  }
}

const isListening = (path: string) =>
  new Promise<boolean>((resolve) => {
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    const socket = connect(path)
      .once('connect', () => answer(true))
      .once('error', ({ code }: NodeJS.ErrnoException) => answer(code !== 'ECONNREFUSED'));
  });

function startVirtual(user: BrowserUser): Virtual {
  if (user.id !== null) {
    makeSocketFolder();
    sweepSockets().catch(() => {}); // the next run tries again
  }
  const folder = user.folder('display-');
  writeFileSync(authorityIn(folder), authority(), { mode: 0o600 });
  user.give(authorityIn(folder));
  let tell: (name: string) => void = () => {};
  let text = '';
  const group = new Group(
    // Without -noreset it starts over each time its last client leaves, as between two sessions.
    ...user.command(
      'Xvfb',
      ...['-displayfd', '1', '-screen', '0', '1280x800x24', '-noreset'],
      ...['-nolisten', 'tcp', '-auth', authorityIn(folder)],
    ),
    { ...process.env, ...user.home(folder) },
    {
      stdout: (more) => {
        text += more;
        if (text.includes('\n')) tell(`:${text.trim()}`);
      },
    },
  );
  const name = new Promise<string>((resolve, reject) => {
    const fail = () =>
      reject(
        new LabError(
          'LAB_BROWSER_START',
          `Xvfb did not start: ${group.lastWords}`,
          'Install the package xvfb, or give a display and --headed.',
        ),
      );
    const timer = setTimeout(fail, startTimeoutMs);
    tell = (text) => {
      clearTimeout(timer);
      resolve(text);
    };
    group.gone.then(() => {
      clearTimeout(timer);
      forget(started);
      fail();
    });
  });
  const started: Virtual = { name, group, folder, users: 0 };
  return started;
}
