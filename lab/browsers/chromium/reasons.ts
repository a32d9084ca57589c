/**
 * Has Chromium report what it decides about cookies and CORS, over a DevTools session of the whole
 * browser beside Playwright's. Pages, frames in processes of their own and workers are attached to
 * as they come. Playwright holds each back until it is ready itself, so that none gets ahead.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import type { BrowserReason } from '../reason.ts';
import { NetworkLog } from './network-log.ts';

/** Kinds of targets that make requests. */
const kinds = ['page', 'iframe', 'worker', 'shared_worker', 'service_worker'];

/** Milliseconds to wait for the events of requests that were answered already. */
const timeoutMs = 300;

export class ChromiumReasons {
  readonly #session: CDPSession;
  readonly #log = new NetworkLog();
  #commands = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.targetCreated', ({ targetInfo: { type, targetId } }) => {
      if (kinds.includes(type)) void this.#attach(targetId);
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { method, params } = JSON.parse(message);
      if (method) this.#log.add(method, params);
    });
  }

  static async watch(browser: Browser): Promise<ChromiumReasons> {
    const session = await browser.newBrowserCDPSession();
    const watching = new ChromiumReasons(session);
    await session.send('Target.setDiscoverTargets', { discover: true });
    return watching;
  }

  /** Hands over what was said of one performance. Never rejects. */
  async take(performance: string): Promise<BrowserReason[]> {
    // What the browser process has sent before its answer is here before it.
    const answer = this.#session.send('Browser.getVersion').catch(() => {});
    const deadline = Date.now() + timeoutMs;
    await Promise.race([answer, wait(timeoutMs)]);
    while (this.#log.awaits(performance) && Date.now() < deadline) await wait(5);
    return this.#log.take(performance);
  }

  /** Sessions in sessions: Playwright passes messages of flattened ones to itself only. */
  async #attach(targetId: string) {
    try {
      const { sessionId } = await this.#session.send('Target.attachToTarget', {
        targetId,
        flatten: false,
      });
      const message = JSON.stringify({ id: ++this.#commands, method: 'Network.enable' });
      await this.#session.send('Target.sendMessageToTarget', { sessionId, message });
    } catch {
      // It is gone again.
    }
  }
}
