/** One exchange of somebody's recording, as a scenario on its own hosts, and what performing it shows. */
import type { Import } from '../../import/index.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { ExchangeId, Plan } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { Step } from '../../scenario/steps/index.ts';
import { amend } from '../amend/amend.ts';
import type { Finding } from '../doctor/index.ts';
import { datedFrom } from './answers.ts';
import { sliceOf } from './slice.ts';
import { type NotReplayed, stepsOf } from './steps.ts';
import { supposed } from './supposed.ts';

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
  /** With the lines to write; null where there are none. */
  readonly after: Plan | null;
  readonly write: readonly string[];
  readonly notReplayed: readonly NotReplayed[];
}

/** What a finding speaks of; without one, the exchange as it is. */
export function reproduce(
  { recording: whole }: Import,
  asked: { readonly exchange: ExchangeId; readonly finding?: Finding | undefined },
): Reproduction {
  const { exchange, finding } = asked;
  const recording = finding ? supposed(whole, finding.recording) : whole;
  const cookie = finding?.cookie ?? null;
  const { steps, notReplayed } = stepsOf(recording, sliceOf(recording, exchange, cookie));
  const before = plan({ steps }, 'own');
  const { write = [], at } = finding?.chain.links[finding.link - 1] ?? {};
  const dated = write.map((line) =>
    line.replace(/^Set-Cookie: (.*)$/, (_, set) => `Set-Cookie: ${datedFrom(set, recording.at)}`),
  );
  const after = at && write.length > 0 ? amend(before, { write: dated, at }) : null;
  return {
    ...{ recording, cookie, steps, before, after, write, notReplayed },
    as: recording.plan.exchanges.find(({ id }) => id === exchange)?.as ?? '',
    symptom: finding?.symptom ?? null,
    hosts: originsOf([before, ...(after ? [after] : [])]),
  };
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
  return [
    ...new Set(urls.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).origin)),
  ].sort();
}
