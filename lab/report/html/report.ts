/** The table as one HTML file that needs no network: results/matrix.html. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ResultColumn, Results } from '../../results/results.ts';
import { built } from '../../system/built.ts';
import { measuredTexts } from '../measured.ts';
import { differenceLines, modelDifferences, tallyLines } from '../model.ts';
import { unreadable } from '../observed.ts';
import {
  type Deviating,
  deviations,
  engineNames,
  headText,
  type Line,
  legend,
  linesOf,
  marks,
} from '../summary.ts';
import { changesMark, changesNote, changing } from '../topologies.ts';
import { evidenceOf } from './evidence.ts';
import { embeddedJson, Html, html } from './template.ts';

export async function htmlReport(results: Results): Promise<string> {
  const lines = linesOf(results);
  const style = ['../../base/palette.css', 'style.css']
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('');
  const script = await viewer();
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>What browsers really send: the cookie lab’s matrix</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<h1>What browsers really send</h1>
<p>The run of <time datetime="${results.date}">${results.date.slice(0, 16).replace('T', ' ')} UTC</time>,
under the topology <code>${results.topology}</code>. Measured: ${measuredTexts(results, false).join('; ') || 'nothing'}.</p>
${[...tallyLines(results), changesNote(results) ?? ''].filter(Boolean).map((line) => html`<p>${line}</p>\n`)}
${columnDetails(results)}
</header>
<main>
${filters(results, lines)}
<p id="keys">A cell shows the cookies that arrived: – for none, and before them the status
where that is judged; <i>unsent</i> where the request never left,
${unreadable} where the script could not read the answer.
<span class="interactive">Arrow keys move between cells; Enter shows the evidence of one.</span></p>
${table(results, lines)}
${changesSection(results)}
${reasonsSection('Known deviations', deviations(results))}
${differencesSection('Not as the model says', modelDifferences(results).map(differenceLines))}
</main>
<dialog aria-labelledby="evidence-title">
<form method="dialog"><button>Close</button></form>
<h2 id="evidence-title"></h2>
<div id="evidence-body"></div>
</dialog>
<script type="application/json" id="evidence">${embeddedJson(evidenceOf(results, lines))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page's script as text. It never holds `</script`. */
async function viewer(): Promise<string> {
  const { texts } = await built({
    entryPoints: [fileURLToPath(new URL('viewer.ts', import.meta.url))],
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2022' },
  });
  return (texts[0] ?? '').replaceAll('</script', '<\\/script');
}

const columnName = (column: ResultColumn) => `${headText(column)}, ${column.label}`;

const columnDetails = ({ columns, missing }: Results) => html`<details>
<summary>Columns: builds, policies and switches</summary>
<dl>${columns.map(
  (column) => html`<dt>${columnName(column)}</dt>
<dd>build ${column.build}, third-party policy ${column.policy}
${column.switches.length > 0 && html`<ul>${column.switches.map((one) => html`<li><code>${one}</code></li>`)}</ul>`}</dd>
`,
)}${missing.map(({ id, because }) => html`<dt>${id}</dt><dd>not run: ${because}</dd>`)}</dl>
</details>`;

function filters({ columns, comparedWith }: Results, lines: readonly Line[]): Html {
  const topics = [...new Set(lines.map(({ topic }) => topic))];
  const engines = [...new Set(columns.map(({ engine }) => engine))];
  const claims = [...new Set(lines.flatMap((line) => line.claims))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    html`<label>${label} <select name="${name}"><option value="">all</option>${options.map(
      ([value, text]) => html`<option value="${value}">${text}</option>`,
    )}</select></label>\n`;
  return html`<form id="filters" role="search" class="interactive">
<label>Search <input type="search" name="search" autocomplete="off"></label>
${choice(
  'topic',
  'Topic',
  topics.map((topic) => [topic, topic]),
)}${choice('verdict', 'Verdict', [
  ...Object.entries(marks).map(([id, { mark, meaning }]) => [id, `${mark} ${meaning}`] as const),
  ...(comparedWith ? [['changes', `${changesMark} changes with the topology`] as const] : []),
])}${choice(
  'engine',
  'Engine',
  engines.map((engine) => [engine, engineNames[engine]]),
)}${choice(
  'claim',
  'Claim',
  claims.map((claim) => [claim, claim]),
)}<button type="reset">Show all</button>
<output aria-live="polite"></output>
</form>`;
}

function table(results: Results, lines: readonly Line[]): Html {
  const { columns } = results;
  const across = (content: Html) =>
    html`<tr class="heading"><th colspan="${columns.length + 1}" scope="rowgroup">${content}</th></tr>\n`;
  let topic = '';
  const files = [...new Set(lines.map(({ file }) => file))];
  const groups = files.map((file) => {
    const own = lines.filter((line) => line.file === file);
    const [first] = own as [Line];
    const newTopic = first.topic !== topic;
    topic = first.topic;
    const letters = legend(results, file);
    const title = html`${first.title} <span class="claims">${first.claims.join(' ')}</span>`;
    return html`${newTopic && html`<tbody class="topic" data-topic="${topic}">${across(html`${topic}`)}</tbody>\n`}<tbody
data-topic="${topic}" data-claims="${first.claims.join(' ')}">
${first.part !== '' && across(html`${title}${letters && html` <span class="legend">${letters}</span>`}`)}${own.map(
  (line) =>
    html`<tr data-line="${lines.indexOf(line)}" data-text="${`${file} ${line.title} ${line.part}`.toLowerCase()}">
<th scope="row">${line.part === '' ? title : line.part}</th>
${columns.map((column) => cell(line, column))}</tr>\n`,
)}</tbody>\n`;
  });
  return html`<div class="scroll" role="region" aria-label="The matrix" tabindex="0">
<table aria-describedby="keys">
<thead><tr><td></td>${columns.map(
    (column) =>
      html`<th scope="col" data-engine="${column.engine}">${headText(column)}
<span>${column.label}</span></th>\n`,
  )}</tr></thead>
${groups}</table>
</div>`;
}

function cell(line: Line, { id, engine }: ResultColumn): Html {
  const found = line.cells[id];
  if (!found) return html`<td data-engine="${engine}"></td>\n`;
  const { verdict, text, changes } = found;
  const change =
    changes.length > 0 &&
    html`<span title="changes with the topology"><span aria-hidden="true">${changesMark}</span><span class="unseen">, changes with the topology</span></span>`;
  const { mark, meaning } = marks[verdict];
  return html`<td data-engine="${engine}" data-verdict="${verdict}" data-changes="${String(changes.length > 0)}"><button type="button" data-column="${id}"
aria-haspopup="dialog"><span aria-hidden="true">${mark}</span><span class="unseen">${meaning}:</span> ${text}${change}</button></td>\n`;
}

function changesSection(results: Results): Html | false {
  const all = changing(results);
  if (all.length === 0) return false;
  const items = all.map(
    ({ line, columns, accounts }) =>
      html`<li>${line} <small>${columns.join(', ')}</small><ul>${accounts.map((one) => html`<li>${one}</li>`)}</ul></li>\n`,
  );
  return html`<section>
<h2>${changesMark} Changes with the topology</h2>
<ul>${items}</ul>
</section>`;
}

function reasonsSection(title: string, reasons: readonly Deviating[]): Html | false {
  if (reasons.length === 0) return false;
  const items = reasons.map(({ because, see, rows }) => {
    const source = see.startsWith('https://') ? html`<a href="${see}">Source</a>` : html`(${see})`;
    const columns = [...new Set([...rows.values()].flat())].join(', ');
    const count = `${rows.size} ${rows.size === 1 ? 'row' : 'rows'}`;
    return html`<li>${because} ${source} <small>${columns} · ${count}</small></li>\n`;
  });
  return html`<section>
<h2>${title}</h2>
<ul>${items}</ul>
</section>`;
}

function differencesSection(title: string, blocks: readonly string[][]): Html | false {
  if (blocks.length === 0) return false;
  return html`<section>
<h2>${title}</h2>
${blocks.map((lines) => html`<pre>${lines.join('\n')}</pre>\n`)}
</section>`;
}
