/** What two recordings differ in, for people and for programs. */
import type { Comparison, Difference, Symptom } from '../diagnosis/doctor/index.ts';
import type { Import } from '../import/index.ts';
import type { ExchangeId } from '../scenario/plan/planned.ts';
import { out } from '../system/colours.ts';
import { outdatedText } from './outdated.ts';
import { wrap } from './terminal/layout.ts';
import { exchangeOf, hiding } from './traffic.ts';

export interface ShownComparison {
  readonly comparison: Comparison;
  /** In the order in which they were given. */
  readonly files: readonly [ComparedFile, ComparedFile];
  readonly showValues: boolean;
}

export interface ComparedFile {
  readonly name: string;
  readonly imported: Import;
  /** The codes of its findings, root cause first. */
  readonly findings: readonly string[];
}

/** `comparison` of the interface for programs: see docs/doctor.md. Pairs are in the order of the files. */
export function comparisonJson(shown: ShownComparison): object {
  const { comparison, files } = shown;
  const { verdict, isDecided, symptom, differences, bad, outdated } = comparison;
  const pair = <One, Shown>(one: Pair<One>, as: (one: One, file: ComparedFile) => Shown) =>
    files.map((file, place) => as(place === bad ? one.bad : one.good, file));
  const role = (place: number) => (place === bad ? 'bad' : 'good');
  const isTold = verdict === 'one fails' || verdict === 'unseen';
  const place = (id: ExchangeId | null, { imported }: ComparedFile) =>
    id === null ? null : shownExchange(id, imported, shown);
  return {
    verdict,
    files: files.map(({ name, findings }, at) => ({
      file: name,
      role: isTold && !(verdict === 'unseen' && at !== bad) ? role(at) : null,
      findings,
    })),
    symptom: symptom && {
      cookie: symptom.cookie,
      exchanges: pair(symptom.exchange, place),
      outcomes: pair(symptom, (outcome) => outcome),
    },
    isDecided,
    differences: differences.map(({ aspect, cookie, header, exchange, ...values }) => ({
      ...{ aspect, cookie, header },
      exchanges: pair(exchange, place),
      values: pair(values, (text, { imported }) => text && hiding(imported, shown)(text)),
    })),
    outdated: outdated && { code: outdated.code, says: outdated.says, source: outdated.source },
  };
}

interface Pair<One> {
  readonly good: One;
  readonly bad: One;
}

const shownExchange = (id: ExchangeId, imported: Import, shown: ShownComparison) =>
  exchangeOf(id, imported, hiding(imported, shown));

/** The answer first: what differs, and then in which lines. */
export function comparisonText(shown: ShownComparison): string {
  const { comparison, files } = shown;
  const { differences, isDecided, symptom } = comparison;
  const bad = files[comparison.bad];
  const good = files[1 - comparison.bad] as ComparedFile;
  const head = symptom
    ? symptomText(symptom, good, bad, shown)
    : verdictText(comparison, good, bad);
  const [first] = differences;
  if (!first) return out.bold(wrap(`${head} ${nothingText(comparison)}`, 0));
  const needed = isDecided ? differences : differences.slice(0, mostShown);
  const groups = grouped(needed);
  const blocks = groups.map((group, place) =>
    differenceText(
      group,
      place === 0 ? (isDecided ? 'because' : 'differs') : 'and',
      [good, bad],
      shown,
    ),
  );
  const more = differences.length - needed.length;
  return [
    out.bold(wrap(head, 0)),
    ...blocks,
    ...(isDecided ? [] : [wrap(doubtText(comparison, more), 0)]),
    comparison.outdated ? outdatedText(comparison.outdated) : '',
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** Of those of which none is known to decide. */
const mostShown = 5;

function doubtText({ symptom }: Comparison, more: number): string {
  const others = more > 0 ? ` ${more} more differ.` : '';
  return symptom
    ? `The rules do not tell which of this decides: begin with the first.${others}`
    : others.trim();
}

function verdictText({ verdict }: Comparison, good: ComparedFile, bad: ComparedFile): string {
  switch (verdict) {
    case 'both fail':
      return isSameWay(good, bad)
        ? `${good.name} and ${bad.name} both fail, in the same way.`
        : `Both fail: ${good.name} by ${waysOf(good)}, ${bad.name} by ${waysOf(bad)}.`;
    case 'neither fails':
      return `Nothing is wrong in either of ${good.name} and ${bad.name}.`;
    default:
      return `${bad.name} fails, ${good.name} does not.`;
  }
}

const isSameWay = (good: ComparedFile, bad: ComparedFile) =>
  good.findings.length === 0 || bad.findings.length === 0 || waysOf(good) === waysOf(bad);
const waysOf = ({ findings }: ComparedFile) => [...new Set(findings)].join(', ');

const nothingText = ({ symptom, verdict }: Comparison) =>
  verdict === 'unseen'
    ? 'The exporter of the other file leaves such requests out: export it from Chrome, Edge or Firefox.'
    : symptom
      ? symptom.good === null
        ? 'Nothing else differs before it. To compare more, record the same steps twice.'
        : 'Nothing else differs that cookies or CORS depend on, as far as the files show: look at what the server makes of the request.'
      : 'No difference between them concerns cookies or CORS.';

/** `In bad.har sid is not sent with POST https://api.shop.example/cart, answered 401; in good.har it is, answered 200.` */
function symptomText(
  symptom: Symptom,
  good: ComparedFile,
  bad: ComparedFile,
  shown: ShownComparison,
): string {
  const { cookie, exchange } = symptom;
  const { method, url } = shownExchange(exchange.bad ?? '', bad.imported, shown);
  const request = `${method} ${url}`;
  const answered = (status: number | null) => (status === null ? '' : `, answered ${status}`);
  const [mine, theirs] = [symptom.bad, symptom.good];
  const end = theirs
    ? (text: string) => `in ${good.name} ${text}${answered(theirs.status)}.`
    : () => `${good.name} has no such request.`;
  const begin = (text: string) => `In ${bad.name} ${text}${answered(mine.status)}; `;
  if (cookie !== null && mine.sent === false && theirs?.sent !== false) {
    return begin(`${cookie} is not sent with ${request}`) + end('it is');
  }
  if (cookie !== null && mine.sent === true && theirs?.sent === false) {
    return begin(`${cookie} is sent with ${request}`) + end('it is not');
  }
  if (mine.readable === false) {
    return begin(`the page cannot read the response to ${request}`) + end('it can');
  }
  return begin(request) + end('it is');
}

/** Differences of one header of one response: they are shown in one line. */
function grouped(differences: readonly Difference[]): Difference[] {
  const groups = new Map<string, Difference>();
  for (const one of differences) {
    const key = JSON.stringify([one.aspect, one.exchange, one.cookie, one.header]);
    const before = one.aspect === 'set-cookie' ? groups.get(key) : undefined;
    const join = (a: string | null, b: string | null) => [a, b].filter(Boolean).join('; ') || null;
    groups.set(
      one.aspect === 'set-cookie' ? key : `${key}${groups.size}`,
      before
        ? { ...before, good: join(before.good, one.good), bad: join(before.bad, one.bad) }
        : one,
    );
  }
  return [...groups.values()];
}

function differenceText(
  difference: Difference,
  word: string,
  [good, bad]: readonly [ComparedFile, ComparedFile],
  shown: ShownComparison,
): string {
  const { exchange } = difference;
  const [at, file] = exchange.bad !== null ? [exchange.bad, bad] : [exchange.good, good];
  const place = at === null ? null : shownExchange(at, file.imported, shown);
  const where = place ? `${place.method} ${place.url}` : '';
  const width = Math.max(good.name.length, bad.name.length) + 2;
  const line = (name: string, text: string, indent: number) =>
    `   ${out.dim(name.padEnd(indent - 3))}${wrap(text, indent)}`;
  return [
    line(word, subjectOf(difference, where), 13),
    ...[[good, difference.good] as const, [bad, difference.bad] as const].map(
      ([{ name, imported }, text]) =>
        line(
          `          ${name}`,
          text === null ? nothingOf(difference) : hiding(imported, shown)(text),
          13 + width,
        ),
    ),
  ].join('\n');
}

function subjectOf({ aspect, cookie, header }: Difference, where: string): string {
  switch (aspect) {
    case 'exchange':
      return `the response that sets ${cookie}`;
    case 'set-cookie':
      return `Set-Cookie of ${cookie} in the response to ${where}`;
    case 'status':
      return `the status of ${where}`;
    case 'redirect':
      return `where ${where} redirects to`;
    case 'response-header':
      return `${header} in the response to ${where}`;
    case 'preflight':
      return header === null
        ? `the preflight of ${where}`
        : `${header} in the response to the preflight of ${where}`;
    case 'page':
      return `the page that asks for ${where}`;
    case 'url':
      return `the origin of ${where}`;
    case 'request':
      return `how ${where} is asked for`;
    case 'request-header':
      return `${header} of the request ${where}`;
    case 'order':
      return `when ${where}, which sets ${cookie}, was answered`;
    case 'browser':
      return 'the browser';
  }
}

const nothingOf = ({ aspect, header }: Difference) =>
  aspect === 'exchange'
    ? 'there is none'
    : header === null || aspect === 'set-cookie'
      ? 'nothing of it'
      : `no ${header}`;
