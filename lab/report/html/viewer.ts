/** The script of matrix.html: filters, moving between cells, and the evidence of one. */
import type { Evidence } from './evidence.ts';
import { showEvidence } from './show.ts';

const all = <Kind extends HTMLElement>(selector: string, root: ParentNode = document) => [
  ...root.querySelectorAll<Kind>(selector),
];
const one = <Kind extends HTMLElement>(selector: string) =>
  document.querySelector<Kind>(selector) as Kind;

const evidence = JSON.parse(one('#evidence').textContent ?? '') as Evidence;
const form = one<HTMLFormElement>('#filters');
const count = one<HTMLOutputElement>('#filters output');
const lines = all<HTMLTableRowElement>('tr[data-line]');
const cellsOf = new Map(lines.map((line) => [line, all<HTMLElement>('[data-engine]', line)]));
const groups = all<HTMLTableSectionElement>('tbody[data-claims]');
const topics = all<HTMLTableSectionElement>('tbody.topic');

/** The filters stand in the URL as well, so that a view can be linked to. */
function restore() {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      field.value = value;
    }
  }
}

function filter() {
  const wanted = Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]),
  );
  const { search = '', topic, verdict, engine, claim } = wanted;
  const words = search.toLowerCase().split(/\s+/);
  for (const head of all('thead [data-engine]')) head.hidden = !fits(engine, head.dataset.engine);
  for (const group of groups) {
    const { topic: own, claims = '' } = group.dataset;
    const groupFits = fits(topic, own) && (!claim || claims.split(' ').includes(claim));
    for (const line of all<HTMLTableRowElement>('tr[data-line]', group)) {
      const cells = cellsOf.get(line) ?? [];
      for (const cell of cells) cell.hidden = !fits(engine, cell.dataset.engine);
      const text = `${line.dataset.text} ${claims.toLowerCase()}`;
      line.hidden = !(
        groupFits &&
        words.every((word) => text.includes(word)) &&
        (!verdict || cells.some((cell) => !cell.hidden && has(cell, verdict)))
      );
    }
    group.hidden = all('tr[data-line]', group).every(({ hidden }) => hidden);
  }
  for (const head of topics) {
    head.hidden = groups.every(
      (group) => group.hidden || group.dataset.topic !== head.dataset.topic,
    );
  }
  const shown = lines.filter(({ hidden }) => !hidden).length;
  count.textContent = `${shown} of ${lines.length} rows`;
  const set = Object.entries(wanted).filter(([, value]) => value !== '');
  history.replaceState(null, '', `#${new URLSearchParams(set)}`);
  enter(current && isShown(current) ? current : shownButtons()[0]);
}

const has = ({ dataset }: HTMLElement, verdict: string) =>
  verdict === 'changes' ? dataset.changes === 'true' : dataset.verdict === verdict;

const fits = (wanted: string | undefined, own: string | undefined) => !wanted || wanted === own;

/** One cell at a time can be reached by Tab; arrow keys move it. */
let current: HTMLButtonElement | undefined;

const isShown = (button: HTMLElement) => !button.closest('[hidden]');
const shownButtons = () => all<HTMLButtonElement>('td button').filter(isShown);

function enter(button: HTMLButtonElement | undefined) {
  if (current) current.tabIndex = -1;
  current = button;
  if (current) current.tabIndex = 0;
}

const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function move(button: HTMLButtonElement, [down, right]: readonly [number, number]) {
  const line = button.closest('tr') as HTMLTableRowElement;
  const shown = lines.filter(isShown);
  const target = shown[shown.indexOf(line) + down];
  const place = (cellsOf.get(line) ?? []).filter(isShown).indexOf(button.closest('td') as never);
  const cell = target && (cellsOf.get(target) ?? []).filter(isShown)[place + right];
  const next = cell?.querySelector('button');
  if (!next) return;
  enter(next);
  next.focus();
}

const table = one('table');
table.addEventListener('keydown', (event) => {
  const step = moves[event.key];
  if (!step || !(event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  move(event.target, step);
});
table.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLButtonElement) enter(target);
});
table.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLButtonElement>('button[data-column]');
  if (button) showEvidence(button, evidence);
});
form.addEventListener('input', filter);
form.addEventListener('reset', () => setTimeout(filter));
form.addEventListener('submit', (event) => event.preventDefault());

for (const button of all<HTMLButtonElement>('td button')) button.tabIndex = -1;
restore();
filter();
