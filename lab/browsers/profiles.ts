/**
 * The columns of the matrix: an engine, a policy, and the switches that make the
 * one have the other. Every line was measured to change what is sent.
 */
import type { RequestKind } from '../scenario/plan/planned.ts';
import type { Policy } from '../scenario/scenario.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** What a scenario can leave behind in a session besides cookies. Clearing cookies does not remove it. */
export type Leftover =
  /** Access to its cookies, granted to a site that asked, or that a page opened or led to. */
  | 'storage access'
  /** The user's answer whether an origin may reach servers of this machine. */
  | 'local network'
  /** A page process may go on showing a script's write that the jar refused: of the cookie of this name. */
  | `written ${string}`
  /** Firefox goes on to load a host as plain http that was opened so from the address bar: this host. */
  | `http ${string}`
  /** A window or a worker that lives on: no other scenario may meet it. */
  | 'windows or workers';

/** What each kind of exchange leaves behind in an engine; `written` is followed by the cookie's name. */
export const leftovers: Readonly<
  Record<Engine, Readonly<Partial<Record<RequestKind, Leftover | 'written'>>>>
> = {
  chromium: { requestStorageAccess: 'storage access' },
  firefox: {
    link: 'storage access',
    form: 'storage access',
    metaRefresh: 'storage access',
    location: 'storage access',
    openWindow: 'storage access',
    redirect: 'storage access',
    requestStorageAccess: 'storage access',
    writeCookie: 'written',
    cookieStore: 'written',
  },
  webkit: {
    requestStorageAccess: 'storage access',
    writeCookie: 'written',
    cookieStore: 'written',
    // What a script sets there only the page's process keeps.
    blankWindow: 'windows or workers',
  },
};

interface Common {
  /** The column's id: `engine` as most users have it, else `engine:variant`. */
  readonly id: string;
  /** What the column is about, in a few words for its head. */
  readonly label: string;
  readonly policy: Policy;
  /** Shown without being asked for. */
  readonly default: boolean;
}

export interface ChromiumProfile extends Common {
  readonly engine: 'chromium';
  /** Contents of `Default/Preferences` in a new profile folder. */
  readonly preferences: Readonly<Record<string, unknown>>;
  /** In a window of the incognito mode. */
  readonly incognito?: true;
}

export interface FirefoxProfile extends Common {
  readonly engine: 'firefox';
  readonly preferences: Readonly<Record<string, string | number | boolean>>;
}

export interface WebKitProfile extends Common {
  readonly engine: 'webkit';
  /** Arguments of MiniBrowser. */
  readonly switches: readonly string[];
}

/** One of Playwright's own builds, which differ from what users have, and go by a name of their own. */
export interface PlaywrightProfile extends Common {
  readonly engine: Engine;
  readonly build: 'playwright';
}

/** Whatever answers at the WebDriver URL in LAB_WEBDRIVER; taken for a Safari as shipped. */
export interface RemoteProfile extends Common {
  readonly engine: Engine;
  readonly build: 'remote';
}

export type Profile =
  | ChromiumProfile
  | FirefoxProfile
  | WebKitProfile
  | PlaywrightProfile
  | RemoteProfile;

export const profiles = [
  {
    id: 'chromium',
    engine: 'chromium',
    label: 'third-party allowed',
    policy: 'allowed',
    default: true,
    preferences: { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } },
  },
  {
    id: 'chromium:blocked',
    engine: 'chromium',
    label: 'third-party blocked',
    policy: 'blocked',
    default: true,
    preferences: { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } },
  },
  {
    id: 'chromium:incognito',
    engine: 'chromium',
    label: 'incognito',
    policy: 'blocked',
    default: false,
    incognito: true,
    // As shipped: third-party cookies are blocked in incognito only.
    preferences: { profile: { cookie_controls_mode: 2, block_third_party_cookies: false } },
  },
  {
    id: 'firefox',
    engine: 'firefox',
    label: 'as shipped',
    policy: 'partitioned',
    default: true,
    preferences: {},
  },
  {
    id: 'firefox:allowed',
    engine: 'firefox',
    label: 'third-party allowed',
    policy: 'allowed',
    default: true,
    preferences: { 'network.cookie.cookieBehavior': 0 },
  },
  {
    id: 'firefox:blocked',
    engine: 'firefox',
    label: 'third-party blocked',
    policy: 'blocked',
    default: false,
    preferences: { 'network.cookie.cookieBehavior': 1 },
  },
  {
    id: 'firefox:lax-default',
    engine: 'firefox',
    label: 'Lax by default',
    policy: 'partitioned',
    default: false,
    preferences: { 'network.cookie.sameSite.laxByDefault': true },
  },
  {
    id: 'webkit',
    engine: 'webkit',
    label: 'as shipped',
    policy: 'first-party-set',
    default: true,
    switches: [],
  },
  {
    id: 'webkit:itp',
    engine: 'webkit',
    label: 'tracking prevention',
    policy: 'tracking-prevention',
    default: true,
    switches: ['--enable-itp'],
  },
  {
    id: 'webkit:allowed',
    engine: 'webkit',
    label: 'third-party allowed',
    policy: 'allowed',
    default: false,
    switches: ['--cookies-policy=always'],
  },
  {
    id: 'playwright:chromium',
    engine: 'chromium',
    build: 'playwright',
    label: "Playwright's build",
    policy: 'allowed',
    default: false,
  },
  {
    id: 'playwright:firefox',
    engine: 'firefox',
    build: 'playwright',
    label: "Playwright's build",
    policy: 'allowed',
    default: false,
  },
  {
    id: 'playwright:webkit',
    engine: 'webkit',
    build: 'playwright',
    label: "Playwright's build",
    policy: 'allowed',
    default: false,
  },
  {
    id: 'remote',
    engine: 'webkit',
    build: 'remote',
    label: 'by LAB_WEBDRIVER',
    policy: 'tracking-prevention',
    default: false,
  },
] as const satisfies readonly Profile[];
