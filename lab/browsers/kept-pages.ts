/**
 * Pages that a session keeps open. Many steps only need a page to stand on: to
 * return to one that is there costs a switch, where a navigation costs a process
 * its work.
 */

/** How a driver deals with pages. */
export interface PageHandling<Page> {
  /** Opens a page of its own, with nothing in it yet. */
  create(): Promise<Page>;
  /** Leads a page to a URL; resolves when the new document runs script. */
  lead(page: Page, url: string): Promise<void>;
  /** The URL of the document that stands in a page. */
  location(page: Page): Promise<string>;
}

export class KeptPages<Page> {
  readonly #handling: PageHandling<Page>;
  readonly #pages = new Map<string, Page>();

  constructor(handling: PageHandling<Page>) {
    this.#handling = handling;
  }

  /** A page that stands at a URL. One that steps have led elsewhere is led back. */
  async at(url: string): Promise<Page> {
    const kept = this.#pages.get(url);
    if (kept !== undefined && (await this.#handling.location(kept)) === url) return kept;
    const page = kept ?? (await this.#handling.create());
    await this.#handling.lead(page, url);
    this.#pages.set(url, page);
    return page;
  }
}
