/**
 * Small runs of the matrix under faults, for a given time: do all end, with every cell judged as in
 * a calm run or not run for a reason, and is nothing left behind? Not a part of `npm test`.
 *
 *     npm run soak -- 60    # minutes
 *
 * It starts itself again in namespaces of its own, by bubblewrap: so it strikes no process but its
 * own, and whatever is left there at the end is the lab's.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';
import { root } from '../rooms.ts';
import { resultsDisk, strikes } from './faults.ts';
import { begin, type Ended, type Verdicts, verdictsIn } from './run.ts';

const command = new Command('npm run soak --')
  .description(
    'Small runs of the matrix under faults. Exit code: 0 when none lost a cell or left anything.',
  )
  .argument('[minutes]', 'how long', minutesIn, 60)
  .parse();
const minutes = command.processedArgs[0] as number;
/** Runs at a time. */
const lanes = 2;
/** Bytes: full when some runs have written, or a fault has. */
const diskSize = 24_000_000;
const temporary = '/tmp/temporary';
/** What stays in /tmp by design: of the soak itself, and the caches of Node. */
const ours = /^(temporary|results|wt|tsx-.*|node-compile-cache|\.X11-unix)$/;

if (process.env.LAB_SOAK !== 'inside') process.exit(await inside());
await mkdir(temporary);
process.env.TMPDIR = temporary;
process.exitCode = await soak();

/** The whole soak in namespaces of its own, with an empty /tmp and a small disk for results. */
async function inside(): Promise<number> {
  const words = [
    ...['--dev-bind', '/', '/', '--proc', '/proc', '--unshare-pid', '--unshare-net'],
    ...(process.getuid?.() === 0 ? [] : ['--unshare-user', '--cap-add', 'ALL']),
    ...['--die-with-parent', '--perms', '1777', '--tmpfs', '/tmp', '--bind', root, root],
    ...['--size', `${diskSize}`, '--tmpfs', resultsDisk, '--setenv', 'LAB_SOAK', 'inside'],
    ...[process.execPath, '--import', 'tsx', 'tests/soak/soak.ts', `${minutes}`],
  ];
  const [code] = await once(spawn('bwrap', words, { cwd: root, stdio: 'inherit' }), 'exit');
  return code ?? 1;
}

async function soak(): Promise<number> {
  const calm = await begin('calm', ['concepts', 'samesite', 'document-cookie', 'flow']).whole;
  if (calm.code !== 0) throw new Error(`the calm run fails: ${calm.said}`);
  const expected = verdictsIn(calm.folder);
  const end = Date.now() + minutes * 60_000;
  const ended: Ended[] = [];
  const cells: ReturnType<typeof judged>[] = [];
  let started = 0;
  const counts = new Map<string, number>();
  const lane = async () => {
    while (Date.now() < end) {
      const run = begin(`${++started}`, topicsOf(started));
      const stop = new AbortController();
      const striking = strikes(run, stop.signal, counts);
      const one = await run.whole;
      stop.abort();
      await striking;
      ended.push(one);
      tell(one, expected);
      cells.push(judged(one, expected));
      await one.remove();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  // The next run sweeps what a killed one has left; then nothing may be there any more.
  const last = await begin('last', ['document-cookie']).whole;
  await wait(10_000);

  const processes = descendants(process.pid)
    .map(commandLine)
    .filter((line) => !line.includes('esbuild')); // this script's own
  const files = [temporary, '/tmp'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => !ours.test(name) && !root.startsWith(`${folder}/${name}/`))
      .map((name) => `${folder}/${name}`),
  );
  const displays = [
    ...readdirSync('/tmp/.X11-unix'),
    ...readdirSync('/tmp').filter((name) => /^\.X\d+-lock$/.test(name)),
  ];
  const figures = {
    started,
    ended: ended.filter(({ hung }) => !hung).length,
    faults: Object.fromEntries(counts),
    cells: sum(cells.map(({ judged }) => judged)),
    notRun: sum(cells.map(({ notRun }) => notRun)),
    lost: cells.flatMap(({ lost }) => lost).length,
    otherwise: cells.flatMap(({ otherwise }) => otherwise).length,
    unclean: ended.filter(({ unclean }) => unclean !== '').length,
    lastCode: last.code,
    processes,
    files,
    displays,
    unixSockets: readFileSync('/proc/self/net/unix', 'latin1')
      .split('\n')
      .filter((line) => / 00010000 /.test(line)),
  };
  console.log(JSON.stringify(figures, null, 2));
  const { lost, otherwise, unclean, unixSockets } = figures;
  const left = [processes, files, displays, unixSockets].some(({ length }) => length > 0);
  return figures.ended === started && lost + otherwise + unclean === 0 && !left ? 0 : 1;
}

/** One or two topics, other ones each time. */
function topicsOf(run: number): string[] {
  const all = ['concepts', 'document-cookie', 'samesite', 'flow'];
  return [0, 1].map((more) => all[(run + more * (run % 3)) % all.length] ?? '');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The cells of a run beside those of the calm one: all of its rows, in every column. */
function judged({ folder, topics }: Ended, expected: Verdicts) {
  const here = verdictsIn(folder);
  const found = { judged: 0, notRun: 0, lost: [] as string[], otherwise: [] as string[] };
  for (const [cell, { verdict, topic }] of expected) {
    if (!topics.includes(topic)) continue;
    const one = here.get(cell) ?? here.get(cell.replace(/^.* /, '* '));
    if (one?.verdict === verdict) found.judged++;
    else if (one?.verdict === 'not-run' && one.because) found.notRun++;
    else if (one) found.otherwise.push(`${cell}: ${one.verdict}`);
    else found.lost.push(cell);
  }
  return found;
}

function tell(one: Ended, expected: Verdicts) {
  const { lost, otherwise, ...counts } = judged(one, expected);
  console.log(
    [
      new Date().toISOString().slice(11, 19),
      `run ${one.name} ${one.topics}: exit ${one.codes}, ${one.seconds} s`,
      one.strikes.join(' '),
      JSON.stringify({ ...counts, lost: lost.length, otherwise }),
      one.hung ? 'HUNG' : '',
      one.unclean && `UNCLEAN ${one.unclean}`,
    ].join(' | '),
  );
  if (lost.length > 0 || otherwise.length > 0 || one.hung || one.unclean) {
    console.log(one.said.slice(-3_000));
  }
}

function minutesIn(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new InvalidArgumentError('Give a number of minutes.');
  return minutes;
}
