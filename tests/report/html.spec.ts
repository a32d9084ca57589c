import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { evidenceOf } from '../../lab/report/html/evidence.ts';
import { htmlReport } from '../../lab/report/html/report.ts';
import { embeddedJson, Html, html } from '../../lab/report/html/template.ts';
import type { Results } from '../../lab/results/results.ts';
import { cell, exchange, results, row } from '../results/results.ts';

test('What is put into a template is escaped, and what is HTML already is not', () => {
  expect(html`<a title="${'"&'}">${'<b>'}${new Html('<i>')}</a>`.text).toBe(
    '<a title="&quot;&amp;">&lt;b&gt;<i></a>',
  );
});

test('Lists are joined in a template, and what is false or absent is left out', () => {
  expect(html`${[html`<b>`, 'x', 1]}|${false}${undefined}|${0}`.text).toBe('<b>x1||0');
});

test('Embedded data holds nothing that could end its element, and is read back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--', '<script>')), (text) => {
      const embedded = embeddedJson({ text }).text;
      expect(embedded).not.toContain('<');
      expect(JSON.parse(embedded)).toEqual({ text });
    }),
  );
});

const hostile = '</script><img src=x onerror=alert(1)>"&';
const hostileResults: Results = {
  ...results,
  rows: [
    row(
      'one/a',
      { chromium: cell('as-claimed', { exchanges: [exchange({ sent: [hostile], as: hostile })] }) },
      { title: hostile, part: hostile, topic: hostile, expect: { [hostile]: { sent: [] } } },
    ),
  ],
};

test('Names and titles from scenarios cannot become markup of the page', async () => {
  const page = await htmlReport(hostileResults);
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script/g)).toHaveLength(2);
});

test('The page needs no network: nothing in it is loaded, and its policy forbids it', async () => {
  const page = await htmlReport(results);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<(link|img|iframe)\b|<script[^>]+src=|@import|url\(/);
});

test('The page has a row for each line and a named verdict in each cell', async () => {
  const page = await htmlReport(results);
  expect(page.match(/<tr data-line="\d+"/g)).toHaveLength(4);
  expect(page.match(/<td [^>]*data-verdict="known-deviation"/g)).toHaveLength(4);
  expect(page.match(/<span class="unseen">known deviation:<\/span> sid/g)).toHaveLength(4);
});

test('The evidence has the judgements of every cell, and each exchange once', () => {
  const { lines, exchanges } = evidenceOf(results);
  expect(lines).toHaveLength(4);
  expect(exchanges).toHaveLength(2);
  expect(lines[2]).toEqual({
    chromium: {
      judged: [{ part: '', verdict: 'known-deviation', because: 'other', see: 'measured only' }],
      exchanges: [0],
    },
    webkit: {
      judged: [
        {
          part: '',
          verdict: 'surprise',
          differences: [{ as: 'call', field: 'sent', expected: ['sid'], observed: [] }],
        },
      ],
      exchanges: [1],
    },
  });
  expect(lines[3]).toEqual({
    chromium: { judged: [{ part: '', verdict: 'not-run', because: 'lost' }], exchanges: [] },
  });
});
