/** What became of the same exchange in two recordings. */
import { type Scene, sentNames } from '../../scenes.ts';
import { isIncidental, isSessionName } from '../names.ts';
import { isRefusal } from '../refusal.ts';
import type { Pair } from './pairs.ts';

export interface Outcome {
  /** Did the cookie come? Null where nobody could see, or none is asked about. */
  readonly sent: boolean | null;
  /** Null where there was no response. */
  readonly status: number | null;
  /** Could the script read the response? Null where nothing tells. */
  readonly readable: boolean | null;
}

export function outcomeIn(scene: Scene, cookie: string | null): Outcome {
  const names = sentNames(scene);
  return {
    sent: cookie === null || names === null ? null : names.includes(cookie),
    status: scene.seen.observation.messages.at(-1)?.response?.status ?? null,
    readable: scene.seen.readable,
  };
}

interface Found {
  readonly pair: Pair;
  readonly isWorse: 'good' | 'bad';
  /** Was it refused or kept back, and not only a cookie less? */
  readonly isRefused: boolean;
  readonly cookie: string | null;
}

/** The first exchange that was refused or kept back in one of them only; otherwise the first cookie that only one has. */
export function symptomOf(pairs: readonly Pair[]): Found | null {
  for (const pair of pairs) {
    const [theirs, mine] = [failsIn(pair.good), failsIn(pair.bad)];
    if (theirs === null || mine === null || theirs === mine) continue;
    return {
      pair,
      isRefused: true,
      isWorse: theirs ? 'good' : 'bad',
      cookie: differingCookie(pair)?.name ?? null,
    };
  }
  for (const pair of pairs) {
    const cookie = differingCookie(pair);
    if (cookie) return { pair, isRefused: false, isWorse: cookie.lacks, cookie: cookie.name };
  }
  return null;
}

/** Null: there is no response that would tell. */
function failsIn(scene: Scene): boolean | null {
  if (scene.seen.readable === false) return true;
  return scene.seen.observation.messages.at(-1)?.response ? isRefusal(scene) : null;
}

/** A cookie that one of the two requests has: of a session before any other. */
function differingCookie({ good, bad }: Pair): { name: string; lacks: 'good' | 'bad' } | null {
  const [theirs, mine] = [namesOf(good), namesOf(bad)];
  if (!theirs || !mine) return null;
  const all = [
    ...theirs
      .filter((name) => !mine.includes(name))
      .map((name) => ({ name, lacks: 'bad' as const })),
    ...mine
      .filter((name) => !theirs.includes(name))
      .map((name) => ({ name, lacks: 'good' as const })),
  ];
  return all.find(({ name }) => isSessionName(name)) ?? all[0] ?? null;
}

const namesOf = (scene: Scene) =>
  scene.seen.arrived ? (sentNames(scene)?.filter((name) => !isIncidental(name)) ?? null) : null;
