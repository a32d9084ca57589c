/** Curl commands as a recording: "Copy as cURL" of a browser, or one that somebody wrote. */
import { LabError } from '../../base/errors.ts';
import { type Header, isSameName } from '../../base/headers.ts';
import type { Import, ImportGap } from '../import.ts';
import { pastedExporter } from '../traffic/exporter.ts';
import { toImport } from '../traffic/to-import.ts';
import { bashWords } from './bash.ts';
import { cmdWords, isForCmd } from './cmd.ts';
import { CurlJar } from './curl-jar.ts';
import { type CurlRequest, requestsOf } from './curl-request.ts';
import { entriesOf, noResponse, type Pasted } from './pasted-entry.ts';
import { asBash, isForPowerShell } from './powershell.ts';
import { type PastedResponse, responsesOf } from './response.ts';

export interface PastedOptions {
  /** When it was pasted, in milliseconds of Unix time; a Date header of the response counts more. */
  readonly at: number;
  /** URL of the page that asks, where the command has no Referer. */
  readonly page?: string;
}

/** The beginning of a command, perhaps behind a prompt. */
const commandStart = /^[ \t]*(?:[^\n'"]{0,80}?[$%#>][ \t]+)?curl(?:\.exe)?(?=[ \t\\^])/m;

/**
 * Reads curl commands, for bash, PowerShell or cmd.exe, each of them followed by what `curl -i` printed or by
 * nothing.
 *
 * @throws {LabError} LAB_IMPORT where there is none, or none that can be read: where, and why.
 * @example
 * importCurl("curl 'https://api.example/me' -b 'sid=1' -i\nHTTP/2 401\n", { at: Date.now() });
 */
export function importCurl(text: string, { at, page }: PastedOptions): Import {
  const commands = commandsOf(text);
  const pasted: Pasted[] = [];
  const files = new Set<string>();
  const jars = new Map<string, CurlJar>();
  let unanswered = 0;
  for (const { requests, responses, line } of commands) {
    for (const [index, request] of requests.entries()) {
      const mine = requests.length === 1 ? responses : responses.slice(index, index + 1);
      if (mine.length === 0) unanswered++;
      for (const name of request.files) files.add(name);
      const jar = jarOf(request, jars);
      if (!jar) for (const name of request.jars.from) files.add(name);
      pasted.push(...chain(request, mine, { line, page: page ?? null, jar }));
      if (jar && request.jars.to !== null) jars.set(request.jars.to, jar);
    }
  }
  return toImport({
    kind: 'curl',
    creator: '',
    exporter: pastedExporter,
    entries: entriesOf(pasted, at),
    pages: new Map(),
    browser: null,
    gaps: [
      ...(unanswered > 0 ? [noResponse('command')] : []),
      ...[...files].map(
        (name): ImportGap => ({
          what: `what ${name} holds`,
          why: 'The command takes cookies or headers from a file.',
          remedy: `Put them into the command: -b 'name=value', -H 'Name: value'.`,
        }),
      ),
    ],
  });
}

interface Command {
  readonly requests: readonly CurlRequest[];
  readonly responses: readonly PastedResponse[];
  readonly line: number;
}

function commandsOf(given: string): Command[] {
  const commands: Command[] = [];
  const text = isForPowerShell(given) ? asBash(given) : given;
  const split = isForCmd(text) ? cmdWords : bashWords;
  let at = 0;
  for (;;) {
    const found = commandStart.exec(text.slice(at));
    if (!found) break;
    const start = at + found.index + found[0].length;
    const line = lineOf(text, start);
    const { words, end, unclosed } = split(text, start);
    if (unclosed !== null) {
      throw new LabError(
        'LAB_IMPORT',
        `The curl command in line ${line} has a quote that is never closed, in line ${lineOf(text, unclosed)}.`,
        'Copy the whole command: in DevTools, Copy › Copy as cURL.',
      );
    }
    const requests = requestsOf(words);
    if (requests.length === 0) {
      throw new LabError(
        'LAB_IMPORT',
        `The curl command in line ${line} has no URL.`,
        'Copy the whole command: in DevTools, Copy › Copy as cURL.',
      );
    }
    const next = commandStart.exec(text.slice(end))?.index ?? text.length - end;
    commands.push({ requests, responses: responsesOf(text.slice(end, end + next)), line });
    at = end;
  }
  if (commands.length === 0) throw noCommand(text);
  return commands;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

function noCommand(text: string): LabError {
  const [, what] = otherCopies.find(([pattern]) => pattern.test(text)) ?? [];
  return new LabError(
    'LAB_IMPORT',
    what ? `This is ${what}, not a curl command.` : 'There is no curl command in this text.',
    'In DevTools: right-click the request, Copy › Copy as cURL (bash), or (cmd); or export a HAR file.',
  );
}

/** Does a text have a curl command? The word alone is none. */
export const isCurl = (text: string): boolean => commandStart.test(text);

/** What DevTools copies besides: it has no response, and of a fetch call no cookies. */
export const isOtherCopy = (text: string): boolean =>
  otherCopies.some(([pattern]) => pattern.test(text));

const otherCopies: readonly (readonly [RegExp, string])[] = [
  [/^\s*(await )?fetch\(/m, 'a fetch call'],
  [/\bInvoke-(WebRequest|RestMethod)\b/i, 'a PowerShell command'],
  [/^\s*\{\s*"log"\s*:/, 'a HAR file'],
];

/** Does the command keep cookies? Then its request as it was sent (`-v`) tells that there was none. */
const keepsCookies = ({ jars: { from, to } }: CurlRequest): boolean =>
  from.length > 0 || to !== null;

/** The cookies a command begins with; null where it keeps none, or reads a file that no command before it wrote. */
function jarOf(request: CurlRequest, known: ReadonlyMap<string, CurlJar>) {
  const { from } = request.jars;
  if (!keepsCookies(request)) return null;
  if (!from.every((name) => known.has(name))) return null;
  return new CurlJar(from.flatMap((name) => known.get(name)?.kept ?? []));
}

interface Around {
  readonly line: number;
  readonly page: string | null;
  readonly jar: CurlJar | null;
}

/** What a command sends to a URL: its own cookies, then those of its file. */
function carriedTo(url: URL, { headers }: CurlRequest, jar: CurlJar | null) {
  if (!jar) return { headers };
  const isCookie = ([name]: Header) => isSameName(name, 'cookie');
  const cookies = [...headers.filter(isCookie).map(([, value]) => value), jar.cookiesFor(url)];
  return {
    headers: headers.filter((one) => !isCookie(one)),
    cookies: cookies.filter(Boolean).join('; '),
  };
}

/** The request, and one more for each redirect that curl followed. */
function chain(
  request: CurlRequest,
  responses: readonly PastedResponse[],
  { line, page, jar }: Around,
): Pasted[] {
  if (!URL.canParse(request.url) || !/^(https?|wss?):/.test(request.url)) {
    throw new LabError(
      'LAB_IMPORT',
      `The curl command in line ${line} asks for what is no http or https URL.`,
      'Give the whole URL, in quotes.',
    );
  }
  const hops: Pasted[] = [];
  let { url, method } = request;
  for (const response of responses.length > 0 ? responses : [null]) {
    const asked = new URL(url);
    const carried = response?.sent
      ? { headers: response.sent, cookies: keepsCookies(request) ? '' : null }
      : carriedTo(asked, request, jar);
    hops.push({ url, method, ...carried, response, page });
    if (response) jar?.store(response.headers, asked);
    const location = response?.headers.find(([name]) => isSameName(name, 'location'))?.[1];
    if (!location || !URL.canParse(location, url)) break;
    url = new URL(location, url).href;
    if (response && response.status < 307) method = method === 'HEAD' ? 'HEAD' : 'GET';
  }
  return hops;
}
