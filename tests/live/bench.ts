/** The bench in a browser: an engine of the lab, led to it, and what its page shows. */

import { encodeSequence, type Sequence } from '../../lab/bench/sequence.ts';
import { findColumn } from '../../lab/browsers/columns.ts';
import type { Browser, Session } from '../../lab/browsers/driver.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import type { Gateway } from '../../lab/gateway/gateway.ts';
import { networkOf } from '../../lab/run/network.ts';

/** The engines, as shipped, that are installed here. */
export const engines = profiles.flatMap((profile) => {
  const column = profile.id === profile.engine ? findColumn(profile) : null;
  return column ? [column] : [];
});

export type Engine = (typeof engines)[number];

/** Milliseconds. */
const deadline = 20_000;

/** A try as the page shows it: facts by group and name, and what is missed. */
export interface ShownTry {
  readonly title: string;
  readonly missed: string | null;
  readonly link: string | null;
  /** The titles of the groups, in their order: WebKit's driver sorts the names of an object. */
  readonly shown: readonly string[];
  readonly groups: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export class Bench {
  readonly #gateway: Gateway;
  readonly #browser: Browser;
  readonly session: Session;

  private constructor(gateway: Gateway, browser: Browser, session: Session) {
    this.#gateway = gateway;
    this.#browser = browser;
    this.session = session;
  }

  static async start({ profile, driver }: Engine): Promise<Bench> {
    const gateway = await startEmbedded();
    try {
      const browser = await driver.launch(profile, networkOf(gateway, false));
      return new Bench(gateway, browser, await browser.session());
    } catch (error) {
      await gateway.close();
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.session.open('about:blank', deadline).catch(() => {});
    await this.session.open(url, deadline);
    await this.run(async () => {
      while (!document.querySelector('.send')) await new Promise((done) => setTimeout(done, 50));
    }, null);
  }

  run<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    return this.session.evaluate(script, argument, deadline * 2);
  }

  /** Sets the bench by the URL, sends, and hands over what was added, the first request first. */
  send(sequence: Sequence): Promise<ShownTry[]> {
    return this.run(sentInPage, { fragment: encodeSequence(sequence), failure: '' });
  }

  /** Clicks on one of the usual failures. */
  fail(title: string): Promise<ShownTry[]> {
    return this.run(sentInPage, { fragment: null, failure: title });
  }

  async close() {
    await this.session.close();
    await this.#browser.close();
    await this.#gateway.close();
  }
}

/** Runs in the page. */
async function sentInPage(given: {
  fragment: string | null;
  failure: string;
}): Promise<ShownTry[]> {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const said = document.querySelector('.said') as HTMLElement;
  const before = document.querySelectorAll('.try').length;
  if (given.fragment !== null) {
    location.hash = given.fragment;
    await wait(50);
  }
  said.textContent = '';
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.failures button')];
  const failure = buttons.find(({ firstChild }) => firstChild?.textContent === given.failure);
  (failure ?? (document.querySelector('.send') as HTMLButtonElement)).click();
  while (!/^(Sent|Not sent)/.test(said.textContent ?? '')) await wait(30);
  const shown = [...document.querySelectorAll('.try')];
  return shown
    .slice(0, shown.length - before)
    .reverse()
    .map((one) => ({
      title: one.querySelector('h3')?.textContent ?? '',
      missed: one.querySelector('.broken strong')?.textContent ?? null,
      link: one.querySelector('.link')?.textContent ?? null,
      shown: [...one.querySelectorAll('.group h4')].map((title) => title.textContent ?? ''),
      groups: Object.fromEntries(
        [...one.querySelectorAll('.group')].map((group) => [
          group.querySelector('h4')?.textContent ?? '',
          Object.fromEntries(
            [...group.querySelectorAll('dl > div')].map((fact) => [
              fact.querySelector('dt')?.textContent ?? '',
              fact.querySelector('dd')?.textContent ?? '',
            ]),
          ),
        ]),
      ),
    }));
}
