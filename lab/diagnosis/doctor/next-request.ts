/** Of pasted response headers nobody saw what the next request carries: the model says, and is asked why not. */
import type { Import } from '../../import/index.ts';
import type { Observation, Recording } from '../../scenario/recording.ts';
import { responseOf, type Scene } from '../scenes.ts';
import type { Suspect } from './suspects.ts';
import type { Traffic } from './traffic.ts';
import { isUnread } from './unread.ts';

/** The import as if the next request had been seen, and had carried nothing. */
export function withNextRequest(imported: Import): Import {
  if (imported.source.kind !== 'headers') return imported;
  const { recording } = imported;
  const next = recording.plan.exchanges.filter(({ id }) => isNext(id, recording));
  const observations = Object.fromEntries(
    next.map(({ id, url, method }, place): [string, Observation] => [
      id,
      {
        messages: [
          {
            role: 'actual',
            at: recording.at + 1000 * (place + 1),
            request: { method, url, headers: { lines: [] } },
            response: null,
          },
        ],
        script: {},
        reasons: [],
      },
    ]),
  );
  return {
    ...imported,
    recording: { ...recording, observations: { ...recording.observations, ...observations } },
  };
}

/** A gap that is no page that the text does not hold. */
const isNext = (id: string, { gaps, plan }: Recording) =>
  gaps[id] !== undefined && !plan.documents.some(({ from }) => from === id);

/** A response that a script cannot read, and each cookie that was set and does not come with the next request. */
export function suspectsOfPasted({ scenes, attempts }: Traffic): Suspect[] {
  const next = scenes.at(-1);
  const names = new Set(attempts.filter(({ deletes }) => !deletes).map(({ name }) => name));
  const unread = scenes.filter((scene) => scene !== next && isUnread(scene) && isWhole(scene));
  return [
    ...unread.map((scene): Suspect => ({ symptom: 'unread', scene, cookie: null })),
    ...(next ? [...names] : []).map(
      (cookie): Suspect => ({ symptom: 'missing', scene: next as Scene, cookie }),
    ),
  ];
}

/** Is it a response, and not its Set-Cookie lines alone? */
const isWhole = (scene: Scene): boolean =>
  responseOf(scene).headers.some(([name]) => name.toLowerCase() !== 'set-cookie');
