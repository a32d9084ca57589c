/**
 * The documents of a flat plan. No exporter writes a frame tree: which document asks comes from the
 * exporter's frames, Referer, Origin, Sec-Fetch-Site and the initiator, in that order, and what leads
 * to a document that the file does not hold makes one up, whose exchange is a gap.
 */
import { originOfUrl } from '../../base/origin.ts';
import type { Doc, DocId, ExchangeId, PlannedExchange } from '../../scenario/plan/planned.ts';

/** What tells of the document behind a request. */
export interface Clues {
  readonly url: string;
  /** The exporter's groups: a tab, a frame; null for none. */
  readonly page: string | null;
  readonly frame: string | null;
  readonly referer: string | null;
  readonly origin: string | null;
  readonly site: string | null;
  /** Does a script ask whose document has no origin? */
  readonly isOpaque: boolean;
  /** Of the document, or of a script in it. */
  readonly initiator: string | null;
  /** Might a style sheet or a worker be what Referer names? */
  readonly isSubresource: boolean;
}

export interface Client {
  readonly doc: Doc;
  /** Nothing in the file tells. */
  readonly assumed: boolean;
}

/** A document that nobody can name: cross-site to all. RFC 6761: never a real host. */
const unknownSite = 'https://unknown.invalid/';

/** Is this the URL of a document that the file does not name? */
export const isUnnamed = (url: string): boolean => url === unknownSite;

/** A text for people, with words in place of the name that {@link unknownSite} makes up. */
export const withoutUnnamed = (words: string): string =>
  words
    .replaceAll(unknownSite.slice(0, -1), 'a page that the file does not name')
    .replaceAll(new URL(unknownSite).hostname, 'a site that the file does not name');

export class Documents {
  readonly all: Doc[] = [];
  /** The exchanges that brought documents that the file does not hold. */
  readonly missing: PlannedExchange[] = [];
  private readonly byId = new Map<DocId, Doc>();
  private readonly byUrl = new Map<string, Doc>();
  private readonly byOrigin = new Map<string, Doc>();
  private readonly byFrame = new Map<string, Doc>();
  private readonly topOf = new Map<string | null, Doc>();
  /** Of the pages that have frames. */
  private readonly frames = new Map<string | null, { last: Doc; count: number }>();
  private readonly mainFrames = new Map<string | null, string | null>();

  private readonly label: (method: string, url: string) => string;

  /** `label` makes a label that no other exchange has. */
  constructor(label: (method: string, url: string) => string) {
    this.label = label;
  }

  /** The document that asked, if need be one that the file does not hold. */
  clientOf(given: Clues): Client {
    // An extension may send the page's Referer; its own origin is what CORS goes by.
    const [origin, referer] = [originOf(given.origin), originOf(given.referer)];
    const clues = origin !== null && origin !== referer ? { ...given, referer: null } : given;
    const framed = clues.frame === null ? undefined : this.byFrame.get(clues.frame);
    if (framed) return { doc: framed, assumed: false };
    const known = this.named(clues);
    if (known) return { doc: known, assumed: false };
    // A sandboxed document has no origin to name, and sends no Referer to others.
    const sandboxed = clues.isOpaque && this.frames.get(clues.page);
    if (sandboxed) return { doc: sandboxed.last, assumed: sandboxed.count > 1 };
    const top = this.topOf.get(clues.page) ?? this.topOf.get(null);
    const named = urlOf(clues.referer) ?? originUrl(clues.origin);
    if (named !== null && !(clues.isSubresource && top)) {
      return { doc: this.addMissing(named, clues), assumed: false };
    }
    if (top && isPossible(top, clues)) {
      const isOnlyOne = clues.page !== null && !this.frames.has(clues.page);
      return { doc: top, assumed: !isOnlyOne };
    }
    if (clues.site === 'same-origin') {
      return {
        doc: this.addMissing(originUrl(new URL(clues.url).origin) ?? clues.url, clues),
        assumed: false,
      };
    }
    if (clues.site === 'cross-site' || clues.site === 'same-site') {
      return { doc: this.addMissing(unknownSite, clues), assumed: true };
    }
    const guessed = urlOf(clues.initiator) ?? httpUrl(clues.url);
    return { doc: this.addMissing(new URL('/', guessed).href, clues), assumed: true };
  }

  /** Is this navigation the main frame's? Null where nothing tells. */
  isMainFrame({ page, frame }: Clues, pageTitle: string | null, url: string): boolean | null {
    if (frame !== null) {
      if (!this.mainFrames.has(page)) this.mainFrames.set(page, frame);
      return this.mainFrames.get(page) === frame;
    }
    if (page !== null && pageTitle !== null) return pageTitle === url || !this.topOf.has(page);
    return this.topOf.has(page) ? null : true;
  }

  get = (id: DocId | null): Doc | null => (id === null ? null : (this.byId.get(id) ?? null));

  /** The document whose place a navigation of this frame takes. */
  inFrame = (frame: string | null): Doc | undefined =>
    frame === null ? undefined : this.byFrame.get(frame);

  add(
    { from, url, parent, initiator, opaque }: Omit<Doc, 'id'>,
    { page, frame }: Pick<Clues, 'page' | 'frame'>,
  ): Doc {
    const doc: Doc = { id: `d${this.all.length}`, from, url, parent, initiator, opaque };
    this.all.push(doc);
    this.byId.set(doc.id, doc);
    for (const key of [page, null]) {
      this.byUrl.set(`${key} ${url}`, doc);
      this.byOrigin.set(`${key} ${originOf(url)}`, doc);
      if (parent === null) this.topOf.set(key, doc);
      else this.frames.set(key, { last: doc, count: (this.frames.get(key)?.count ?? 0) + 1 });
    }
    if (frame !== null) this.byFrame.set(frame, doc);
    if (frame !== null && !this.mainFrames.has(page)) this.mainFrames.set(page, frame);
    return doc;
  }

  private named({ url, page, referer, origin, site, initiator }: Clues): Doc | undefined {
    for (const key of [page, null]) {
      // Cross-origin, Referer is cut to the origin: it may be any of its documents.
      const isWhole = originOf(referer) === originOf(url) || !isBare(referer);
      const exact = isWhole && referer !== null && this.byUrl.get(`${key} ${urlOf(referer)}`);
      if (exact) return exact;
      const asking =
        originOf(referer) ?? originOf(origin) ?? (site === 'same-origin' ? originOf(url) : null);
      const own = asking !== null && this.byOrigin.get(`${key} ${asking}`);
      if (own) return own;
      // Without Referer the initiator may name the document itself, or a script of anybody's.
      const begun =
        asking === null && initiator !== null && this.byUrl.get(`${key} ${urlOf(initiator)}`);
      if (begun) return begun;
      if (page === null) return undefined;
    }
    return undefined;
  }

  private addMissing(url: string, clues: Clues): Doc {
    const id: ExchangeId = `page${this.missing.length}`;
    this.missing.push({
      id,
      as: this.label('page', url),
      kind: 'visit',
      method: 'GET',
      url,
      credentials: 'include',
      client: null,
      initiator: null,
      answer: {},
      assumed: ['kind', 'client'],
    });
    return this.add({ from: id, url, parent: null, initiator: null, opaque: null }, clues);
  }
}

/** Can it have asked, as far as Sec-Fetch-Site tells? */
function isPossible(doc: Doc, { site, url }: Clues): boolean {
  const isSame = originOf(doc.url) === originOf(url);
  return site === null || (site === 'same-origin') === isSame;
}

const httpUrl = (url: string) => url.replace(/^ws/, 'http');

/** The origin of a URL, serialized, also of an app's own scheme; null for files, data: and the like. */
export function originOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const origin = originOfUrl(new URL(httpUrl(url)));
  return origin === 'null' ? null : origin;
}

function urlOf(text: string | null): string | null {
  if (text === null || !/^https?:/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** `https://app.example/` */
const isBare = (url: string | null) => url !== null && /^\w+:\/\/[^/]*\/$/.test(url);

const originUrl = (origin: string | null): string | null => {
  const serialized = originOf(origin);
  return serialized === null ? null : `${serialized}/`;
};

/** A document's origin, serialized as the Origin header has it. */
export const serializedOriginOf = (doc: Doc | null): string | null =>
  doc === null ? null : doc.opaque !== null ? 'null' : originOf(doc.url);
