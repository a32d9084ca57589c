/** The list of tries, newest first, each with what every witness saw. */

import type { LinkState } from '../../diagnosis/index.ts';
import { actualMessage } from '../../scenario/recording.ts';
import { curlText } from '../curl.ts';
import { type Broken, brokenLink } from '../diagnosis.ts';
import { compared, type Fact, factsOf, type Group } from '../facts.ts';
import type { Names } from '../names.ts';
import type { Try } from '../try.ts';
import { button, h } from './element.ts';

export interface Tries {
  readonly element: HTMLElement;
  add(one: Try, before: readonly Try[]): void;
}

interface Actions {
  readonly names: Names;
  copy(label: string, text: string): void;
  scenario(one: Try): string;
  forget(): void;
}

interface Listed {
  readonly one: Try;
  readonly number: number;
  readonly url: string;
  readonly groups: readonly Group[];
  readonly box: HTMLInputElement;
}

export function triesList(actions: Actions): Tries {
  const all: Listed[] = [];
  const list = h('div', { class: 'list' });
  const comparison = h('section', {
    class: 'comparison',
    'aria-label': 'Comparison',
    hidden: true,
  });
  const empty = h('p', { class: 'empty' }, 'Nothing is sent yet.');
  const compare = () => {
    const chosen = all.filter(({ box }) => box.checked);
    for (const { box } of all) box.disabled = chosen.length === 2 && !box.checked;
    const [one, other] = chosen;
    comparison.hidden = !other;
    comparison.replaceChildren(...(one && other ? comparisonOf(one, other) : []));
  };
  return {
    element: h(
      'section',
      { class: 'tries', 'aria-labelledby': 'tries' },
      h(
        'div',
        { class: 'heading' },
        h('h2', { id: 'tries' }, 'Tries'),
        button('Forget cookies', actions.forget),
      ),
      comparison,
      empty,
      list,
    ),
    add: (one, before) => {
      empty.remove();
      const number = all.length + 1;
      const box = h('input', { type: 'checkbox', change: compare });
      const { exchange, sent } = one;
      const url = sent.plan.exchanges.find(({ id }) => id === exchange.id)?.url ?? '';
      const listed = { one, number, url, groups: factsOf(one, actions.names), box };
      all.push(listed);
      list.prepend(card(listed, before, actions));
      compare();
    },
  };
}

function card({ one, number, url, groups, box }: Listed, before: readonly Try[], actions: Actions) {
  const broken = brokenLink(one, before, navigator.userAgent);
  const message = actualMessage(one.observation);
  const { exchange, sent } = one;
  const several = sent.sequence.length > 1;
  const bound = sent.bound.exchanges.find(({ id }) => id.endsWith(`.${exchange.id}`));
  const curl = () =>
    curlText({
      method: message?.request.method ?? exchange.method,
      url: bound?.url ?? exchange.url,
      headers: message?.request.headers.lines ?? [],
    });
  return h(
    'article',
    { class: 'try', 'data-broke': String(broken?.link ?? 'none') },
    h(
      'h3',
      {},
      `${number}. `,
      h('b', {}, `${exchange.kind} ${exchange.method}`),
      h('span', {}, url),
      several && h('small', {}, `${exchange.as} of ${sent.sequence.length}`),
    ),
    broken
      ? brokenView(broken)
      : h(
          'p',
          { class: 'holds' },
          h('span', { 'aria-hidden': 'true' }, '✓ '),
          'Nothing is missing: no cookie and no response.',
        ),
    h('div', { class: 'groups' }, ...groups.map(groupView)),
    h(
      'div',
      { class: 'actions' },
      h('label', {}, box, ' Compare'),
      button('As scenario', () => actions.copy('Copy as scenario', actions.scenario(one))),
      button('As curl', () => actions.copy('Copy as curl', curl())),
    ),
  );
}

function brokenView({ link, asks, missed, evidence, meaning, ...rest }: Broken) {
  const { fix, write = [], rule, chain } = rest;
  return h(
    'div',
    { class: 'broken' },
    h(
      'p',
      {},
      h('span', { class: 'missed', 'aria-hidden': 'true' }, '✗ '),
      h('strong', {}, `${missed}.`),
      ` ${evidence}`,
    ),
    h('p', {}, h('span', { class: 'link' }, `Link ${link} of 12`), ` ${asks}`),
    h(
      'details',
      {},
      h('summary', {}, 'Why, and what to write'),
      h('p', {}, meaning),
      ...(fix ? [h('p', {}, fix)] : []),
      ...(write.length > 0 ? [h('pre', { tabindex: '0' }, write.join('\n'))] : []),
      h('p', { class: 'rule' }, rule),
      h('ol', { class: 'chain' }, ...chain.map(linkView)),
    ),
  );
}

const signs = { passed: '✓', broken: '✗', 'not reached': '·' } as const;

const linkView = ({ asks, state, evidence }: LinkState) =>
  h(
    'li',
    { class: `link-${state.replace(' ', '-')}` },
    h('span', { class: 'sign' }, signs[state]),
    ` ${asks} `,
    h('small', {}, state === 'not reached' ? 'not reached' : evidence),
  );

function groupView({ title, facts, more, otherwise }: Group) {
  return h(
    'section',
    { class: 'group' },
    h('h4', {}, title),
    facts.length > 0 ? factList(facts) : h('p', { class: 'none' }, otherwise),
    more.length > 0 && h('details', {}, h('summary', {}, `${more.length} more`), factList(more)),
  );
}

const factList = (facts: readonly Fact[]) =>
  h(
    'dl',
    {},
    ...facts.map(({ name, value }) =>
      h(
        'div',
        {},
        h('dt', {}, name),
        h('dd', { class: value === null ? 'none' : toldFirst.has(name) && 'main' }, shown(value)),
      ),
    ),
  );

/** What people look for first. */
const toldFirst: ReadonlySet<string> = new Set(['Cookie', 'could read it', 'status']);

const shown = (value: string | null) => (value === null ? 'none' : value || '(empty)');

function comparisonOf(one: Listed, other: Listed) {
  const rows = compared(one.groups, other.groups);
  const cell = (value: string | null) => h('td', {}, value ?? '–');
  return [
    h('h3', {}, `Try ${one.number} and try ${other.number}`),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'The comparison' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['', `Try ${one.number}`, `Try ${other.number}`].map((text) =>
              text === '' ? h('td', {}) : h('th', { scope: 'col' }, text),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...rows.map(({ group, name, values, differs }) =>
            h(
              'tr',
              { class: differs ? 'differs' : 'same' },
              h(
                'th',
                { scope: 'row' },
                differs && h('span', {}, '≠ '),
                name || group,
                h('small', { class: 'of' }, name ? group : ''),
              ),
              ...values.map(cell),
            ),
          ),
        ),
      ),
    ),
  ];
}
