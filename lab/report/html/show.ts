/** Shows the evidence of one cell in the page's dialog. */

import type { TopologyChange } from '../../results/results.ts';
import { accountOf, chainTexts, differenceText, reasonText, requestText } from '../evidence.ts';
import { disagreementText } from '../model.ts';
import { marks } from '../summary.ts';
import { changesMark } from '../topologies.ts';
import type { CellEvidence, Evidence } from './evidence.ts';

type Exchange = Evidence['exchanges'][number];

export function showEvidence(button: HTMLButtonElement, { lines, exchanges }: Evidence) {
  const line = button.closest('tr') as HTMLTableRowElement;
  const { column = '' } = button.dataset;
  const cell = lines[Number(line.dataset.line)]?.[column];
  const dialog = document.querySelector('dialog');
  if (!cell || !dialog) return;
  const parts = [text('.heading th', line.parentElement), text('th', line), column];
  dialog.querySelector('h2')?.replaceChildren(parts.filter(Boolean).join(' · '));
  const body = [...cell.judged.map((one) => judgement(one, cell.judged.length > 1))];
  for (const place of cell.exchanges) body.push(...account(exchanges[place] as Exchange));
  dialog.querySelector('#evidence-body')?.replaceChildren(...body);
  dialog.showModal();
  dialog.scrollTop = 0;
}

const text = (selector: string, root: ParentNode | null) =>
  root?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim();

function judgement(judged: CellEvidence['judged'][number], named: boolean): HTMLElement {
  const {
    part,
    verdict,
    because = '',
    see,
    differences = [],
    model,
    chain,
    elsewhere,
    changes,
  } = judged;
  const { mark, meaning } = marks[verdict];
  const facts = [
    ...differences.map(differenceText),
    ...(chain ? chainTexts(chain) : []),
    ...(elsewhere ?? []).map((one) => `${one.as}: ${reasonText(one)}`),
    ...(model?.differs ?? []).map(disagreementText),
    ...(changes ?? []).map(changeText),
  ];
  return element('div', [
    reason(`${named ? `${part}: ` : ''}${mark} ${meaning}. ${because}`, see),
    ...listed(facts),
  ]);
}

const changeText = ({ topology, verdict, there, here }: TopologyChange) =>
  `${changesMark} under ${topology}: ${marks[verdict].mark} ${marks[verdict].meaning}, ${there}; here ${here}`;

/** A sentence and its source. */
function reason(sentence: string, see: string | undefined): HTMLElement {
  if (!see?.startsWith('https://')) return element('p', [sentence, see ? ` (${see})` : '']);
  const link = element('a', ['Source']);
  link.href = see;
  return element('p', [sentence, ' ', link]);
}

const listed = (texts: readonly string[]) =>
  texts.length > 0
    ? [
        element(
          'ul',
          texts.map((text) => element('li', [text])),
        ),
      ]
    : [];

function account(exchange: Exchange): HTMLElement[] {
  const pairs = accountOf(exchange).flatMap(([witness, line]) => [
    element('dt', [witness]),
    element('dd', [element('code', [line])]),
  ]);
  const { credentials, initiator, url } = exchange.request;
  const asked = url !== '' && initiator && `from ${initiator}, credentials ${credentials}`;
  return [
    element('h3', [exchange.as]),
    element('p', [element('code', [requestText(exchange)]), ` ${asked || ''}`]),
    element('dl', pairs),
  ];
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  children: readonly (string | Node)[],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
