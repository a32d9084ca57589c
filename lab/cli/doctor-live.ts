/** The doctor's traffic as it happens: a browser on somebody's own site. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LabError } from '../base/errors.ts';
import type { Column } from '../browsers/columns.ts';
import { exposure } from '../browsers/exposure.ts';
import { connectTo } from '../gateway/recorder/upstream.ts';
import { type Import, importLive, writeHar } from '../import/index.ts';
import { onInterrupt } from '../run/cleanup.ts';
import { parseScript, type ScriptStep } from '../run/watch/script.ts';
import { type Live, proxyInside, recordLive } from '../run/watch/watch.ts';
import { ensureBrowsers, installCommands } from '../setup/browsers.ts';
import { writeOwned } from '../system/files.ts';
import { list, notEmpty, say } from './command.ts';

export interface LiveWords {
  readonly browser: string[];
  readonly seconds?: number;
  readonly script?: string;
  readonly headless?: true;
  readonly save?: string;
}

const seconds = (text: string): number => {
  const number = Number(text);
  if (!(number > 0 && number <= 86_400)) {
    throw new InvalidArgumentError('it is not a number of seconds.');
  }
  return number;
};

/** The options of a live session. */
export const withLiveOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--browser <list>', 'for a URL: chromium, firefox, webkit, or several of them')
        .argParser(list)
        .default([], 'chromium'),
    )
    .option(
      '--seconds <n>',
      'for a URL: how long to record once the page is open and the script done; else until the window is closed',
      seconds,
    )
    .option(
      '--script <file>',
      'for a URL: what to do there: goto, click, fill, wait; a line each',
      notEmpty,
    )
    .option('--headless', 'for a URL: without a window, though there is a display')
    .option(
      '--save <file>',
      'for a URL: keep what was recorded as a HAR file, for yourself only',
      notEmpty,
    );

/** The lab's own. */
const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** The URL that is meant: `http://localhost:3000`, or as people type it, `localhost:3000`; null for a file. */
export function urlOf(word: string): string | null {
  if (/^[a-z][a-z\d+.-]+:\//i.test(word)) return word;
  return /^[\w.-]+:\d{1,5}(\/|$)/.test(word) && !existsSync(word) ? `http://${word}` : null;
}

/**
 * Makes sure that no option of a live session is given for a file, where it would do nothing.
 *
 * @throws {LabError} LAB_USAGE
 */
export function refuseLiveWords({ browser, seconds, script, headless, save }: LiveWords) {
  const given = { browser: browser[0], seconds, script, headless, save };
  const name = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (name === undefined) return;
  const fix = 'Give the URL of your site, such as http://localhost:3000, or leave the option out.';
  throw new LabError('LAB_USAGE', `--${name} is for a URL, not for a file.`, fix);
}

export interface Recorded {
  /** The column: `chromium`. */
  readonly id: string;
  readonly imported: Import;
  /** Was not all of it done that was asked for? */
  readonly isCutShort: boolean;
}

/**
 * Opens browsers on a URL, side by side, and reads what each sent.
 *
 * @throws {LabError} LAB_USAGE where an option is wrong or missing, LAB_SITE where nothing came of it.
 */
export async function recordFrom(word: string, words: LiveWords): Promise<Recorded[]> {
  const url = URL.canParse(word) ? new URL(word) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new LabError('LAB_USAGE', `${word} is no URL of a site.`, 'As in http://localhost:3000.');
  }
  const headed = hasDisplay() && !words.headless;
  const script = words.script === undefined ? null : await scriptIn(words.script, url);
  if (!headed && !script && words.seconds === undefined) {
    throw new LabError(
      'LAB_USAGE',
      'There is no display to open a window on, and nothing to do without one.',
      'Add --script FILE, or --seconds 30 where loading the page is enough.',
    );
  }
  if (words.save !== undefined) checkFolder(words.save);
  const columns = columnsOf(words.browser);
  await reach(url);
  for (const line of await exposure(columns, { proxy: proxyInside, headed })) say(line);
  if (headed && !script) say(invitation(url, columns));
  const [stopped, release] = stopping(headed || words.seconds !== undefined);
  const about = { url, headed, script, seconds: words.seconds ?? null, stopped };
  const recorded = columns.map(async (column): Promise<Recorded> => {
    const { id } = column.profile;
    const live = await recordLive({ ...about, column });
    const tell = (line: string) => say(columns.length > 1 ? `${id}: ${line}` : line);
    return { id, ...(await read(live, url, tell, words.save && fileOf(words.save, id, columns))) };
  });
  return Promise.all(recorded).finally(release);
}

/** Better now than after all was done. */
function checkFolder(file: string) {
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  accessSync(folder, constants.W_OK);
}

/** A file for each browser where there are several: `site.firefox.har`. */
const fileOf = (file: string, id: string, { length }: readonly Column[]) =>
  length === 1 ? file : file.replace(/(\.[^./]*)?$/, `.${id.replace(':', '-')}$1`);

function invitation(url: URL, columns: readonly Column[]): string {
  const names = columns.map(({ profile }) => profile.id).join(' and ');
  const key = process.stdin.isTTY ? ', or press Enter here' : '';
  return `${url.href} opens in ${names}. Show the problem there, then close the window${key}.`;
}

async function read(
  { exchanges, browser, problem }: Live,
  url: URL,
  tell: (line: string) => void,
  file: string | undefined,
): Promise<Omit<Recorded, 'id'>> {
  if (problem !== null) tell(problem);
  if (exchanges.length === 0) {
    throw new LabError(
      'LAB_SITE',
      `Nothing was recorded: ${browser.name} sent no request to ${url.host}.`,
      'Give the page more time: --seconds 30.',
    );
  }
  for (const line of unanswered(exchanges)) tell(line);
  if (exchanges.every(({ response }) => response === null)) {
    throw new LabError('LAB_SITE', 'No server gave a response: there is nothing to diagnose.');
  }
  const about = { browser, version };
  if (file !== undefined) {
    await writeOwned(file, writeHar(exchanges, about), 0o600);
    tell(`${file}: ${exchanges.length} requests, with their cookies: readable by you only.`);
  }
  return { imported: await importLive(exchanges, about), isCutShort: problem !== null };
}

async function scriptIn(file: string, url: URL): Promise<ScriptStep[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new LabError(
      'LAB_USAGE',
      `${file} cannot be read: ${error.code}.`,
      'Give the path of a script.',
    );
  });
  return parseScript(text, url.href);
}

const hasDisplay = () =>
  process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function columnsOf(names: readonly string[]): readonly Column[] {
  const { columns, missing } = ensureBrowsers(names.length > 0 ? names : ['chromium'], say);
  if (missing.length === 0) return columns;
  throw new LabError(
    'LAB_NO_BROWSER',
    `${missing.map(({ id }) => id).join(', ')}: not installed.`,
    installCommands(missing),
  );
}

/** Does anybody listen there at all, and in this protocol? A browser would only show an error page. */
async function reach(url: URL): Promise<void> {
  try {
    (await connectTo(url, ['h2', 'http/1.1'])).destroy();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (/SSL|EPROTO/.test(code)) {
      const fix = `Give ${url.href.replace(/^https/, 'http')}, if that is plain http.`;
      throw new LabError('LAB_SITE', `${url.origin} does not speak TLS.`, fix);
    }
    throw new LabError(
      'LAB_SITE',
      `${url.origin} does not answer: ${message}.`,
      code === 'ENOTFOUND' ? 'Is the name right?' : 'Is the server running, and at this port?',
    );
  }
}

/** Resolves on Ctrl-C or Enter; the function takes both back. */
function stopping(listens: boolean): [Promise<void>, () => void] {
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const forget = onInterrupt(() => {
    say('');
    stop();
  });
  const keys = listens && process.stdin.isTTY ? createInterface(process.stdin) : null;
  keys?.once('line', stop);
  return [
    stopped,
    () => {
      forget();
      keys?.close();
    },
  ];
}

/** Servers that gave no response, and why: a line each. */
function unanswered(exchanges: readonly { readonly url: string; readonly error: string | null }[]) {
  const lines = exchanges.flatMap(({ url, error }) =>
    error === null ? [] : `${new URL(url).origin} gave no response: ${error}`,
  );
  return [...new Set(lines)].slice(0, 10);
}
