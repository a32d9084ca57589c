/** What the chain says of a try, after those that were sent with it. */
import { advice, agentFor, asking, type LinkState } from '../diagnosis/index.ts';
import { browserOf } from '../import/index.ts';
import { recordingOf, type Try } from './try.ts';

export interface Broken extends LinkState {
  /** What is missed: a cookie, or the answer. */
  readonly missed: string;
  readonly meaning: string;
  /** All twelve. */
  readonly chain: readonly LinkState[];
}

/** The link that broke; null where nothing is missing. `before`: what was sent with it, up to it. */
export function brokenLink(one: Try, before: readonly Try[], userAgent: string): Broken | null {
  const { engine, version } = browserOf(userAgent) ?? {};
  const agent = agentFor({ ...(engine && { engine }), ...(version && { version }) });
  const chain = asking(recordingOf(one.sent, before), agent)(one.exchange.as);
  const link = chain.broke !== null && chain.links[chain.broke - 1];
  if (!link || chain.code === null) return null;
  const missed = missedIn[chain.asks]?.(chain.cookie ?? '') ?? '';
  return { ...link, missed, meaning: advice[chain.code].meaning, chain: chain.links };
}

const missedIn: Readonly<Record<string, (cookie: string) => string>> = {
  arrival: (cookie) => `${cookie} did not arrive`,
  storing: (cookie) => `${cookie} was not kept`,
  reading: () => 'The script could not read the answer',
  unwanted: (cookie) => `${cookie} came, and should not have`,
};
