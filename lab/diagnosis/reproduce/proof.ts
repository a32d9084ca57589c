/** Before and after in one browser: does the failure show as recorded, and is it gone with the lines to write? */
import { cookieNameOf } from '../../base/set-cookie.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Reproduction } from './reproduce.ts';
import { type Shown, shownIn } from './shown.ts';

export interface Proof {
  readonly before: Shown & {
    /** Does it fail as the file shows? */
    readonly reproduced: boolean;
    /** What is otherwise than in the file: `sent: sid instead of nothing`. */
    readonly differs: readonly string[];
  };
  /** Null where there is nothing to write. */
  readonly after: (Shown & { readonly works: boolean }) | null;
  /** Null where the failure does not show here, or there is nothing to write. */
  readonly proven: boolean | null;
}

export function proofOf(
  reproduction: Reproduction,
  before: Recording,
  after: Recording | null,
): Proof | null {
  const { as, recording, symptom, fix } = reproduction;
  const shown = shownIn(before, as);
  const recorded = shownIn(recording, as);
  const fixed = after && shownIn(after, fix.after ? fix.as : as);
  if (!shown || !recorded) return null;
  const names = namesOf(reproduction);
  const differs = differences(recorded, shown, names);
  const reproduced = symptom === null ? differs.length === 0 : fails(shown, reproduction);
  const works = fixed ? !fails(fixed, reproduction) : null;
  return {
    before: { ...shown, reproduced, differs },
    after: fixed && { ...fixed, works: works === true },
    proven: works === null ? null : reproduced ? works : works ? null : false,
  };
}

/** The cookies that the question is about: that of the finding, and what the fix calls it. */
function namesOf({ cookie, fix: { write } }: Reproduction): ReadonlySet<string> {
  const written = write.flatMap((line) => {
    const [, value] = /^Set-Cookie: (.*)$/.exec(line) ?? [];
    return value === undefined ? [] : [cookieNameOf(value)];
  });
  return new Set([...(cookie === null ? [] : [cookie]), ...written]);
}

function fails(shown: Shown, reproduction: Reproduction): boolean {
  const names = namesOf(reproduction);
  const has = (list: readonly string[] | null) => list?.some((name) => names.has(name)) === true;
  switch (reproduction.symptom) {
    case 'unread':
      return shown.readable !== true;
    case 'twice':
      return (shown.sent ?? []).filter((name) => names.has(name)).length !== 1;
    case 'unkept':
      return !has(shown.stored);
    case 'refused':
      return shown.left && has(shown.sent);
    case 'missing':
      return !has(shown.sent);
    case 'never set':
      return shown.sent?.length === 0;
    case null:
      return false;
  }
}

/** What is otherwise in one than in the file; what the file does not show is not compared. */
function differences(recorded: Shown, shown: Shown, names: ReadonlySet<string>): string[] {
  const cookies = (list: readonly string[] | null) =>
    list &&
    ([...list]
      .filter((name) => names.has(name))
      .sort()
      .join(', ') ||
      'none');
  const rows: [what: string, was: unknown, is: unknown][] = [
    ['request', recorded.left ? 'sent' : 'not sent', shown.left ? 'sent' : 'not sent'],
    ...(names.size > 0 && recorded.left && shown.left
      ? [['cookies', cookies(recorded.sent), cookies(shown.sent)] as [string, unknown, unknown]]
      : []),
    ['response', readable(recorded.readable), readable(shown.readable)],
  ];
  return rows.flatMap(([what, was, is]) =>
    was === null || is === null || was === is ? [] : `${what}: ${is}; in the file ${was}`,
  );
}

const readable = (value: boolean | null) =>
  value === null ? null : value ? 'readable' : 'not readable';
