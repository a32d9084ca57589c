/** What the doctor found, for people and for programs. */
import type { Diagnosis, Finding } from '../diagnosis/doctor/index.ts';
import { type Framework, settingFor } from '../diagnosis/index.ts';
import type { Import } from '../import/index.ts';
import { agentsOnPaper } from '../model/index.ts';
import { out } from '../system/colours.ts';
import { outdatedText } from './outdated.ts';
import { wrap } from './terminal/layout.ts';
import { exchangeOf, hiding } from './traffic.ts';

export interface Shown {
  readonly imported: Import;
  readonly diagnosis: Diagnosis;
  /** Cookie values as they are. */
  readonly showValues: boolean;
  /** The twelve links of each finding. */
  readonly why: boolean;
  /** The framework in whose settings the fix is written; null for plain headers. */
  readonly framework: Framework | null;
}

/** Browsers, as people call them. */
const names: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  'chromium:blocked': 'Chromium with third-party cookies blocked',
  firefox: 'Firefox',
  'firefox:allowed': 'Firefox that allows third-party cookies',
  webkit: 'WebKitGTK',
  'webkit:itp': 'WebKitGTK with tracking prevention',
  ...Object.fromEntries(
    Object.entries(agentsOnPaper).map(([id, { name }]) => [id, `${name} (on paper)`]),
  ),
};

/** The interface for programs, schema 1: see docs/doctor.md. */
export function doctorJson(what: Shown): object {
  const { imported, diagnosis, framework } = what;
  const shown = hiding(imported, what);
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
        exchange: exchangeOf(finding.exchange, imported, shown),
        certainty: finding.certainty,
        evidence: shown(evidence),
        told: finding.told.map(({ exchange, on, codes }) => ({
          exchange: imported.entryOf[exchange.id],
          on,
          codes,
        })),
        fix: shown(fix),
        write: write.map(shown),
        ...(framework !== null && { setting: shown(settingFor(framework, write)) }),
        rule,
        browsers: finding.browsers,
        consequences: finding.consequences.map((id) => imported.entryOf[id]),
        alternatives: finding.alternatives,
        question: finding.question && {
          ...finding.question,
          asks: shown(finding.question.asks),
        },
      };
    }),
    gaps: diagnosis.gaps.map(({ what, why, remedy }) => ({
      ...{ what: shown(what), why: shown(why), remedy: shown(remedy) },
    })),
    healthy: diagnosis.healthy,
    outdated: diagnosis.outdated.map(({ exchanges, ...advice }) => ({
      ...advice,
      exchanges: exchanges.map((id) => imported.entryOf[id]),
    })),
  };
}

const brokenLink = ({ chain, link }: Finding) => chain.links[link - 1] ?? ({ rule: '' } as never);

/** What is wrong, in words that are the same for each browser in which it is: code, cookie and request. */
export const brokenIn = (shown: Shown): string[] =>
  shown.diagnosis.findings.map(({ code, cookie, exchange }) => {
    const { imported } = shown;
    const { method, url } = exchangeOf(exchange, imported, hiding(imported, shown));
    return `${code}${cookie === null ? '' : `, ${cookie}`}, ${method} ${url}`;
  });

/** For the terminal: the answer first. */
export function doctorText(shown: Shown): string {
  const { imported, diagnosis } = shown;
  const { findings, gaps } = diagnosis;
  const { sanitized } = imported.source;
  const [first] = gaps;
  const head =
    sanitized && first
      ? [wrap(`${out.yellow('First:')} ${hiding(imported, shown)(gapText(first))}`, 2)]
      : [];
  const blocks = findings.map((finding, place) => findingText(finding, place + 1, shown));
  const hide = hiding(imported, shown);
  const unseen = (sanitized ? gaps.slice(1) : gaps).map((gap) =>
    wrap(
      `${out.dim('Not visible:')} ${hide(shown.why ? gapText(gap) : `${gap.what}. ${gap.why}`)}`,
      2,
    ),
  );
  const outdated = diagnosis.outdated.map(outdatedText);
  const end = [wrap(endingOf(shown), 0), ...outdated, ...unseen]
    .filter((text) => text !== '')
    .join('\n');
  return [...head, ...blocks, end].join('\n\n');
}

const gapText = ({ what, why, remedy }: Diagnosis['gaps'][number]) =>
  `${what[0]?.toUpperCase()}${what.slice(1)}. ${why} ${remedy}`;

/** What was checked and is fine. */
function endingOf({ imported: { source }, diagnosis: { findings, healthy } }: Shown): string {
  if (findings.length > 0) {
    return healthy > 0
      ? `${count(healthy, 'other exchange')} ${healthy === 1 ? 'is' : 'are'} fine.`
      : '';
  }
  const exchanges = count(source.exchanges, 'exchange');
  return source.sanitized
    ? `Without cookies only CORS and preflights can be judged: nothing is wrong with them in ${exchanges}.`
    : `Nothing wrong was found in ${exchanges}: as far as the file shows, cookies went where they should, and scripts could read what they asked for.`;
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

function findingText(finding: Finding, place: number, shown: Shown): string {
  const { imported, why, framework } = shown;
  const hide = hiding(imported, shown);
  const { evidence = '', fix = '', write = [], rule } = brokenLink(finding);
  const setting = framework === null ? '' : settingFor(framework, write);
  const lines: [string, string][] = [
    ['because', hide(evidence)],
    ['browser', hide(toldText(finding, imported))],
    ['fix', hide(fix)],
    ...write.map((line, at): [string, string] => [at === 0 ? 'write' : '', hide(line)]),
    ['fails in', browsersThat('fails', finding)],
    ['works in', browsersThat('works', finding)],
    ['not sure', hide(doubtOf(finding))],
    ['code', `${finding.code}, link ${finding.link}; ${rule}`],
  ];
  return [
    out.bold(wrap(`${place}. ${hide(headline(finding, imported))}`, 3)),
    ...lines
      .filter(([, text]) => text !== '')
      .map(([word, text]) => `   ${out.dim(word.padEnd(10))}${wrap(text, 13)}`),
    ...(setting === '' ? [] : [`   ${out.dim(framework ?? '')}`, indented(hide(setting))]),
    ...(why ? linkLines(finding, hide) : []),
  ].join('\n');
}

/** `Chromium says: not stored from POST https://api.example/login (SameSiteLax).` */
function toldText({ told }: Finding, { source }: Import): string {
  const said = told.map(({ exchange: { method, url }, on, codes }) => {
    const what =
      on === 'send' ? 'not sent' : `not stored from ${method} ${url.replace(/\?.*/s, '')}`;
    return `${what} (${codes.join(', ')})`;
  });
  const name = names[source.browser?.engine ?? ''] ?? 'The browser';
  return said.length > 0 ? `${name} says: ${said.join('; ')}.` : '';
}

const indented = (text: string) => text.replace(/^(?=.)/gm, ' '.repeat(13));

function doubtOf({ alternatives, question }: Finding): string {
  const asks = question ? `${question.asks} If so, add --assume ${question.assume}` : '';
  if (alternatives.length === 0) return asks;
  return `${alternatives.join(', ')} would explain it as well. ${asks}`.trim();
}

/** By name; an engine once, where it does the same under each of its policies. */
function browsersThat(how: 'fails' | 'works', { browsers }: Finding): string {
  const all = Object.entries(browsers);
  const engineOf = (id: string) => id.split(':')[0] ?? id;
  const agrees = (engine: string) =>
    engine in browsers && all.every(([id, one]) => engineOf(id) !== engine || one === how);
  return all
    .filter(([id, one]) => one === how && (engineOf(id) === id || !agrees(engineOf(id))))
    .map(([id]) => names[id] ?? id)
    .join(', ');
}

function headline(finding: Finding, imported: Import): string {
  const { cookie, symptom, exchange, consequences } = finding;
  const { method, url } = exchangeOf(exchange, imported, (text) => text);
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
    case 'undeleted':
      return `${cookie} is deleted, and still comes with ${request}${more}`;
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
