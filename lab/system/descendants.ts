/** The processes below one. Where there is no /proc, as told by ps. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The ids of all processes below one that still run: each before those that it started. */
export function descendants(of: number): number[] {
  const children = new Map<number, number[]>();
  for (const [id, parent] of processes()) {
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const below = (id: number): number[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(of);
}

/** Of some processes: those that still run. */
export function stillRunning(ids: readonly number[]): number[] {
  const running = new Set(processes().map(([id]) => id));
  return ids.filter((id) => running.has(id));
}

/** Every process and its parent; zombies, which have ended, left out. */
function processes(): [id: number, parent: number][] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return processesByPs();
  }
  return names.flatMap((name): [number, number][] => {
    try {
      // proc(5): pid (comm) state ppid …; comm may hold spaces and parentheses.
      const [state, parent] = readFileSync(`/proc/${name}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return state === 'Z' || state === 'X' ? [] : [[Number(name), Number(parent)]];
    } catch {
      return []; // ended meanwhile
    }
  });
}

function processesByPs(): [id: number, parent: number][] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line): [number, number][] => {
    const [id, parent, state] = line.trim().split(/\s+/);
    return state === undefined || state.startsWith('Z') ? [] : [[Number(id), Number(parent)]];
  });
}
