/** A browser behind W3C WebDriver: it has no word of its own but in its sessions. */
import type { Browser } from './driver.ts';
import type { DrivenSession } from './webdriver-session.ts';

export abstract class DrivenBrowser implements Browser {
  version = '';
  abstract readonly build: string;
  abstract readonly switches: readonly string[];
  #first: DrivenSession | undefined;

  /** Makes a session. Rejects with LAB_BROWSER_START when it cannot. */
  protected abstract newSession(): Promise<DrivenSession>;
  abstract close(): Promise<void>;

  /** Starts the first session, which tells the version; it is handed out first. */
  async start() {
    this.#first = await this.newSession();
    this.version = this.#first.version;
  }

  async session(): Promise<DrivenSession> {
    const first = this.#first;
    this.#first = undefined;
    return first ?? this.newSession();
  }
}
