/** The answer to a request as text, and what of it the lab's recipes can say. */
import type { Header, HeaderList } from '../base/headers.ts';
import type { Cors } from '../base/recipe.ts';
import type { Origin } from '../base/topology.ts';
import type { AnswerSpec, PreflightSpec } from '../scenario/steps/index.ts';
import type { Asking } from './sequence.ts';

export interface ReadAnswer {
  readonly answer: AnswerSpec;
  /** What cannot be answered so, each a sentence. */
  readonly problems: readonly string[];
}

/** The answer that the texts of a request ask for. `page`: the origin of the page that asks. */
export function answerIn(asking: Asking, page: Origin): ReadAnswer {
  const { status, headers, problems } = linesOf(asking.answer);
  const cors = corsIn(headers, page);
  const setCookie = setCookieIn(asking.setCookie);
  const preflight = asking.preflight.trim() === '' ? null : preflightIn(asking.preflight, page);
  const rest = cors ? headers.filter(([name]) => !isCorsLine(name)) : headers;
  return {
    answer: {
      ...(setCookie.length > 0 && {
        setCookie: setCookie.length === 1 ? (setCookie[0] as string) : setCookie,
      }),
      ...(status !== null && { status }),
      ...(cors && { cors }),
      ...(rest.length > 0 && { headers: rest }),
      ...(preflight && { preflight: preflight.answer }),
      // Something to show: an image is loaded only if it is one.
      ...(asking.by === 'image' && picture),
    },
    problems: [...problems, ...(preflight?.problems ?? [])],
  };
}

const picture = {
  type: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
};

/** `Set-Cookie: sid=1` or `sid=1`, a line each. */
const setCookieIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*set-cookie:\s*/i, '').trim())
    .filter((line) => line !== '');

interface Lines {
  readonly status: number | null;
  readonly headers: HeaderList;
  readonly problems: readonly string[];
}

function linesOf(text: string): Lines {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const statusLine = lines.find((line) => statusPattern.test(line));
  const others = lines.filter((line) => line !== statusLine);
  const headers = others.flatMap((line): Header[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
  return {
    status: statusLine === undefined ? null : Number(statusPattern.exec(statusLine)?.[1]),
    headers,
    problems: others
      .filter((line) => line.indexOf(':') < 1)
      .map((line) => `“${line}” is neither a status nor “Name: value”.`),
  };
}

/** `401`, `HTTP/1.1 401 Unauthorized` */
const statusPattern = /^(?:HTTP\/[\d.]+\s+)?(\d{3})(?:\s.*)?$/i;

const named = (headers: HeaderList, name: string) =>
  headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);

const corsLines = ['access-control-allow-origin', 'access-control-allow-credentials', 'vary'];
const isCorsLine = (name: string) => corsLines.includes(name.toLowerCase());

/** The CORS headers as a recipe says them; null where only the lines themselves do. */
function corsIn(headers: HeaderList, page: Origin): Cors | null {
  const [origin, ...more] = named(headers, 'access-control-allow-origin');
  const allows = named(headers, 'access-control-allow-credentials');
  const vary = named(headers, 'vary');
  if (origin === undefined || more.length > 0) return null;
  if (allows.length > 1 || (allows.length === 1 && allows[0] !== 'true')) return null;
  const credentials = allows.length === 1;
  if (origin === '*' && vary.length === 0) return { mode: 'star', credentials };
  if (origin !== page || vary.length > 1) return null;
  if (vary.length === 1 && vary[0]?.toLowerCase() !== 'origin') return null;
  return { mode: 'allow', origins: [page], credentials, ...(vary.length === 0 && { vary: false }) };
}

/** What the text of a preflight says, and nothing that it does not say. */
function preflightIn(text: string, page: Origin) {
  const { status, headers, problems } = linesOf(text);
  const [location] = named(headers, 'location');
  const setCookie = named(headers, 'set-cookie');
  const cors = corsIn(headers, page);
  const said = ['location', 'set-cookie', ...(cors ? [...corsLines, ...permitLines] : [])];
  const lines = headers.filter(([name]) => !said.includes(name.toLowerCase()));
  const permitted = (name: (typeof permitLines)[number]) => named(headers, name).join(', ');
  const answer: PreflightSpec = {
    ...(status !== null && { status }),
    ...(location !== undefined && { location: location as Origin }),
    ...(cors
      ? {
          cors,
          methods: permitted('access-control-allow-methods'),
          headers: permitted('access-control-allow-headers'),
        }
      : { cors: { mode: 'none' } }),
    ...(setCookie.length > 0 && { setCookie }),
    ...(lines.length > 0 && { lines }),
  };
  return { answer, problems };
}

const permitLines = ['access-control-allow-methods', 'access-control-allow-headers'] as const;
