/** Documents: where steps are done, and what they mean for cookies. */
import { originOfUrl } from '../../base/origin.ts';
import type { EmbedderPolicy, UserAgent } from '../agents/agent.ts';
import { isLoopback } from '../cookies/hosts.ts';
import type { Sites } from '../cookies/sites.ts';

export interface DocumentContext {
  readonly url: URL;
  /** The document that led here; null for the address bar. */
  readonly initiator: DocumentContext | null;
  /** The URLs that redirected to its own. */
  readonly redirects: readonly URL[];
  /** How it was asked for at last. */
  readonly method: string;
  /** Was the request that led here same-site, hops included? */
  readonly loadedSameSite: boolean;
  /** What it was made of, where it has no URL of its own; null where it has. */
  readonly local: 'srcdoc' | 'about:blank' | null;
  /** Is it that of a window at about:blank, which its opener fills? */
  readonly blank: boolean;
  /** The document that holds this one's frame; null for a top-level one. */
  readonly parent: DocumentContext | null;
  /** Why its origin is opaque: sandboxed without allow-same-origin, itself or by an ancestor; or of data:. */
  readonly opaque: 'sandboxed' | 'data:' | null;
  /** The sandbox tokens it lives under; null for no sandbox. */
  readonly sandbox: readonly string[] | null;
  /** Of the answer that it came with; its parent's where no server sent it. */
  readonly embedderPolicy: EmbedderPolicy;
  /** Storage Access API: "has storage access". The one thing that changes in a document's life. */
  storageAccess: boolean;
}

export const topLevelDocument = (url: URL): DocumentContext => ({
  url,
  initiator: null,
  redirects: [],
  method: 'GET',
  loadedSameSite: true,
  local: null,
  blank: false,
  parent: null,
  opaque: null,
  sandbox: null,
  embedderPolicy: 'unsafe-none',
  storageAccess: false,
});

/** Is the site that it asks the first party of a request of a document, or for a frame in it? */
export function hasNoFirstParty(
  document: DocumentContext,
  forFrame: boolean,
  { blankWindows }: UserAgent,
): boolean {
  if (blankWindows === 'as their opener') return false;
  const { blank, local } = topLevelOf(document);
  // One that was written into has a URL, by which its frames are asked for.
  return blank && (local !== null || !forFrame);
}

/** Is it one without a URL of its own, in a document of another site than the top-level one? */
export const isLocalInCrossSite = (document: DocumentContext, sites: Sites): boolean =>
  document.local !== null && !sites.sameSite(document.url, topLevelOf(document).url);

/** The document and its ancestors, from the inside out. */
export function inclusiveAncestors(document: DocumentContext): DocumentContext[] {
  return document.parent ? [document, ...inclusiveAncestors(document.parent)] : [document];
}

export const topLevelOf = (document: DocumentContext): DocumentContext =>
  document.parent ? topLevelOf(document.parent) : document;

/**
 * HTML "secure context": so is the document, and every one around it. This machine's own http is one
 * in all browsers, also where Mixed Content blocks it in a secure page.
 */
export const isSecureContext = (document: DocumentContext): boolean =>
  inclusiveAncestors(document).every(
    ({ url }) => url.protocol === 'https:' || isLoopback(url.hostname),
  );

/** HTML "serialization of an origin". */
export const originOf = ({ url, opaque }: DocumentContext): string =>
  opaque ? 'null' : originOfUrl(url);

/** Is the document of no site, whatever its URL? One of data: has none but that; the draft goes by a sandboxed one's. */
export const isOfNoSite = ({ opaque }: DocumentContext, { sandboxed }: UserAgent): boolean =>
  opaque === 'data:' || (opaque === 'sandboxed' && sandboxed === 'cross-site');

/**
 * RFC 10025 §5.2.1: a document's "site for cookies", as the URL of the top-level origin;
 * null for an opaque one. It is the top-level origin only where every document up to the top is
 * same-site with it.
 */
export function siteForCookies(
  document: DocumentContext,
  by: keyof UserAgent['ancestors'],
  sites: Sites,
  agent: UserAgent,
): URL | null {
  const top = topLevelOf(document).url;
  const rule = agent.ancestors[by];
  if (rule === 'as it was loaded') {
    return document.loadedSameSite || isOnTopLevelHost(document.url, top, agent) ? top : null;
  }
  const { documents, asLoaded } = counted[rule];
  if (asLoaded && !document.loadedSameSite) return null;
  const isOfOtherSite = (one: DocumentContext) =>
    isOfNoSite(one, agent) ||
    (!(one.local && agent.localDocuments === 'as the top-level document') &&
      !sites.sameSite(one.url, top));
  return documents(document).some(isOfOtherSite) ? null : top;
}

type Counting = Exclude<UserAgent['ancestors'][keyof UserAgent['ancestors']], 'as it was loaded'>;

/** Which documents a rule counts, and whether it counts how the document was loaded besides. */
const counted = {
  all: { documents: inclusiveAncestors, asLoaded: false },
  'all, and as it was loaded': { documents: inclusiveAncestors, asLoaded: true },
  own: { documents: (document) => [document], asLoaded: false },
  none: { documents: () => [], asLoaded: false },
} satisfies Record<
  Counting,
  {
    readonly documents: (document: DocumentContext) => readonly DocumentContext[];
    readonly asLoaded: boolean;
  }
>;

/** Does an agent take a URL for same-site as it is of the top-level document's very host? */
export const isOnTopLevelHost = (url: URL, topLevel: URL, agent: UserAgent): boolean =>
  agent.topLevelHostIsSameSite && url.hostname === topLevel.hostname;
