/** What a story comes to: what broke and for which cookie, the fix, and the lines to write. */
import type { Chain, LinkState } from '../diagnosis/index.ts';
import { out } from '../system/colours.ts';
import { missed } from './evidence.ts';
import type { StoryStep } from './story.ts';
import { wrap } from './terminal/layout.ts';

/** Chains of one story that broke for the same cause, and have the same fix. */
interface Broken {
  /** The one that tells most: of a cookie that did not arrive, or of an answer that was not read. */
  readonly chain: Chain;
  /** What is missed because of it. */
  readonly missed: readonly string[];
}

/** What tells most of what somebody meets, first. */
const telling = ['arrival', 'reading', 'token', 'unwanted', 'storing'];

/** The answer, a block for each cause; in its first line what broke. */
export function answerText(steps: readonly StoryStep[]): string {
  const all = brokenIn(steps);
  if (all.length === 0) {
    return `${out.green('✓')} Nothing is missing: no cookie and no response.`;
  }
  return all.map(blockText).join('\n\n');
}

function brokenIn(steps: readonly StoryStep[]): Broken[] {
  const groups = new Map<string, Chain[]>();
  for (const { chain } of steps) {
    const { fix, write } = brokenLink(chain);
    if (chain.code === null) continue;
    const key = JSON.stringify([chain.code, chain.cookie, fix, write]);
    groups.set(key, [...(groups.get(key) ?? []), chain]);
  }
  const place = ({ asks }: Chain) => telling.indexOf(asks);
  return [...groups.values()]
    .map((chains) => [...chains].sort((a, b) => place(a) - place(b)) as [Chain, ...Chain[]])
    .sort(([a], [b]) => place(a) - place(b))
    .map((chains) => ({ chain: chains[0], missed: [...new Set(chains.map(missed))] }));
}

const brokenLink = ({ broke, links }: Chain): Partial<LinkState> =>
  (broke !== null && links[broke - 1]) || {};

function blockText({ chain, missed }: Broken): string {
  const { asks = '', evidence = '', fix = '', write = [], rule = '' } = brokenLink(chain);
  const [first = '', ...others] = missed;
  const line = (word: string, text: string) => `  ${word.padEnd(6)} ${wrap(text, 9)}`;
  return [
    `${out.red('✗')} ${wrap(out.bold(`${first}: ${evidence}`), 2)}`,
    ...others.map((text) => line('also', text)),
    ...(fix ? [line('fix', fix)] : []),
    ...write.map((text) => `  ${'write'.padEnd(6)} ${text}`),
    line('link', `${heldText(chain)}${chain.broke} broke: ${asks}`),
    out.dim(line('rule', `${rule} (${chain.code})`)),
  ].join('\n');
}

/** `1 to 7 hold, ` */
function heldText({ broke }: Chain): string {
  if (broke === null || broke === 1) return '';
  return broke === 2 ? '1 holds, ' : `1 to ${broke - 1} hold, `;
}
