/** For tests: one subtest of WebKit's repository, and what the agent makes of it. */
import { type AgentId, agents, type UserAgent } from '../../../lab/model/index.ts';
import type { Step } from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

export interface Case {
  /** The file below LayoutTests/, shortened, without `-expected.txt`; and the place of the subtest, from 1. */
  readonly id: string;
  /** What macOS is expected to show. */
  readonly seen: unknown;
  readonly predicted: () => unknown;
}

/** Cases of one file, in the order of its subtests. */
export const casesOf = (
  file: string,
  subtests: readonly (readonly [seen: unknown, predicted: () => unknown])[],
): Case[] =>
  subtests.map(([seen, predicted], place) => ({ id: `${file} ${place + 1}`, seen, predicted }));

/**
 * Safari as WebKit's tests run it: third parties set nothing, and send what they set as first ones;
 * tracking prevention is off.
 */
export const inTests: UserAgent = {
  ...agents['safari:26'],
  id: 'safari:26 in WebKit’s tests',
  thirdParty: 'first-party-set',
};

/** The names of the cookies that an exchange labelled `to` sends, in the order of the alphabet. */
export const sent = (steps: readonly Step[], agent: UserAgent | AgentId = inTests): string =>
  predictSteps(steps, agent).sent('to').sort().join(' ');

/** The same of those that document.cookie shows there. */
export const shown = (steps: readonly Step[], agent: UserAgent | AgentId = inTests): string =>
  (predictSteps(steps, agent).of('to').documentCookie ?? [])
    .map(({ name }) => name)
    .sort()
    .join(' ');
