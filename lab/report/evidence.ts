/** The evidence of a cell in words: what was asked, answered, received and seen. Runs in pages too. */

import type { Answer, Cors } from '../base/recipe.ts';
import type { BrokenChain, ResultExchange } from '../results/results.ts';
import type { Difference } from '../results/verdict.ts';
import type { Reason } from '../scenario/recording.ts';
import { show, type UnexpectedCell } from './summary.ts';

/** An unexpected cell with its evidence, as lines of text. */
export function evidence({ row, column, cell }: UnexpectedCell): string[] {
  return [
    `${row.scenario} in ${column}: ${row.title}`,
    ...(cell.differences ?? []).map((difference) => `  ${differenceText(difference)}`),
    ...cell.exchanges.flatMap((exchange) => [
      `  · ${exchange.as}: ${requestText(exchange)}`,
      ...accountOf(exchange).map(([witness, text]) => `      ${witness.padEnd(11)}${text}`),
    ]),
    ...(cell.elsewhere ?? []).map((reason) => `  · ${reason.as}: ${reasonText(reason)}`),
  ];
}

/** `call: sent should be ["sid"], but is []` */
export const differenceText = ({ as, field, expected, observed }: Difference) =>
  `${as}: ${field} should be ${show(expected)}, but is ${show(observed)}`;

/** The link of the chain that broke: which, what was seen, what fixes it. */
export const chainTexts = (chain: BrokenChain): string[] => [
  `link ${chain.broke} of the chain broke, ${chain.code}: ${missed(chain)}`,
  `seen: ${chain.evidence}`,
  `fix: ${chain.fix}`,
  ...chain.write.map((line) => `write: ${line}`),
  `rule: ${chain.rule}`,
];

/** What did not happen, in a few words: `sid did not arrive at “next call”`. */
export function missed({ as, asks, cookie }: Pick<BrokenChain, 'as' | 'asks' | 'cookie'>): string {
  const name = cookie === '' ? 'the nameless cookie' : cookie;
  const deeds: Readonly<Record<string, string>> = {
    arrival: `${name} did not arrive at “${as}”`,
    storing: `${name}, set by “${as}”, was not kept`,
    token: `the token of ${name} did not arrive at “${as}”`,
    reading: `the script could not read the answer of “${as}”`,
    unwanted: `${name} came to “${as}” and should not have`,
  };
  return deeds[asks] ?? `nothing is missed at “${as}”`;
}

/** `fetch GET https://api.example.test/`, `writeCookie sid=1` */
export const requestText = ({ request: { kind, method, url, line } }: ResultExchange) =>
  [kind, method, url, line].filter(Boolean).join(' ');

/** What became of an exchange, in order: who tells, and what. */
export function accountOf(exchange: ResultExchange): [witness: string, text: string][] {
  const { request, answer, arrived, arrivals, sent, stored, readable } = exchange;
  const { standing, lifetimes, documentCookie, cookieStore, cookieChanges } = exchange;
  const { storageAccess, headers, taken, error } = exchange;
  const unseen = arrivals.length === 0;
  const all: [string, readonly (string | false | undefined)[]][] = [
    ['answered', answerTexts(answer)],
    ['arrived', arrivals.map(arrivalText)],
    // The model has no server: what would arrive is all that it can say.
    ['predicted', [unseen && arrived && `Cookie: ${sent.join(' ')}`]],
    ['arrived', [unseen && !arrived && !standing && request.url !== '' && 'never']],
    ['standing', [standing && 'the page stood open already: nothing was asked']],
    [
      'jar',
      [
        stored && `holds ${namesText(stored)} of this answer`,
        lifetimes && `days by cookie, null for the session: ${show(lifetimes)}`,
      ],
    ],
    [
      'page saw',
      [
        readable !== undefined && (readable ? 'the answer' : 'no answer'),
        documentCookie && `document.cookie: ${namesText(documentCookie)}`,
        cookieStore && `the cookie store: ${namesText(cookieStore)}`,
        cookieChanges && `changes of cookies: ${show(cookieChanges)}`,
        storageAccess && `storage access: ${storageAccess}`,
        ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
        taken && `took ${show(taken)}`,
        error,
      ],
    ],
    ['reasons', (exchange.reasons ?? []).map(reasonText)],
  ];
  return all.flatMap(([witness, texts]) =>
    texts.flatMap((text): [string, string][] => (text ? [[witness, text]] : [])),
  );
}

const namesText = (names: readonly string[]) => names.join(', ') || 'no cookie';

function answerTexts(answer: Answer): (string | false | undefined)[] {
  const { setCookie = [], cors, preflight, status, location, headers = [] } = answer;
  return [
    status !== undefined && `status ${status}`,
    location && `Location: ${location}`,
    ...setCookie.map((line) => `Set-Cookie: ${line}`),
    cors && corsText(cors),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    preflight && `to the preflight: ${show(preflight)}`,
  ];
}

/** `CORS for https://www.example.test, with credentials` */
function corsText(cors: Cors): string {
  if (cors.mode === 'none') return 'no CORS headers';
  const whom = {
    allow: () => (cors.mode === 'allow' ? cors.origins.join(', ') || 'no origin' : ''),
    reflect: () => 'whatever origin asks',
    star: () => '*',
  }[cors.mode]();
  const more = [cors.credentials && 'with credentials', cors.vary === false && 'without Vary'];
  return [`CORS for ${whom}`, ...more].filter(Boolean).join(', ');
}

function arrivalText(arrival: ResultExchange['arrivals'][number]): string {
  const { method, preflight, cookieHeader, origin, secFetch, status } = arrival;
  const parts = [
    preflight ? 'preflight' : method,
    `Cookie: ${cookieHeader ?? '(none)'}`,
    origin !== null && `Origin: ${origin}`,
    ...Object.entries(secFetch).map(([part, value]) => `Sec-Fetch-${capital(part)}: ${value}`),
    status !== null && status !== 200 && `answered with ${status}`,
  ];
  return parts.filter(Boolean).join('  ');
}

const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;

const by = { browser: '', inferred: ' (inferred)', model: ' (model)' } as const;

/** `sid not sent: SameSiteLax (inferred)`, `sid sent after all: StorageAccess` */
export function reasonText({ cookie, on, code, raw, by: who, exempt }: Reason): string {
  const done = { send: 'sent', store: 'stored', read: 'readable' }[on];
  const what = exempt ? `${done} after all` : `not ${done}`;
  return `${cookie === undefined ? '' : `${cookie || 'nameless cookie'} `}${what}: ${code}${raw ? ` (${raw})` : ''}${by[who]}`;
}
