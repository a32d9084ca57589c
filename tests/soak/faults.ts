/** What befalls a run of the soak, at random. */
import { setMaxListeners } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { descendants } from '../../lab/system/descendants.ts';
import { listening, portOf } from '../listening.ts';
import { commandLine } from '../live/processes.ts';
import type { Struck } from './run.ts';

/** The small disk that all runs of a soak write their results to. */
export const resultsDisk = '/tmp/results';

/** Each of them, with how often it comes; `whole`: it stops the run, which is then gone on with. */
const faults: readonly {
  readonly name: string;
  readonly weight: number;
  readonly whole?: true;
  readonly strike: (lab: number, signal: AbortSignal) => unknown;
}[] = [
  { name: 'kill', weight: 30, strike: (lab) => send(anyBelow(lab), 'SIGKILL') },
  { name: 'stop', weight: 20, strike: (lab, signal) => stopAWhile(anyBelow(lab), signal, 20_000) },
  { name: 'stop-lab', weight: 6, strike: (lab, signal) => stopAWhile(lab, signal, 6_000) },
  { name: 'silent', weight: 20, strike: (lab, signal) => besiege(lab, signal) },
  { name: 'full', weight: 6, strike: (_lab, signal) => fillAWhile(signal, 6_000) },
  { name: 'kill-lab', weight: 4, whole: true, strike: (lab) => send(lab, 'SIGKILL') },
  { name: 'ctrl-c', weight: 4, whole: true, strike: (lab) => send(lab, 'SIGINT') },
  {
    name: 'ctrl-c-twice',
    weight: 3,
    whole: true,
    strike: async (lab) => {
      send(lab, 'SIGINT');
      await wait(Math.random() * 1_000);
      send(lab, 'SIGINT');
    },
  },
];

/** Strikes a run every few seconds until it has ended. */
export async function strikes(run: Struck, signal: AbortSignal, counts: Map<string, number>) {
  setMaxListeners(0, signal);
  const still: unknown[] = [];
  while (!signal.aborted) {
    await wait(Math.random() * 6_000, null, { signal }).catch(() => {});
    if (signal.aborted || run.pid === undefined) continue;
    const fault = anyFault();
    if (fault.whole && run.peace) continue;
    run.strikes.push(fault.name);
    counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
    still.push(fault.strike(run.pid, signal));
  }
  await Promise.all(still);
}

function anyFault() {
  let place = Math.random() * faults.reduce((all, { weight }) => all + weight, 0);
  for (const fault of faults) {
    place -= fault.weight;
    if (place < 0) return fault;
  }
  return faults[0] as (typeof faults)[number];
}

/**
 * A browser, a process of one, a driver, a display, a helper: whatever there is below, but for the
 * shells that end all that when the lab is killed. Those are the lab's own: see processes.ts.
 */
function anyBelow(lab: number): number | undefined {
  const all = descendants(lab).filter((id) => !/^(\/bin\/sh -c .*)?$/s.test(commandLine(id)));
  return all[Math.floor(Math.random() * all.length)];
}

function send(id: number | undefined, signal: NodeJS.Signals) {
  try {
    if (id !== undefined) process.kill(id, signal);
  } catch {
    // ended meanwhile
  }
}

async function stopAWhile(id: number | undefined, signal: AbortSignal, most: number) {
  send(id, 'SIGSTOP');
  await wait(Math.random() * most, null, { signal }).catch(() => {});
  send(id, 'SIGCONT');
}

const openings = ['', 'GET / HT', '\x16\x03\x01', 'CONNECT api.example.test:443 HTTP/1.1\r\n\r\n'];
const upgrade =
  'GET / HTTP/1.1\r\nHost: api.example.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

/** Opens connections to every port of the lab, of which nothing more is heard. */
async function besiege(lab: number, signal: AbortSignal) {
  let ports: number[] = [];
  try {
    ports = listening(lab).map(portOf);
  } catch {
    return; // ended meanwhile
  }
  const sockets = ports.flatMap((port) =>
    [...openings, upgrade].map((opening) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => {}).write(opening);
      return socket;
    }),
  );
  await wait(60_000, null, { signal }).catch(() => {});
  for (const socket of sockets) socket.destroy();
}

let filled = 0;

/** Fills the disk of the results to its last byte. */
async function fillAWhile(signal: AbortSignal, most: number) {
  const file = join(resultsDisk, `filler-${++filled}`);
  try {
    for (;;) writeFileSync(file, Buffer.alloc(65_536), { flag: 'a' });
  } catch {
    // now it is full
  }
  await wait(Math.random() * most, null, { signal }).catch(() => {});
  if (readdirSync(resultsDisk).length > 0) rmSync(file, { force: true });
}
