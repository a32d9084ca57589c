/** The story of a scenario in one column: what happened, step by step, and why. */

import { advice, agentFor, asking, type Chain } from '../diagnosis/index.ts';
import { answerHeaders } from '../model/rules.ts';
import { resultExchange } from '../results/exchange.ts';
import type { ResultColumn, ResultExchange } from '../results/results.ts';
import type { Recording } from '../scenario/recording.ts';
import { namesSetBy } from '../scenario/rows.ts';
import type { Expectations, Reported } from '../scenario/scenario.ts';
import { type Witnessed, witnessed } from '../scenario/witnessed.ts';
import { out } from '../system/colours.ts';
import { missed } from './evidence.ts';
import { sentenceOf } from './sentences.ts';
import { wrap } from './terminal/layout.ts';

export interface StoryStep {
  readonly exchange: ResultExchange;
  readonly chain: Chain;
}

/**
 * The steps of a story. What a report asks about is asked, else what the evidence raises, else after
 * a cookie that the scenario expects and that did not arrive.
 */
export function storyOf(
  recording: Recording,
  column: ResultColumn,
  { reported, expect }: { readonly reported?: Reported; readonly expect?: Expectations } = {},
): StoryStep[] {
  const ask = asking(recording, agentFor(column));
  const byServer = recording.maker.by === 'browser';
  return [...witnessed(recording)].map(([as, seen]) => {
    const cookie = reported?.exchange === as ? reported.cookie : undefined;
    const chains = [cookie, ...missing(expect?.[as]?.sent, seen.sent)].map((one) => ask(as, one));
    const chain = chains.find(({ broke }) => broke !== null) ?? ask(as, cookie);
    return { exchange: resultExchange(seen, byServer), chain };
  });
}

/** The names that were expected and did not arrive; none where nobody saw what arrived. */
function missing(expected: readonly string[] = [], sent: Witnessed['sent']): readonly string[] {
  const names = expected.map((one) => one.replace(/=.*/s, ''));
  return sent ? names.filter((name) => !sent.some((one) => one.name === name)) : [];
}

/** The story as text, a numbered paragraph a step. */
export function storyText(steps: readonly StoryStep[]): string {
  const own = namesSet(steps);
  const paragraphs = steps.map(({ exchange, chain }, place) => [
    wrap(`${out.bold(`${place + 1}. ${exchange.as}`)}: ${sentenceOf(exchange.request)}`, 3),
    ...facts(exchange, own).map(([word, text]) => `   ${word.padEnd(10)} ${wrap(text, 14)}`),
    ...(chain.broke === null ? [] : chainLines(chain)),
  ]);
  const broken = steps.filter(({ chain }) => chain.broke !== null);
  const end = broken.length === 0 ? 'Nothing is missing in any step.' : '';
  return [...paragraphs.map((lines) => lines.join('\n')), end].filter(Boolean).join('\n\n');
}

/** What was seen of an exchange, in the order in which it happened. */
function facts(exchange: ResultExchange, own: ReadonlySet<string>): [word: string, text: string][] {
  const { request, arrived, preflight, stored, readable, documentCookie, error } = exchange;
  const { reasons = [], status } = exchange;
  const lines: [string, string | false][] = [
    ['preflight', preflight !== undefined && 'OPTIONS went ahead, without cookies as always'],
    ['left', request.url !== '' && left(exchange, own)],
    [
      'came back',
      arrived &&
        [`status ${status ?? exchange.answer.status ?? 200}`, ...headers(exchange)].join('; '),
    ],
    [
      'stored',
      stored !== undefined &&
        exchange.answer.setCookie !== undefined &&
        (stored.join(', ') || 'nothing'),
    ],
    [
      'script',
      readable !== undefined &&
        (readable
          ? 'could read the answer'
          : `could not read the answer${error ? `: ${error}` : ''}`),
    ],
    [
      'script',
      documentCookie !== undefined &&
        `sees ${documentCookie.join(', ') || 'no cookie'} in document.cookie`,
    ],
    ...reasons.map(({ cookie, on, code, by }): [string, string] => [
      by === 'browser' ? 'browser' : by,
      `${cookie ?? 'the request'} was not ${undone[on]}: ${code}`,
    ]),
  ];
  return lines.filter((line): line is [string, string] => line[1] !== false);
}

const undone = { send: 'sent', store: 'stored', read: 'read' };

function headers({ answer, request, arrivals }: ResultExchange): string[] {
  const crossOrigin = request.initiator !== new URL(request.url).origin;
  const asked = arrivals.find(({ preflight }) => !preflight)?.origin;
  const lines = answerHeaders(answer, asked ?? (crossOrigin ? request.initiator : null));
  const { location } = answer;
  return [
    ...lines.map(([name, value]) => `${name}: ${value}`),
    ...(location === undefined ? [] : [`Location: ${location.split('?')[0]}`]),
  ];
}

/** The Cookie header. Values of cookies that the scenario did not set are nobody's business. */
function left(exchange: ResultExchange, own: ReadonlySet<string>): string {
  const { sent, arrived, arrivals, standing } = exchange;
  if (standing) return 'nothing: the page stood open already';
  if (!arrived) return 'nothing: the request never left';
  const received = arrivals.find(({ preflight }) => !preflight)?.cookies;
  const cookies = received ?? sent.map((name) => ({ name, value: '…' }));
  if (cookies.length === 0) return 'no cookie';
  const shown = cookies.map(({ name, value }) => {
    const text = own.has(name) ? value : '…';
    return name === '' ? text : `${name}=${text}`;
  });
  return `Cookie: ${shown.join('; ')}`;
}

const namesSet = (steps: readonly StoryStep[]): Set<string> =>
  new Set(steps.flatMap(({ exchange: { answer, request } }) => namesSetBy(answer, request.line)));

const signs = { passed: out.green('✓'), broken: out.red('✗'), 'not reached': out.dim('·') };

function chainLines(chain: Chain): string[] {
  const { links, broke, code } = chain;
  const states = links.map(({ link, asks, state, evidence }) => {
    const text = state === 'not reached' ? out.dim(`${asks} not reached`) : `${asks} ${evidence}`;
    return `     ${signs[state]} ${String(link).padStart(2)} ${wrap(text, 10)}`;
  });
  const { fix = '', write = [], rule = '' } = (broke && links[broke - 1]) || {};
  return [
    `   ${wrap(`${out.red('the chain')}  ${missed(chain)}`, 14)}`,
    ...states,
    ...(code ? [`   ${'so'.padEnd(10)} ${wrap(`${advice[code].meaning} (${code})`, 14)}`] : []),
    `   ${'fix'.padEnd(10)} ${wrap(fix, 14)}`,
    ...write.map((line) => `   ${'write'.padEnd(10)} ${line}`),
    out.dim(`   ${'rule'.padEnd(10)} ${wrap(rule, 14)}`),
  ];
}
