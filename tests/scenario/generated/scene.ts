/** For tests: where a generated step is done. */
import type { LabUrl, Origin } from '../../../lab/base/topology.ts';
import type { AnswerSpec, LocalContent } from '../../../lab/scenario/steps/index.ts';
import type { For } from './answers.ts';
import type { Choices } from './choices.ts';

/** What all documents of a plan have in common. */
interface Shared {
  readonly choices: Choices;
  readonly url: () => LabUrl;
  labels: number;
  /** Does something wait for a document to be left? */
  leaving: boolean;
  /** Names of the values that were taken so far. */
  readonly taken: string[];
}

export class Scene {
  /** Where the document stands, if all goes as planned. */
  url: LabUrl;
  readonly place: 'page' | 'frame' | 'window';
  readonly depth: number;
  /** Has its origin gone, by a sandbox or data:? */
  readonly opaque: boolean;
  /** The request that could be made again: its label and URL. */
  repeatable: { readonly as: string; readonly url: LabUrl } | null = null;
  /** What the document was made of that no server sent; null where one did. */
  local: LocalContent | null;
  /** Where a target has led the page around this frame, of which no step is done after that. */
  leadsOut: LabUrl | null = null;
  readonly #shared: Shared;
  /** Entries of the session history of the top-level page. */
  #entries = 0;

  private constructor(shared: Shared, url: LabUrl, around: Scene | null, how: Inside | null) {
    this.#shared = shared;
    this.url = url;
    this.place = around?.place === 'window' ? 'window' : (how?.place ?? 'page');
    this.depth = around ? around.depth + 1 : 0;
    this.opaque = how?.opaque ?? false;
    this.local = how?.local ?? null;
  }

  static first(choices: Choices, url: () => LabUrl, at: LabUrl): Scene {
    return new Scene({ choices, url, labels: 0, leaving: false, taken: [] }, at, null, null);
  }

  get choices(): Choices {
    return this.#shared.choices;
  }

  get leaving(): boolean {
    return this.#shared.leaving;
  }

  set leaving(waits: boolean) {
    this.#shared.leaving = waits;
  }

  get taken(): string[] {
    return this.#shared.taken;
  }

  inside(url: LabUrl, how: Inside): Scene {
    return new Scene(this.#shared, url, this, how);
  }

  /** A label that no other step has. */
  label(kind: string): string {
    this.#shared.labels += 1;
    return `${kind} ${this.#shared.labels}`;
  }

  anyUrl(): LabUrl {
    // Half of all that is asked is of the document's own site, or of its origin.
    return this.choices.isOneIn(5) ? this.url : this.#shared.url();
  }

  /** What an answer to a request of this document is made by. */
  answering(url: LabUrl): For {
    return {
      url,
      origin: this.opaque ? 'null' : (new URL(this.url).origin as Origin),
      others: () => this.anyUrl(),
      label: () => this.label('hop'),
    };
  }

  /** The document has led on, to a URL, unless the answer is none that a page comes of. */
  landed(url: LabUrl, answer: AnswerSpec = {}, replaces = false) {
    if (leadsNowhere(answer)) return;
    this.url = url;
    this.local = null;
    this.repeatable = null;
    if (!replaces) this.visited(1);
  }

  /** Is the document around this one the page itself? */
  get isInPage(): boolean {
    return this.place === 'frame' && this.depth === 1;
  }

  visited(count: number) {
    this.#entries += count;
  }

  get canGoBack(): boolean {
    return this.place === 'page' && this.depth === 0 && this.#entries > 1;
  }

  wentBack() {
    this.#entries -= 1;
    this.repeatable = null;
  }
}

/** Is it answered so that the document stays? */
export const leadsNowhere = ({ redirect, status }: AnswerSpec): boolean =>
  redirect ? leadsNowhere(redirect.answer ?? {}) : status === 204;

interface Inside {
  readonly place: 'frame' | 'window';
  readonly opaque: boolean;
  readonly local?: LocalContent;
}
