/** One session over WebDriver BiDi: a user context with the pages in it. */
import { LabError } from '../errors.ts';
import { type Bidi, BidiTimeout } from './bidi.ts';
import type { Session, StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';

/** Milliseconds for commands that wait for no page. */
const short = 10_000;

/** BiDi's browsing context: a tab, by its id. */
type Tab = string;

/** `script.EvaluateResult`, of functions that return text. */
type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/** `network.Cookie` */
interface BidiCookie {
  readonly name: string;
  readonly value: { readonly type: 'string' | 'base64'; readonly value: string };
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: string;
  /** Seconds since the epoch; absent for a session cookie. */
  readonly expiry?: number;
}

export class BidiSession implements Session {
  readonly #bidi: Bidi;
  readonly #userContext: string;
  readonly #kept: KeptPages<Tab>;
  /** Where real navigations happen. */
  readonly #main: Tab;
  #current: Tab;

  private constructor(bidi: Bidi, userContext: string, first: Tab) {
    this.#bidi = bidi;
    this.#userContext = userContext;
    this.#main = this.#current = first;
    this.#kept = new KeptPages({
      create: () => createTab(bidi, userContext),
      lead: (tab, url) => this.#navigate(tab, url, short),
      location: (tab) => this.#evaluateIn(tab, () => location.href, null, short),
    });
  }

  /** Begins with an empty tab in a user context that is new. */
  static async begin(bidi: Bidi, userContext: string): Promise<BidiSession> {
    return new BidiSession(bidi, userContext, await createTab(bidi, userContext));
  }

  async open(url: string, deadline: number) {
    await this.#show(this.#main);
    await this.#navigate(this.#main, url, deadline);
  }

  async stand(url: string) {
    await this.#show(await this.#kept.at(url));
  }

  evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    return this.#evaluateIn(this.#current, script, argument, deadline);
  }

  async cookies(): Promise<StoredCookie[]> {
    const { cookies } = await this.#bidi.send<{ cookies: BidiCookie[] }>(
      'storage.getCookies',
      { partition: this.#partition },
      short,
    );
    return cookies.map(({ value, sameSite, expiry, ...cookie }) => ({
      ...cookie,
      value: value.type === 'string' ? value.value : atob(value.value),
      sameSite,
      expires: expiry === undefined ? null : expiry * 1000,
      partition: null, // not told
    }));
  }

  async clearCookies() {
    await this.#bidi.send('storage.deleteCookies', { partition: this.#partition }, short);
  }

  async close() {
    await this.#bidi
      .send('browser.removeUserContext', { userContext: this.#userContext }, short)
      .catch(() => {});
  }

  get #partition() {
    return { type: 'storageKey', userContext: this.#userContext };
  }

  /** Timers of a tab in the background run once a second. */
  async #show(tab: Tab) {
    if (tab === this.#current) return;
    this.#current = tab;
    await this.#bidi.send('browsingContext.activate', { context: tab }, short);
  }

  /** A page that does not come is the page's fault: no browser is lost. */
  async #navigate(tab: Tab, url: string, deadline: number) {
    await this.#bidi.send(
      'browsingContext.navigate',
      { context: tab, url, wait: 'interactive' },
      deadline,
    );
  }

  async #evaluateIn<Argument, Result>(
    tab: Tab,
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
  ): Promise<Result> {
    const answer = await this.#bidi
      .send<Evaluated>(
        'script.callFunction',
        {
          functionDeclaration: wrap(script),
          arguments: [{ type: 'string', value: JSON.stringify(argument) }],
          target: { context: tab },
          awaitPromise: true,
        },
        deadline,
      )
      .catch((error) => {
        if (!(error instanceof BidiTimeout)) throw error;
        throw new LabError('LAB_BROWSER_LOST', error.message, undefined, error);
      });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    const { value } = answer.result;
    return value === undefined ? (undefined as Result) : JSON.parse(value);
  }
}

async function createTab(bidi: Bidi, userContext: string): Promise<Tab> {
  const { context } = await bidi.send<{ context: Tab }>(
    'browsingContext.create',
    { type: 'tab', userContext },
    short,
  );
  return context;
}

/** A function as text whose argument and result cross as JSON. */
const wrap = (script: (argument: never) => unknown) => `async (json) => {
  const __name = (f) => f; // what the TypeScript loader wraps functions in
  return JSON.stringify(await (${script})(JSON.parse(json)));
}`;
