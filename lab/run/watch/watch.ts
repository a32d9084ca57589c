/** A live session: a browser on somebody's own site, and what it really sends. */
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../../base/errors.ts';
import type { WireExchange } from '../../base/wire.ts';
import type { Column } from '../../browsers/columns.ts';
import type { Browser, Network, UserWindow } from '../../browsers/driver.ts';
import { whyNoLoopback } from '../../browsers/loopback.ts';
import { createRunAuthority } from '../../gateway/certificates/run.ts';
import { createRecorder, markOf, type Recorder } from '../../gateway/recorder/recorder.ts';
import { isOwnPeer } from '../../system/peer.ts';
import { atEnd } from '../cleanup.ts';
import { performScript } from './perform-script.ts';
import type { ScriptStep } from './script.ts';

export interface LiveOptions {
  readonly url: URL;
  readonly column: Column;
  /** On the screen of the user. */
  readonly headed: boolean;
  /** What is done there; null where a user does it. */
  readonly script: readonly ScriptStep[] | null;
  /** How long it is recorded once the page is open and the script is done; null for no end. */
  readonly seconds: number | null;
  /** Resolves when the user says that it is enough. */
  readonly stopped: Promise<void>;
}

export interface Live {
  readonly exchanges: readonly WireExchange[];
  readonly browser: { readonly name: string; readonly version: string; readonly column: string };
  /** Where the page did not open, or the script stopped; null where all was done. */
  readonly problem: string | null;
}

/** Where the proxy is found inside of a browser's own loopback, in which nothing else listens. */
export const proxyInside = '127.0.0.1:3128';
/** Milliseconds that the page may take to load. */
const loadTimeoutMs = 30_000;
/** Milliseconds without a response waited for, after which a script's page counts as done; and at most. */
const settled = { forMs: 1_000, atMostMs: 10_000 } as const;

/** The same for requests that are under way when the time is over. */
const answered = { forMs: 200, atMostMs: 3_000 } as const;

/** Opens the browser, and records until its window is closed, the script and the time are over, or it is stopped. */
export async function recordLive(options: LiveOptions): Promise<Live> {
  const { url, column, headed } = options;
  const authority = await createRunAuthority();
  const recorder = createRecorder({
    authority,
    hosts: [url.hostname],
    marks: column.driver.readsMarks ?? false,
    isAllowed: (socket) => isOwnPeer(socket) !== false,
  });
  atEnd(async () => recorder.close());
  const { cert } = await authority.certificateFor([url.hostname]);
  const hasOwn = (await whyNoLoopback()) === null;
  const browser = await start(column, {
    proxy: hasOwn ? proxyInside : `127.0.0.1:${await recorder.listen()}`,
    certificates: [{ host: url.hostname, cert }],
    headed,
    recorder: { authority: authority.cert, accept: recorder.accept },
  });
  atEnd(() => browser.close());
  try {
    if (!browser.window) throw noWindow(column.profile.id);
    const window = await browser.window();
    const problem = await Promise.race([
      done(options, window, recorder).catch(lossAsProblem),
      options.stopped.then(() => null),
      window.closed.then(() => (headed && !options.script ? null : closedEarly)),
    ]);
    await browser.close();
    const told = await browser.told?.();
    for (const [place, exchange] of recorder.exchanges.entries()) {
      exchange.told = told?.get(markOf(exchange, place)) ?? null;
    }
    return {
      exchanges: recorder.exchanges,
      browser: {
        name: column.profile.engine,
        version: browser.version,
        column: column.profile.id,
      },
      problem,
    };
  } finally {
    await browser.close();
    recorder.close();
  }
}

/** Starts fail now and then on a busy machine: one more try. */
async function start({ driver, profile }: Column, network: Network): Promise<Browser> {
  const launch = () => driver.launch(profile, network);
  return launch().catch(launch);
}

const closedEarly = 'The browser was closed, or lost, before all was done.';

/** What was recorded until a browser was lost, or closed by its user, is not lost with it. */
function lossAsProblem(error: unknown): string {
  if (error instanceof LabError && error.code === 'LAB_BROWSER_LOST') {
    return closedEarly;
  }
  throw error;
}

const noWindow = (id: string) =>
  new LabError('LAB_USAGE', `${id} cannot be used live.`, 'Use chromium, firefox or webkit.');

/** Resolves when there is no more to do; never where only the user can tell. */
async function done(
  { url, script, seconds }: LiveOptions,
  window: UserWindow,
  recorder: Recorder,
): Promise<string | null> {
  let problem: string | null = null;
  if (script?.[0]?.does !== 'goto') {
    await window.open(url.href, loadTimeoutMs).catch((error: Error) => {
      if (error instanceof LabError) throw error;
      problem = `${url.href} did not open: ${error.message.split('\n')[0]}`;
    });
  }
  if (script && problem === null) {
    const stop = await performScript(script, window, recorder);
    if (stop) problem = `The script stopped in line ${stop.line}: ${stop.why}`;
    await recorder.quiet(settled.forMs, settled.atMostMs);
  }
  if (seconds !== null) {
    await wait(seconds * 1_000);
    // What was asked in time is to be seen with its answer.
    await recorder.quiet(answered.forMs, answered.atMostMs);
  } else if (!script) await new Promise(() => {});
  return problem;
}
