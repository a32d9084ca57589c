/** One session over WebDriver BiDi: a user context with the pages in it. */
import { LabError } from '../base/errors.ts';
import { type Bidi, BidiError, BidiTimeout } from './bidi.ts';
import { noFrame, type Session, type StoredCookie } from './driver.ts';
import { KeptPages } from './kept-pages.ts';
import { clickAtPlace } from './pointer.ts';
import { goBack, identity } from './way-back.ts';

/** Milliseconds for commands that wait for no page. */
const short = 10_000;
/** Milliseconds for the end of a session: a browser that is lost does not answer. */
const endTimeoutMs = 3_000;

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

  /** The tab that Firefox opens by itself, in its ordinary user context. */
  static async standing(bidi: Bidi): Promise<BidiSession> {
    const { contexts } = await bidi.send<{ contexts: { context: Tab }[] }>(
      'browsingContext.getTree',
      { maxDepth: 0 },
      short,
    );
    const tab = contexts[0]?.context ?? (await createTab(bidi, 'default'));
    return new BidiSession(bidi, 'default', tab);
  }

  async open(url: string, deadline: number) {
    await this.#show(this.#main);
    await this.#navigate(this.#main, url, deadline);
  }

  async stand(url: string) {
    await this.#show(await this.#kept.at(url));
  }

  async reload(deadline: number) {
    const to = { context: this.#current, wait: 'interactive' };
    await this.#bidi.send('browsingContext.reload', to, deadline).catch(pagesFault);
  }

  async back(deadline: number) {
    const by = { context: this.#current, delta: -1 };
    await goBack(
      () => this.#bidi.send('browsingContext.traverseHistory', by, deadline),
      () => this.evaluate(identity, null, deadline),
      deadline,
    );
  }

  async click(selector: string, depth: number, deadline: number) {
    // A window that opened meanwhile may lie above.
    await this.#bidi.send('browsingContext.activate', { context: this.#current }, short);
    const context = await this.#frame(depth);
    const { nodes } = await this.#bidi.send<{ nodes: { sharedId: string }[] }>(
      'browsingContext.locateNodes',
      { context, locator: { type: 'css', value: selector }, maxNodeCount: 1 },
      short,
    );
    const [node] = nodes;
    if (!node) throw new Error(`nothing is ${selector}`);
    const element = { sharedId: node.sharedId };
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const pointer = { type: 'pointer', id: 'mouse', actions };
    const late = Date.now() + deadline;
    // In a frame that is not drawn yet a click gets lost.
    do {
      await this.#bidi.send('input.performActions', { context, actions: [pointer] }, deadline);
      // With the document, too: a frame may be closed as soon as it was clicked in.
      if (await this.#evaluateIn(context, goesAway, selector, short).catch(clickedUnlessLost))
        return;
    } while (Date.now() < late);
    throw new Error(`no click on ${selector} arrived`);
  }

  async clickAt(x: number, y: number) {
    await this.#bidi.send(
      'input.performActions',
      { context: this.#current, actions: clickAtPlace(x, y) },
      short,
    );
  }

  /** BiDi in Firefox has no command for it: https://bugzilla.mozilla.org/show_bug.cgi?id=1895457 */
  async allowStorageAccess() {}

  async answerLocalNetwork() {}

  /** The browsing context that `depth` frames lead to, each the first of its document. */
  async #frame(depth: number): Promise<string> {
    let context = this.#current;
    for (let level = 0; level < depth; level++) {
      const { contexts } = await this.#bidi.send<{
        contexts: { children: { context: string }[] }[];
      }>('browsingContext.getTree', { root: context, maxDepth: 1 }, short);
      const [child] = contexts[0]?.children ?? [];
      if (!child) throw new Error('there is no frame to click in');
      context = child.context;
    }
    return context;
  }

  async evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
    frames: readonly string[] = [],
  ): Promise<Result> {
    let context = this.#current;
    for (const selector of frames) context = await this.#frameIn(context, selector);
    return this.#evaluateIn(context, script, argument, deadline);
  }

  /** The browsing context of a frame, which stands in the window that its element has. */
  async #frameIn(context: string, selector: string): Promise<string> {
    const answer = await this.#bidi.send<{ result?: { value?: { context?: string } } }>(
      'script.callFunction',
      {
        functionDeclaration: '(selector) => document.querySelector(selector)?.contentWindow',
        arguments: [{ type: 'string', value: selector }],
        target: { context },
        awaitPromise: false,
      },
      short,
    );
    const inner = answer.result?.value?.context;
    if (inner === undefined) throw new Error(noFrame(selector));
    return inner;
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
      .send('browser.removeUserContext', { userContext: this.#userContext }, endTimeoutMs)
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

  async #navigate(tab: Tab, url: string, deadline: number) {
    const to = { context: tab, url, wait: 'interactive' };
    try {
      await this.#bidi.send('browsingContext.navigate', to, deadline).catch(pagesFault);
    } catch (error) {
      // A page whose process died has nothing else to say.
      if (error instanceof BidiError) await this.#evaluateIn(tab, () => null, null, short);
      throw error;
    }
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
      .catch(crashed);
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    const { value } = answer.result;
    return value === undefined ? (undefined as Result) : JSON.parse(value);
  }
}

/** Where the process of a page died, a page of Firefox's own says so, and no function runs in that. */
function crashed(error: Error): never {
  const died = error instanceof BidiError && error.code === 'unsupported operation';
  throw died ? new LabError('LAB_BROWSER_LOST', 'a page crashed', undefined, error) : error;
}

/** A page that does not come in time is no browser that is lost. */
function pagesFault(error: Error): never {
  throw error instanceof BidiTimeout ? new Error(error.message) : error;
}

/** The page is gone, so the click arrived; throws if the browser is lost. */
function clickedUnlessLost(error: unknown): true {
  if (error instanceof LabError) throw error;
  return true;
}

async function createTab(bidi: Bidi, userContext: string): Promise<Tab> {
  const { context } = await bidi.send<{ context: Tab }>(
    'browsingContext.create',
    { type: 'tab', userContext },
    short,
  );
  return context;
}

/** Runs in the page: is the element, which goes away when it is clicked, gone within a second? */
const goesAway = async (selector: string) => {
  for (const late = performance.now() + 1_000; performance.now() < late; ) {
    if (!document.querySelector(selector)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
};

/** A function as text whose argument and result cross as JSON. */
const wrap = (script: (argument: never) => unknown) => `async (json) => {
  const __name = (f) => f; // what the TypeScript loader wraps functions in
  return JSON.stringify(await (${script})(JSON.parse(json)));
}`;
