/** One session of a browser that is driven over W3C WebDriver: WebKitGTK, Safari, any remote one. */
import { setTimeout as wait } from 'node:timers/promises';
import { LabError } from '../base/errors.ts';
import { noFrame, type Session, type StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';
import type { Group } from './processes.ts';
import { lostBy, WebDriverError, type WebDriverSession } from './webdriver.ts';
import { clearJar, jarTimeoutMs, readJar } from './webdriver-jar.ts';

/** Milliseconds between two looks whether a window is still there: nothing tells when it is closed. */
const lookEveryMs = 500;

/** The driver's process, as far as a session has to know; see {@link elsewhere}. */
export type DriverLife = Pick<Group, 'gone' | 'lastWords' | 'signal'>;

/** The life of a driver that is not ours: nobody tells when it ends. */
export const elsewhere: DriverLife = {
  gone: new Promise(() => {}),
  lastWords: '',
  signal: () => false,
};

export class DrivenSession implements Session {
  readonly name: string;
  readonly version: string;
  readonly #session: WebDriverSession;
  readonly #life: DriverLife;
  readonly #end: () => Promise<void>;
  readonly #kept: KeptPages<string>;
  /** Handle of the window in which real navigations happen; asked for once there is another. */
  #main: string | undefined;
  #current: string | undefined;

  constructor(session: WebDriverSession, life: DriverLife, end: () => Promise<void>) {
    this.name = String(session.capabilities.browserName ?? '');
    this.version = String(session.capabilities.browserVersion ?? '');
    this.#session = session;
    this.#life = life;
    this.#end = end;
    this.#kept = new KeptPages({
      create: async () => {
        this.#main ??= this.#current = await this.#ask(session.window(jarTimeoutMs));
        return this.#ask(session.newWindow(jarTimeoutMs));
      },
      lead: async (handle, url) => {
        await this.#show(handle);
        await this.#navigate(url, jarTimeoutMs);
      },
      location: async (handle) => {
        await this.#show(handle);
        return this.#ask(session.currentUrl(jarTimeoutMs));
      },
    });
  }

  async open(url: string, deadline: number) {
    await this.#show(this.#main);
    await this.#navigate(url, deadline);
  }

  async stand(url: string) {
    await this.#show(await this.#kept.at(url));
  }

  async #show(handle: string | undefined) {
    if (handle === this.#current || handle === undefined) return;
    await this.#ask(this.#session.switchTo(handle, jarTimeoutMs));
    this.#current = handle;
  }

  /** Rejects with an Error when no new document came of it: refused, cut off, a download, no content. */
  async #navigate(url: string, deadline: number) {
    const before = await this.#document(deadline).catch(passLabErrors);
    await this.#ask(this.#session.navigate(url, deadline));
    // The driver answers a navigation that failed like one that did not: only the document tells.
    const after = await this.#document(deadline);
    const fresh = after.created !== before?.created;
    if (fresh && (after.url !== 'about:blank' || url === 'about:blank')) return;
    throw new Error(`${url} led to no document. ${fresh ? after.text : ''}`.trim());
  }

  async reload(deadline: number) {
    await this.#ask(this.#session.refresh(deadline));
  }

  async back(deadline: number) {
    await this.#ask(this.#session.back(deadline));
  }

  async click(selector: string, depth: number) {
    try {
      for (let level = 0; level < depth; level++) {
        await this.#ask(this.#session.switchToFrame('iframe'));
      }
      await this.#ask(this.#session.click(selector));
    } finally {
      await this.#ask(this.#session.switchToFrame(null));
    }
  }

  async clickAt(x: number, y: number) {
    await this.#ask(this.#session.clickAt(x, y));
  }

  /** Resolves when its window is closed, or the driver is gone. */
  async untilClosed(): Promise<void> {
    try {
      for (;;) {
        await this.#ask(this.#session.window(jarTimeoutMs));
        await wait(lookEveryMs, undefined, { ref: false });
      }
    } catch {
      // The driver has no such window any more.
    }
  }

  /** Neither WebKitGTK nor Safari has a command for it. */
  async allowStorageAccess() {}

  async answerLocalNetwork() {}

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
    frames: readonly string[] = [],
  ): Promise<Result> {
    if (frames.length === 0) return this.#evaluate(script, argument, deadline);
    try {
      for (const selector of frames) {
        await this.#ask(this.#session.switchToFrame(selector)).catch((error) => {
          throw error instanceof LabError ? error : new Error(noFrame(selector));
        });
      }
      return await this.#evaluate(script, argument, deadline);
    } finally {
      await this.#ask(this.#session.switchToFrame(null));
    }
  }

  async #evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    const { result, error } = await this.#ask(
      this.#session.executeAsync<{ result?: Result; error?: string }>(
        wrap(script),
        [argument],
        deadline,
      ),
    );
    if (error !== undefined) throw new Error(error);
    return result as Result;
  }

  cookies(urls: readonly string[]): Promise<StoredCookie[]> {
    return readJar(urls, this, () => this.#ask(this.#session.cookies(jarTimeoutMs)));
  }

  clearCookies(origins: readonly string[]): Promise<void> {
    return clearJar(origins, this);
  }

  async close() {
    // Nothing of a session is kept: its processes are killed, its folder removed.
    await this.#end().catch(() => {});
  }

  /** The document that stands now. One that leaves while it is asked is waited out. */
  async #document(deadline: number): Promise<StandingDocument> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.evaluate(standingDocument, null, deadline);
      } catch (error) {
        if (!(error instanceof WebDriverError) || error.code !== unloaded || attempt === 5) {
          throw error;
        }
      }
    }
  }

  /** A command's answer. When there is none, or no browser behind it: kills the rest, and LAB_BROWSER_LOST. */
  async #ask<Value>(command: Promise<Value>): Promise<Value> {
    try {
      return await Promise.race([command, endOf(this.#life)]);
    } catch (error) {
      const lost = error instanceof LabError ? error : await this.#lossOf(error as WebDriverError);
      if (!lost) throw error;
      this.#life.signal('SIGKILL');
      throw lost;
    }
  }

  /** Does an error mean that the browser is lost? */
  async #lossOf(error: WebDriverError): Promise<LabError | null> {
    const { code, message } = error;
    if (code === 'script timeout') return lostBy(`The page does not answer: ${message}`, error);
    if (code !== 'unknown error') return null;
    // What the driver calls a browser that died under a command: does it still answer?
    return this.#session.currentUrl(2_000).then(
      () => null,
      () => lostBy('The browser ended under a command.', error),
    );
  }
}

/** What the driver answers when a document is unloaded under a script. */
const unloaded = 'no such frame';

interface StandingDocument {
  readonly url: string;
  /** When it was created, in milliseconds of Unix time: tells it from the one before. */
  readonly created: number;
  /** The start of its text: in an error page of the browser, the reason. */
  readonly text: string;
}

/** Runs in the page. */
function standingDocument(): StandingDocument {
  return {
    url: location.href,
    created: performance.timeOrigin,
    text: document.body?.textContent.slice(0, 200) ?? '',
  };
}

function passLabErrors(error: unknown): null {
  if (error instanceof LabError) throw error;
  return null;
}

/** Rejects with LAB_BROWSER_LOST when a driver process is gone. */
export async function endOf(life: DriverLife): Promise<never> {
  await life.gone;
  throw new LabError('LAB_BROWSER_LOST', `The driver ended. ${life.lastWords}`);
}

/** The body of an async script that runs a function and hands over its result or its error. */
const wrap = (script: (argument: never) => unknown) => `
  const [argument, done] = arguments;
  const __name = (f) => f; // what the TypeScript loader wraps functions in
  Promise.resolve().then(() => (${script})(argument)).then(
    (result) => done({ result }),
    (error) => done({ error: String(error) }),
  );`;
