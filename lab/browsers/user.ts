/**
 * Whom browsers and drivers run as. Where the lab is root, that is a throwaway user: a number that
 * no account and no process has. It reads what everybody may, and writes to its own folders only; so
 * a page that breaks out of its browser has nothing, and Chromium keeps its sandbox.
 */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const isRoot = () => process.getuid?.() === 0;

export interface BrowserUser {
  /** Its number; null for the user of the lab. */
  readonly id: number | null;
  /** The command line that starts a program as this user. */
  command(program: string, ...args: string[]): [command: string, args: string[]];
  /**
   * The same for who takes a program alone, with the variables that it then needs. Absent for the
   * user of the lab.
   */
  readonly executable?: (program: string) => { readonly path: string; readonly env: Variables };
  /** A new folder below that for temporary files, its own and closed to others. */
  folder(prefix: string): string;
  /** Makes a file its own. */
  give(file: string): void;
  /** Variables that name the folder below which a program of it writes; none where it has a home. */
  home(folder: string): Variables;
}

type Variables = Readonly<Record<string, string>>;

const newFolder = (prefix: string) => mkdtempSync(join(tmpdir(), prefix));

export const userOfTheLab: BrowserUser = {
  id: null,
  command: (program, ...args) => [program, args],
  folder: newFolder,
  give: () => {},
  home: () => ({}),
};

const asUser = fileURLToPath(new URL('as-user.sh', import.meta.url));

const throwaway = (id: number): BrowserUser => ({
  id,
  command: (program, ...args) => ['setpriv', [...identity(id), program, ...args]],
  executable: (program) => ({
    path: asUser,
    env: { LAB_AS: identity(id).join(' '), LAB_PROGRAM: program },
  }),
  folder: (prefix) => {
    const folder = newFolder(prefix);
    chownSync(folder, id, id);
    return folder;
  },
  give: (file) => chownSync(file, id, id),
  home: (folder) => ({
    HOME: folder,
    TMPDIR: folder,
    XDG_CACHE_HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_RUNTIME_DIR: folder,
  }),
});

/** For setpriv: nothing of root's is kept, and no program gives it back. */
const identity = (id: number) => [
  ...[`--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs', '--'],
];

let number: number | undefined;
/** By the folder for temporary files and the program. */
const tried = new Map<string, Promise<string | null>>();

/** Whom a program runs as. The throwaway user is the same one for all programs of a run. */
export async function userFor(program: string, headed: boolean): Promise<BrowserUser> {
  const own = !isRoot() || (await whyRoot(program, headed)) !== null;
  return own ? userOfTheLab : throwaway(theNumber());
}

/** Why root has to run a program, and no throwaway user; null where that can. Asked as root only. */
export async function whyRoot(program: string, headed: boolean): Promise<string | null> {
  if (headed) return 'its windows are on the display of root';
  const asked = JSON.stringify([tmpdir(), program]);
  const known = tried.get(asked) ?? whyNot(program);
  tried.set(asked, known);
  return known;
}

function theNumber(): number {
  number ??= freeNumber();
  return number;
}

async function whyNot(program: string): Promise<string | null> {
  const [command, args] = throwaway(theNumber()).command('sh', '-c', reaches, tmpdir(), program);
  try {
    accessSync(asUser, constants.X_OK);
    await promisify(execFile)(command, args);
    return null;
  } catch (error) {
    const { message, stderr } = error as Error & { stderr?: string };
    return (stderr || message).trim();
  }
}

/** Sh: are the folder for temporary files, $0, and the program, $1, there for this user? */
const reaches = `
  cd "$0" 2>/dev/null || { echo "other users cannot enter $0" >&2; exit 1; }
  test -x "$(command -v "$1")" || { echo "other users cannot run $1" >&2; exit 1; }`;

/** The numbers that systemd gives to services that have no account (systemd.exec(5), DynamicUser=). */
const [firstNumber, lastNumber] = [61_184, 65_519];

/** May a run have had this user? */
export const isThrowaway = (id: number) => id >= firstNumber && id <= lastNumber;

function freeNumber(): number {
  const taken = new Set([...numbersOfAccounts(), ...numbersOfProcesses()]);
  for (;;) {
    const id = randomInt(firstNumber, lastNumber + 1);
    if (!taken.has(id)) return id;
  }
}

/** passwd(5): name:password:uid:… */
const numbersOfAccounts = () =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]));

const numbersOfProcesses = () =>
  readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? statSync(join('/proc', name)).uid : [];
    } catch {
      return []; // ended meanwhile
    }
  });
