/** From a finding to two plans: as it was recorded, and with the fix. */
import { getHeader } from '../../base/headers.ts';
import type { Import } from '../../import/index.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { ExchangeId, Plan, PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Step } from '../../scenario/steps/index.ts';
import { amend } from '../amend/amend.ts';
import type { Finding } from '../doctor/index.ts';
import { datedFrom, leftOut } from './answers.ts';
import { messagesOf, sliceOf } from './slice.ts';
import { type NotReplayed, stepsOf } from './steps.ts';
import { supposed } from './supposed.ts';
import { expiring } from './time.ts';

export interface Reproduction {
  readonly recording: Recording;
  /** The label of the exchange that is asked about. */
  readonly as: string;
  /** What is wrong with it; null where nothing is, and it only is to end as it did. */
  readonly symptom: Finding['symptom'] | null;
  readonly cookie: string | null;
  readonly steps: readonly Step[];
  /** Origins that the lab is to stand in for. */
  readonly hosts: readonly string[];
  readonly before: Plan;
  readonly fix: Fixed | Unfixed;
  readonly notReplayed: readonly NotReplayed[];
}

export interface Fixed {
  readonly after: Plan;
  /** The label of the exchange that shows whether it helps. */
  readonly as: string;
  /** What the doctor says to write; empty where the order of requests is the fix. */
  readonly write: readonly string[];
  readonly does: string;
}

export interface Unfixed {
  readonly after: null;
  readonly write: readonly [];
  /** Why there is nothing to prove. */
  readonly does: string;
}

/** What a finding speaks of; without one, the exchange as it is. */
export function reproduce(
  { recording: whole }: Import,
  asked: { readonly exchange: ExchangeId; readonly finding?: Finding | undefined },
): Reproduction {
  const { exchange, finding } = asked;
  const recording = finding ? supposed(whole, finding.recording) : whole;
  const cookie = finding?.cookie ?? null;
  const as = recording.plan.exchanges.find(({ id }) => id === exchange)?.as ?? '';
  const slice = sliceOf(recording, exchange, cookie);
  const told = stepsOf(recording, slice);
  const timed = finding?.code === 'cookie-jar:expired' ? expiring(told.steps, as, cookie) : null;
  const steps = timed?.steps ?? told.steps;
  const before = plan({ steps }, 'own');
  const fix = fixOf({ recording, exchange, as, steps, finding });
  return {
    ...{ recording, as, cookie, steps, before, fix },
    symptom: finding?.symptom ?? null,
    hosts: originsOf([before, ...(fix.after ? [fix.after] : [])]),
    notReplayed: [
      ...told.notReplayed,
      ...(timed?.notReplayed ?? []),
      ...headersLeftOut(recording, slice),
    ],
  };
}

/** Headers that may matter and are not sent again, each told once. */
function headersLeftOut(recording: Recording, slice: readonly PlannedExchange[]): NotReplayed[] {
  return Object.entries(leftOut).flatMap(([name, why]) => {
    const has = slice.find(({ id }) =>
      messagesOf(recording, id).some(
        ({ response }) => response && getHeader(response.headers.lines, name) !== null,
      ),
    );
    return has ? [{ as: has.as, why: `${name} is left out: ${why}` }] : [];
  });
}

interface Broken {
  readonly recording: Recording;
  readonly exchange: ExchangeId;
  readonly as: string;
  readonly steps: readonly Step[];
  readonly finding: Finding | undefined;
}

function fixOf({ recording, exchange, as, steps, finding }: Broken): Fixed | Unfixed {
  const { write = [], at: told, fix = '' } = finding?.chain.links[finding.link - 1] ?? {};
  const unfixed = (does: string): Unfixed => ({ after: null, write: [], does });
  if (!finding) return unfixed('The doctor finds nothing wrong with it.');
  if (finding.code === 'request:before-set-cookie') {
    const ordered = sliceOf(recording, exchange, finding.cookie, { withLate: true });
    const after = plan({ steps: stepsOf(recording, ordered).steps }, 'own');
    return { after, as, write: [], does: fix };
  }
  if (!told || write.length === 0) return unfixed(fix);
  // Nobody knows what the cookie is called that was never set.
  if (finding.symptom === 'never set') return unfixed(fix);
  const lines = write.map((line) => performed(line, recording.at));
  // What a script wrote, a response of the host that misses it is to set.
  const at = finding.code === 'set-cookie:by-script' ? { ...told, cookie: null } : told;
  // A cookie that is set, or deleted, in the response itself shows in the next request.
  const isSetHere =
    (at.cookie ?? at.request) === as &&
    finding.symptom !== 'unkept' &&
    write.some((line) => line.startsWith('Set-Cookie:'));
  const again = isSetHere ? repeated(steps.at(-1), as) : null;
  const base = plan({ steps: again ? [...steps, again.step] : steps }, 'own');
  return {
    after: amend(base, { write: lines, at }),
    as: again?.as ?? as,
    write,
    does: fix,
  };
}

/** A line as it is performed: with a value in the place of one that is the server's to choose, and a date as far off as it was. */
const performed = (line: string, at: number) =>
  line.replace(/^Set-Cookie: (.*)$/, (_, set: string) => {
    return `Set-Cookie: ${datedFrom(set.replace('=…', '=1'), at)}`;
  });

/** The last step once more, where that is the one that is asked about. */
function repeated(step: Step | undefined, as: string): { step: Step; as: string } | null {
  if (!step || !('as' in step) || step.as !== as || 'steps' in step) return null;
  const label = `${as} once more`;
  const { again: _, ...plain } = step as Step & { again?: string };
  return { step: { ...plain, as: label } as Step, as: label };
}

/** All origins that plans ask, or lead to. */
function originsOf(plans: readonly Plan[]): string[] {
  const urls = plans.flatMap(({ exchanges, documents }) => [
    ...exchanges.flatMap(({ url, answer }) => [
      url,
      answer.location ?? '',
      answer.preflight?.location ?? '',
    ]),
    ...documents.map(({ url }) => url),
  ]);
  const http = urls.filter((url) => /^https?:/.test(url));
  return [...new Set(http.map((url) => new URL(url).origin))].sort();
}
