/** What people do wrong is told in a line with a code, and a line that says what to do: never by a stack. */
import { type StdioOptions, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-mistakes-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly code: number | null;
  /** Standard error. */
  readonly text: string;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Told {
  const all = ['--import', 'tsx', `lab/cli/${command}.ts`, ...args];
  const { status, stderr } = spawnSync(process.execPath, all, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect(stderr, 'a stack').not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  return { code: status, text: stderr };
}

const matrix = (...args: string[]) =>
  run('matrix', ['--browsers', 'model', '--scenario', 'samesite', ...args]);

/** A file in the test's folder. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

for (const [command, ...args] of [
  ['matrix', '--out', ''],
  ['matrix', '--compare', ' '],
  ['claims', '--results', ''],
  ['certs', '--server', ''],
] as const) {
  test(`${command} refuses ${args.join(' ')} without a path`, () => {
    const { code, text } = run(command, args);
    expect(code).toBe(2);
    expect(text).toMatch(new RegExp(`^error: option '${args[0]} <\\w+>' argument '.*' is invalid`));
  });
}

test('A column on paper is refused where a browser has to run', () => {
  const { code, text } = run('replay', ['any.har', '--browsers', 'safari:26']);
  expect(code).toBe(2);
  expect(text).toMatch(/^LAB_USAGE: safari:26 is on paper: no browser runs it\.\n.*webkit:itp/);
});

for (const [what, content, told] of [
  ['another kind', '{ "name": "x" }', 'is not a results file: schema is missing'],
  ['a later schema', '{ "schema": 2 }', 'is not a results file: schema is 2, not 1'],
  ['a list', '[]', 'is not a results file: it is a list, not an object'],
  ['no JSON', '{\n "schema": 1,\n "date": oops\n}', ':3 is not JSON: Unexpected'],
  ['cut off', '{\n "schema": 1,', 'is not JSON: '],
  ['empty', '', ':1 is not JSON: the file is empty'],
] as const) {
  test(`A results file that is ${what} is named, with the place of the mistake`, () => {
    const { code, text } = matrix('--out', folder, '--compare', file('other.json', content));
    expect(code).toBe(3);
    expect(text).toContain('LAB_RESULTS: ');
    expect(text).toContain(told);
    expect(text).toContain('  Name a latest.json');
    expect(existsSync(join(folder, 'latest.json'))).toBe(false);
  });
}

test('Rows and cells of another shape are named too', () => {
  const good = { schema: 1, date: '', topology: 'test', columns: [], missing: [] };
  const row = { scenario: 'a/b', title: '', part: '', topic: '', claims: [], expect: {} };
  const rows = [{ ...row, cells: { chromium: { verdict: 'fine', exchanges: [] } } }];
  const { text } = run('baseline', [file('odd.json', JSON.stringify({ ...good, rows }))]);
  expect(text).toContain('rows[0].cells.chromium.verdict is "fine", not as-claimed or');
});

test('A folder, and a file that is not there, are no results', () => {
  for (const { text } of [run('baseline', [folder]), matrix('--compare', folder)]) {
    expect(text).toMatch(new RegExp(`LAB_DISK: \\S*${basename(folder)}: a folder stands where`));
  }
  const { code, text } = run('baseline', [join(folder, 'none.json')]);
  expect(code).toBe(2);
  expect(text).toContain('LAB_USAGE: There is no file');
});

test('A path to the results that leads through a file is told', () => {
  const { code, text } = matrix('--out', join(file('plain', ''), 'below'));
  expect(code).toBe(3);
  expect(text).toMatch(/LAB_DISK: .+: part of the path is a file.+\n {2}Correct the path\./);
});

test('What is kept and cannot be read ends the run, and stays as it is', () => {
  const kept = join(folder, 'recordings.ndjson');
  symlinkSync('recordings.ndjson', kept);
  const { code, text } = run('matrix', ['--scenario', 'samesite', '--out', folder]);
  expect(code).toBe(3);
  expect(text).toMatch(/LAB_DISK: .+recordings\.ndjson: its links lead in a circle/);
  expect(readlinkSync(kept)).toBe('recordings.ndjson');
});

test.describe('Standard output', () => {
  // On Linux every writing to it fails as on a full disk.
  const full = '/dev/full';
  test.skip(!existsSync(full), `there is no ${full}`);
  const start = (stdio: StdioOptions, ...[command, ...args]: [string, ...string[]]) =>
    spawnSync(process.execPath, ['--import', 'tsx', `lab/cli/${command}.ts`, ...args], {
      encoding: 'utf8',
      stdio,
    });

  test('that goes to a full disk ends a command with what is wrong', () => {
    const { status, stderr } = start(['ignore', openSync(full, 'w'), 'pipe'], 'start');
    expect(stderr).toMatch(
      /^LAB_DISK: standard output: the disk is full\.\n {2}Free some space.+\n$/,
    );
    expect(status).toBe(3);
  });

  test('is written, and the exit code right, where standard error cannot be', () => {
    const broken = openSync(full, 'w');
    expect(start(['ignore', 'pipe', broken], 'doctor', join(folder, 'none')).status).toBe(2);
    const { status, stdout } = start(
      ...([['ignore', 'pipe', broken] as StdioOptions, 'matrix'] as const),
      ...['--browsers', 'model', '--scenario', 'samesite', '--out', folder],
    );
    expect(stdout).toContain('As expected');
    expect(status).toBe(0);
  });
});

test.describe('A disk', () => {
  const disk = () => join(folder, 'disk');
  const mount = (...options: string[]) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(), 'none', disk()]).status === 0;
  test.beforeEach(() => {
    mkdirSync(disk());
    test.skip(!mount('size=256k'), 'needs root, to mount a small disk');
  });
  test.afterEach(() => {
    spawnSync('umount', [disk()]);
  });

  test('that is full is told, earlier results stay whole, and nothing unfinished is left', () => {
    expect(matrix('--out', disk()).code).toBe(0);
    const earlier = readFileSync(join(disk(), 'latest.json'), 'utf8');
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk(), 'fill')}`, 'bs=1k']);
    const { code, text } = matrix('--out', disk());
    expect(code).toBe(3);
    expect(text).toMatch(/LAB_DISK: .+: the disk is full\.\n {2}Free some space/);
    expect(readFileSync(join(disk(), 'latest.json'), 'utf8')).toBe(earlier);
    expect(spawnSync('ls', [disk()], { encoding: 'utf8' }).stdout).not.toContain('.new');
  });

  test('that is read-only is told', () => {
    spawnSync('mount', ['-o', 'remount,ro', disk()]);
    const { code, text } = matrix('--out', disk());
    expect(code).toBe(3);
    expect(text).toContain('the disk is read-only');
    const below = matrix('--out', join(disk(), 'a', 'b'));
    expect(below.text).toContain(`${join('a', 'b')}: the disk is read-only`);
  });
});

test.describe('A browser', () => {
  test('that is named and not there is told, and nothing is installed', () => {
    const installer = file('apt-get', `#!/bin/sh\ntouch ${folder}/called\n`);
    chmodSync(installer, 0o755);
    for (const named of [join(folder, 'none'), folder, file('text', '')]) {
      const { code, text } = run('matrix', ['--browsers', 'chromium', '--out', folder], {
        LAB_CHROMIUM: named,
        PATH: `${folder}:${process.env.PATH}`,
      });
      expect(code).toBe(3);
      expect(text).toContain(`LAB_NO_BROWSER: LAB_CHROMIUM names ${named}, which is no program.`);
    }
    expect(existsSync(join(folder, 'called'))).toBe(false);
  });

  test('that does not start leaves the results of an earlier run', () => {
    const earlier = file('latest.json', '{}');
    const program = file('chromium', '#!/bin/sh\nexit 1\n');
    chmodSync(program, 0o755);
    const args = ['--browsers', 'chromium', '--scenario', 'samesite', '--out', folder];
    const { code, text } = run('matrix', args, { LAB_CHROMIUM: program });
    expect(code).toBe(3);
    expect(text).toMatch(
      /LAB_BROWSER_START: chromium: .+\n.*Earlier results in .+ are as they were/s,
    );
    expect(readFileSync(earlier, 'utf8')).toBe('{}');
  });
});
