/**
 * What the lab asks of a browser, and no more: start with a profile, fresh
 * state, open a URL, run a function in the page, close.
 */
import type { Socket } from 'node:net';
import type { Told } from '../base/wire.ts';
import type { Profile } from './profiles.ts';
import type { BrowserReason } from './reason.ts';

/** A browser that is installed and can be driven. */
export interface Driver {
  /** Where the browser is on this machine; absent where it is elsewhere. */
  readonly installed?: Installed;
  /** It may start while a command is still being loaded; not where it has much to load itself. */
  readonly startsEarly?: true;
  /** Its browser tells of single requests of a recording, which the proxy is to mark for it. */
  readonly readsMarks?: true;
  /** Starts the browser with a profile. Rejects with a {@link LabError} when it does not come up. */
  launch(profile: Profile, network: Network): Promise<Browser>;
  /**
   * Why it starts its browser as root where the lab is root; null where a throwaway user does. Absent
   * where the lab starts no browser.
   */
  whyRoot?(network: Pick<Network, 'headed'>): Promise<string | null>;
}

/** A browser on disk. */
export interface Installed {
  /** The files that are started, as they were found. */
  readonly programs: readonly string[];
  /** Other files and folders by which its maker, or who runs the machine, decides what it does. */
  readonly settings: readonly string[];
}

/** How the lab's names reach the lab. */
export interface Network {
  /** The mapping proxy, `host:port`; null where the machine's own resolver knows the names. */
  readonly proxy: string | null;
  /** What each host shows over HTTPS, in PEM, which the browser is to accept. */
  readonly certificates: readonly { readonly host: string; readonly cert: string }[];
  readonly headed: boolean;
  /** A recording: every request goes through the proxy, those to this machine as well. */
  readonly recorder?: RecordingProxy;
}

/** The proxy that records what a browser sends to real servers. */
export interface RecordingProxy {
  /** The certificate, in PEM, of the authority that signs what the browser is shown. */
  readonly authority: string;
  /** Takes a connection of a browser that has a loopback of its own; nothing listens on the machine's. */
  accept(socket: Socket): void;
}

/** A running browser. */
export interface Browser {
  /** What it calls itself, where the profile does not say what it is: `chrome`. */
  readonly name?: string;
  /** As the browser itself states it: `156.0.8078.79`. */
  readonly version: string;
  /** Which build it is: `system`, `playwright`, `remote`. */
  readonly build: string;
  /** Every switch, preference and capability that could touch cookies, as given. */
  readonly switches: readonly string[];
  /**
   * The processes that were started for it, by which those that they started are found. Absent where
   * they are not on this machine, or nobody knows them.
   */
  processes?(): Promise<readonly number[]>;
  /** A session with fresh state: no cookie, cache or permission of any other. */
  session(): Promise<Session>;
  /**
   * Hands over why, by its own account, cookies were not sent or stored and answers not readable, in
   * the exchanges of one performance. Absent where the browser gives no reasons. Never rejects.
   */
  reasons?(performance: string): Promise<BrowserReason[]>;
  /**
   * Hands over, once it is closed, what it says of the requests that a recording proxy has marked, by
   * the mark. Absent where it says nothing. Never rejects.
   */
  told?(): Promise<ReadonlyMap<string, Told>>;
  /** The window that the browser opens by itself, over its ordinary profile. Absent where it cannot be had. */
  window?(): Promise<UserWindow>;
  /** Ends the browser and all that belongs to it. Never rejects. */
  close(): Promise<void>;
}

/** A window as a user has it. */
export interface UserWindow extends Pick<Session, 'open' | 'reload' | 'back' | 'evaluate'> {
  /** A click of the user at a place in the viewport of the top-level document, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  /** Resolves when the user has closed it, or the browser is gone. Never rejects. */
  readonly closed: Promise<void>;
}

/** One profile of its own with one top-level page. */
export interface Session {
  /** A navigation from the address bar; resolves when the new document runs script. */
  open(url: string, deadline: number): Promise<void>;
  /** Moves on to a page that stands at a URL, as to another tab: one kept open, or else opened to be kept. */
  stand(url: string): Promise<void>;
  /** The user's reload button; resolves as {@link Session.open} does. */
  reload(deadline: number): Promise<void>;
  /** The user's back button: one entry of the session history; resolves as {@link Session.open} does. */
  back(deadline: number): Promise<void>;
  /**
   * A click of the user, which gives the document transient user activation: on the first element
   * that a CSS selector finds in the document that `depth` iframes lead to, each the first of its
   * document; 0 is the top-level one. The element goes away when it is clicked. Rejects when there
   * is none, or no click arrives, by the deadline.
   */
  click(selector: string, depth: number, deadline: number): Promise<void>;
  /**
   * Answers beforehand, with Allow, the prompt that a frame of this origin has the browser show
   * when it asks for storage access. Without effect where the browser cannot be told so.
   */
  allowStorageAccess(origin: string): Promise<void>;
  /**
   * Answers beforehand the prompt that a page of the current origin has the browser show when it asks
   * for a server of this machine. Without effect where the browser cannot be told so.
   */
  answerLocalNetwork(setting: 'allow' | 'block'): Promise<void>;
  /**
   * Runs a function in the current top-level document and resolves with what it, or its promise, returns.
   * The function must stand alone: it is sent as text. Arguments and result are JSON.
   * Rejects when the document goes away meanwhile, or after `deadline` milliseconds.
   *
   * @param frames CSS selectors, each of a frame in the document to which the one before led: in which
   *   document it runs instead. Rejects where one finds no frame.
   */
  evaluate<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
    deadline: number,
    frames?: readonly string[],
  ): Promise<Result>;
  /** The cookies in the jar that the browser would tell of for these URLs, in any partition. */
  cookies(urls: readonly string[]): Promise<StoredCookie[]>;
  /**
   * Forgets all cookies, in every partition, so that another scenario can begin: much cheaper than
   * a new session. `origins` are those that may have set one. Rejects when it cannot be done.
   */
  clearCookies(origins: readonly string[]): Promise<void>;
  /**
   * Rejects with LAB_BROWSER_LOST where the jar was lost meanwhile: with the process that kept it, and
   * the browser went on with an empty one. Absent where a browser is lost with its jar.
   */
  confirmJar?(): Promise<void>;
  /** Never rejects. */
  close(): Promise<void>;
}

/** Why nothing runs in a frame. */
export const noFrame = (selector: string) => `no frame matches ${selector}`;

/** A cookie as the browser says it is stored. */
export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** As the browser spells it: with a leading dot where it has a Domain attribute. */
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: string | null;
  /** Milliseconds since the epoch; null for a session cookie. */
  readonly expires: number | null;
  /** The top-level site of its partition; null for the unpartitioned jar. */
  readonly partition: string | null;
}
