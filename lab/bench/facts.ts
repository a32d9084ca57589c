/** A try as facts, by who saw them; and where two tries differ. */
import { getHeader, type HeaderList } from '../base/headers.ts';
import { withoutRecipe } from '../base/recipe.ts';
import { actualMessage, type Message, preflightMessage } from '../scenario/recording.ts';
import type { Names } from './names.ts';
import type { Try } from './try.ts';

export interface Fact {
  readonly name: string;
  /** Null where there was none. */
  readonly value: string | null;
}

export interface Group {
  readonly title: string;
  /** Said where there are no facts. */
  readonly otherwise: string;
  readonly facts: readonly Fact[];
  /** What is seldom asked for. */
  readonly more: readonly Fact[];
}

/** What is always shown of a request, whether or not it came. */
const ofRequest = ['cookie', 'origin', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'];
const ofPreflight = [
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
  'cookie',
];
/** What is shown of a response where it is there. */
const ofResponse = /^(set-cookie|access-control-.*|vary|location|clear-site-data|cache-control)$/;

export function factsOf(one: Try, names: Names): Group[] {
  const { observation, exchange, sent, seen, place } = one;
  const preflight = preflightMessage(observation);
  const actual = actualMessage(observation);
  const asked = askedHeaders(sent.sequence[place]?.headers ?? '');
  return [
    ...(preflight ? [preflightGroup(preflight, names)] : []),
    received(actual, preflight, asked, names),
    answered(actual),
    script(seen, exchange.kind),
    {
      title: 'document.cookie',
      otherwise: 'empty',
      facts: seen.documentCookie === '' ? [] : [{ name: 'cookies', value: seen.documentCookie }],
      more: [],
    },
  ];
}

/** The names of headers that the user wrote, in lower case. */
const askedHeaders = (text: string): string[] =>
  text.split('\n').flatMap((line) => line.split(':')[0]?.trim().toLowerCase() || []);

const requestLine = ({ request }: Message, { toLocal }: Names): Fact => ({
  name: request.method,
  value: toLocal(withoutRecipe(request.url)),
});

/** `sec-fetch-site` → `Sec-Fetch-Site` */
const spelled = (name: string) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

const factOf = (lines: HeaderList) => (name: string) => ({
  name: spelled(name),
  value: getHeader(lines, name),
});

const named = (lines: HeaderList): Fact[] =>
  lines.map(([name, value]) => ({ name: spelled(name), value }));

function preflightGroup(message: Message, names: Names): Group {
  const { lines } = message.request.headers;
  const { response } = message;
  const back = response?.headers.lines ?? [];
  return {
    title: 'First, a preflight',
    otherwise: '',
    facts: [
      requestLine(message, names),
      ...ofPreflight.map(factOf(lines)),
      { name: 'answered', value: response ? String(response.status) : 'not yet' },
      ...named(back.filter(([name]) => ofResponse.test(name))),
    ],
    more: named(lines.filter(([name]) => !ofPreflight.includes(name))),
  };
}

/** Whoever clicks a certificate warning away has done so for the page's host alone. */
const neverLeft =
  'nothing: the request never left, or the browser does not trust the lab’s certificates, see npm run certs';

function received(
  message: Message | undefined,
  preflight: Message | undefined,
  asked: readonly string[],
  names: Names,
): Group {
  const lines = message?.request.headers.lines ?? [];
  const shown = [...ofRequest, ...asked];
  return {
    title: 'The server received',
    otherwise: preflight ? 'nothing but the preflight' : neverLeft,
    facts: message ? [requestLine(message, names), ...shown.map(factOf(lines))] : [],
    more: named(lines.filter(([name]) => !shown.includes(name))),
  };
}

function answered(message: Message | undefined): Group {
  const { response } = message ?? {};
  const lines = response?.headers.lines ?? [];
  return {
    title: 'What came back',
    otherwise: 'nothing',
    facts: response
      ? [
          { name: 'status', value: String(response.status) },
          ...named(lines.filter(([name]) => ofResponse.test(name))),
        ]
      : [],
    more: named(lines.filter(([name]) => !ofResponse.test(name))),
  };
}

function script({ outcome, body }: Try['seen'], kind: string): Group {
  const { readable, status, headers = {}, error } = outcome;
  const isScript = readable !== undefined;
  return {
    title: isScript ? 'The script' : 'The page',
    otherwise: '',
    facts: [
      ...(isScript
        ? [{ name: 'could read it', value: readable ? 'yes' : 'no' }]
        : [{ name: kind, value: error === undefined ? 'loaded' : 'did not load' }]),
      ...(error === undefined ? [] : [{ name: 'error', value: error }]),
      ...(readable && status ? [{ name: 'status', value: String(status) }] : []),
      ...(body === undefined ? [] : [{ name: 'body', value: cut(body) }]),
    ],
    more: named(Object.entries(readable ? headers : {})),
  };
}

const longestBody = 600;

const cut = (text: string) =>
  text.length <= longestBody
    ? text
    : `${text.slice(0, longestBody)} … (${text.length.toLocaleString('en')} characters)`;

export interface Difference {
  readonly group: string;
  readonly name: string;
  readonly values: readonly [string | null, string | null];
  readonly differs: boolean;
}

/** The facts of two tries side by side, in the order of the first. */
export function compared(one: readonly Group[], other: readonly Group[]): Difference[] {
  const flat = (groups: readonly Group[]) =>
    groups.flatMap(({ title, facts }) =>
      occurrences(facts).map((fact) => ({ group: title, ...fact })),
    );
  const [left, right] = [flat(one), flat(other)];
  const keys = new Map([...left, ...right].map((fact) => [keyOf(fact), fact]));
  const valueIn = (facts: typeof left, key: string) =>
    facts.find((fact) => keyOf(fact) === key)?.value ?? null;
  return [...keys].map(([key, { group, name }]) => {
    const values = [valueIn(left, key), valueIn(right, key)] as const;
    return { group, name, values, differs: values[0] !== values[1] };
  });
}

type Occurrence = Fact & { readonly nth: number };

/** A header may come several times: the first is compared with the first. */
const occurrences = (facts: readonly Fact[]): Occurrence[] =>
  facts.map((fact, place) => ({
    ...fact,
    nth: facts.slice(0, place).filter(({ name }) => name === fact.name).length,
  }));

const keyOf = ({ group, name, nth }: Occurrence & { readonly group: string }) =>
  JSON.stringify([group, name, nth]);
