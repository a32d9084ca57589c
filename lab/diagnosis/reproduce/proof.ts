/** Before and after in one browser: does the failure show as recorded, and is it gone with the lines to write? */
import { isLoopbackHost } from '../../base/own-hosts.ts';
import { cookieNameOf } from '../../base/set-cookie.ts';
import { agentOf, isAgentId, publicSuffixes, standard } from '../../model/index.ts';
import type { Recording } from '../../scenario/recording.ts';
import { asking } from '../chain.ts';
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
  readonly after:
    | (Shown & {
        readonly works: boolean;
        /** Why it still fails; null where it works, or nothing explains it. */
        readonly why: string | null;
      })
    | null;
  /** Null where the failure does not show here, or there is nothing to write. */
  readonly proven: boolean | null;
}

/** @param column by whose rules it is explained why the fix does not suffice there. */
export function proofOf(
  reproduction: Reproduction,
  column: string,
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
    after: fixed && {
      ...fixed,
      works: works === true,
      why: after && !works ? whyNot(reproduction, column, after) : null,
    },
    proven: works === null ? null : reproduced ? works : works ? null : false,
  };
}

/** What breaks in spite of the fix, by the rules of the browser. */
function whyNot(
  { fix, as, cookie, symptom, hosts }: Reproduction,
  column: string,
  after: Recording,
) {
  const agent = isAgentId(column) ? agentOf(column) : standard;
  const unlisted = hosts.find((origin) => !isUnderListedSuffix(new URL(origin).hostname));
  if (unlisted && agent.storesAsThirdParty === 'by cookie domain') {
    const suffix = new URL(unlisted).hostname.split('.').at(-1);
    return `.${suffix} is not on the public suffix list: this browser treats each host as a site of its own`;
  }
  const ask = asking(after, agent);
  const chain = ask(
    fix.after ? fix.as : as,
    cookie ?? undefined,
    symptom === 'unread' ? 'reading' : undefined,
  );
  return chain.broke === null ? null : (chain.links[chain.broke - 1]?.evidence ?? null);
}

const isUnderListedSuffix = (hostname: string) =>
  isLoopbackHost(hostname) || /^[\d.]+$/.test(hostname) || publicSuffixes.isListed(hostname);

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
    case 'undeleted':
      return has(shown.sent);
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
