/** What the doctor found, for people and for programs. */
import type { Diagnosis, Finding } from '../diagnosis/doctor/index.ts';
import { redactor } from '../diagnosis/doctor/index.ts';
import { advice } from '../diagnosis/index.ts';
import type { Import } from '../import/index.ts';
import type { ExchangeId } from '../scenario/plan/planned.ts';
import { out } from '../system/colours.ts';
import { wrap } from './terminal/layout.ts';

export interface Shown {
  readonly imported: Import;
  readonly diagnosis: Diagnosis;
  /** Cookie values as they are. */
  readonly showValues: boolean;
  /** The twelve links of each finding. */
  readonly why: boolean;
}

/** Browsers, as people call them. */
const names: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  'chromium:blocked': 'Chromium with third-party cookies blocked',
  firefox: 'Firefox',
  'firefox:allowed': 'Firefox that allows third-party cookies',
  webkit: 'WebKitGTK',
  'webkit:itp': 'WebKit with tracking prevention',
};

/** The interface for programs, schema 1: see docs/doctor.md. */
export function doctorJson({ imported, diagnosis, showValues }: Shown): object {
  const shown = showValues ? (text: string) => text : redactor(imported.recording);
  const { kind, creator, sanitized, exchanges } = imported.source;
  return {
    schema: 1,
    source: { kind, creator, sanitized, exchanges },
    findings: diagnosis.findings.map((finding) => {
      const { evidence = '', fix = '', write = [], rule } = brokenLink(finding);
      return {
        code: finding.code,
        link: finding.link,
        cookie: finding.cookie,
        exchange: exchangeOf(finding.exchange, imported),
        certainty: finding.certainty,
        evidence: shown(evidence),
        fix: shown(fix),
        write: write.map(shown),
        rule,
        browsers: finding.browsers,
        consequences: finding.consequences.map((id) => imported.entryOf[id]),
        alternatives: finding.alternatives,
        question: finding.question,
      };
    }),
    gaps: diagnosis.gaps,
    healthy: diagnosis.healthy,
  };
}

const brokenLink = ({ chain, link }: Finding) => chain.links[link - 1] ?? ({ rule: '' } as never);

function exchangeOf(id: ExchangeId, { recording, entryOf }: Import) {
  const exchange = recording.plan.exchanges.find((one) => one.id === id);
  return {
    index: entryOf[id] ?? null,
    method: exchange?.method ?? '',
    url: withoutQuery(exchange?.url ?? ''),
  };
}

/** Queries hold tokens. */
const withoutQuery = (url: string) => url.replace(/[?#].*/s, '');

/** For the terminal: the answer first. */
export function doctorText(shown: Shown): string {
  const { imported, diagnosis } = shown;
  const { findings, healthy, gaps } = diagnosis;
  const { exchanges, sanitized } = imported.source;
  const head =
    sanitized && gaps[0]
      ? [wrap(`${out.yellow('First:')} ${gaps[0].what}: ${gaps[0].why} ${gaps[0].remedy}`, 2)]
      : [];
  const blocks = findings.map((finding, place) => findingText(finding, place + 1, shown));
  const fine =
    findings.length === 0
      ? [
          `Nothing wrong was found in ${count(exchanges, 'exchange')}: every cookie that was set went where it should, and every response could be read, as far as the file shows.`,
        ]
      : healthy > 0
        ? [`${count(healthy, 'other exchange')} ${healthy === 1 ? 'is' : 'are'} fine.`]
        : [];
  const unseen = (sanitized ? gaps.slice(1) : gaps).map(
    ({ what, why, remedy }) => `${out.dim('Not visible')} ${what}. ${why} ${remedy}`,
  );
  return [...head, ...blocks, [...fine, ...unseen].map((text) => wrap(text, 2)).join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

function findingText(finding: Finding, place: number, shown: Shown): string {
  const { imported, showValues, why } = shown;
  const hide = showValues ? (text: string) => text : redactor(imported.recording);
  const { evidence = '', fix = '', write = [] } = brokenLink(finding);
  const fails = browsersThat('fails', finding);
  const works = browsersThat('works', finding);
  const lines: [string, string][] = [
    ['because', hide(lower(evidence))],
    ['', advice[finding.code].meaning],
    ['fix', hide(fix)],
    ...write.map((line, at): [string, string] => [at === 0 ? 'write' : '', hide(line)]),
    ...(fails ? [['fails in', fails] as [string, string]] : []),
    ...(works ? [['works in', works] as [string, string]] : []),
    ...(finding.certainty === 'possible'
      ? [
          [
            'not sure',
            `${finding.alternatives.join(', ')} would explain it as well. ${question(finding)}`,
          ] as [string, string],
        ]
      : []),
  ];
  return [
    out.bold(wrap(`${place}. ${headline(finding, imported)}`, 3)),
    ...lines.map(([word, text]) => `   ${word.padEnd(10)}${wrap(text, 13)}`),
    out.dim(`   ${'code'.padEnd(10)}${finding.code} (link ${finding.link}, ${finding.certainty})`),
    ...(why ? linkLines(finding, hide) : []),
  ].join('\n');
}

const lower = (text: string) => text;

const question = ({ question }: Finding) =>
  question ? `${question.asks} If so: --assume ${question.assume}` : '';

const browsersThat = (how: 'fails' | 'works', { browsers }: Finding) =>
  Object.entries(browsers)
    .filter(([, one]) => one === how)
    .map(([id]) => names[id] ?? id)
    .join(', ');

function headline(finding: Finding, imported: Import): string {
  const { cookie, symptom, exchange, consequences } = finding;
  const { method, url } = exchangeOf(exchange, imported);
  const request = `${method} ${url}`;
  const status = imported.recording.observations[exchange]?.messages.at(-1)?.response?.status;
  const answered = status === undefined ? '' : `, answered ${status}`;
  const more =
    consequences.length > 0 ? ` (and ${count(consequences.length, 'more request')})` : '';
  switch (symptom) {
    case 'missing':
      return `${cookie} is not sent with ${request}${answered}${more}`;
    case 'never set':
      return `No session cookie goes with ${request}${answered}${more}`;
    case 'refused':
      return `${cookie} arrives with ${request}, and the server refuses it all the same${answered}${more}`;
    case 'unread':
      return `The page cannot read the response to ${request}${answered}${more}`;
    case 'twice':
      return `${cookie} is sent twice with ${request}${answered}${more}`;
    case 'unkept':
      return `${cookie}, set by ${request}, is not kept${more}`;
  }
}

const signs = { passed: out.green('✓'), broken: out.red('✗'), 'not reached': out.dim('·') };

const linkLines = ({ chain }: Finding, hide: (text: string) => string): string[] =>
  chain.links.map(({ link, asks, state, evidence }) => {
    const text =
      state === 'not reached' ? out.dim(`${asks} not reached`) : `${asks} ${hide(evidence)}`;
    return `     ${signs[state]} ${String(link).padStart(2)} ${wrap(text, 10)}`;
  });
