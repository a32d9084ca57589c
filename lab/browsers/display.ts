/** A display for browsers that cannot do without: one Xvfb for all that use it at a time. */
import { LabError } from '../base/errors.ts';
import { Group } from './processes.ts';

/** Milliseconds. */
const startTimeoutMs = 10_000;

export interface Display {
  /** The value of DISPLAY: `:1`. */
  readonly name: string;
  /** Gives it back; the last user's call ends it. Never rejects. */
  release(): Promise<void>;
}

interface Virtual {
  readonly name: Promise<string>;
  readonly group: Group;
  users: number;
}

let virtual: Virtual | undefined;

/**
 * The display to start a browser on: the real one for a headed browser, else a virtual one.
 *
 * @throws {LabError} LAB_BROWSER_START when Xvfb does not start.
 */
export async function acquireDisplay(headed: boolean): Promise<Display> {
  if (headed && process.env.DISPLAY) {
    return { name: process.env.DISPLAY, release: async () => {} };
  }
  virtual ??= startVirtual();
  const used = virtual;
  used.users++;
  let released = false;
  const release = async () => {
    if (released) return;
    released = true;
    if (--used.users > 0) return;
    forget(used);
    await used.group.end();
  };
  try {
    return { name: await used.name, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The next user gets another display. */
function forget(old: Virtual) {
  if (virtual === old) virtual = undefined;
}

function startVirtual(): Virtual {
  let tell: (name: string) => void = () => {};
  let text = '';
  const group = new Group(
    'Xvfb',
    // Without -noreset it starts over each time its last client leaves, as between two sessions.
    ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'],
    process.env,
    (more) => {
      text += more;
      if (text.includes('\n')) tell(`:${text.trim()}`);
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
  const started: Virtual = { name, group, users: 0 };
  return started;
}
