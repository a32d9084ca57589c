/** Documents: where steps are done, and what they mean for cookies. */
import type { UserAgent } from './agent.ts';
import type { Sites } from './sites.ts';

export interface DocumentContext {
  readonly url: URL;
  /** The document that led here; null for the address bar. */
  readonly initiator: DocumentContext | null;
  /** The document that holds this one's frame; null for a top-level one. */
  readonly parent: DocumentContext | null;
  /** Sandboxed without allow-same-origin, itself or by an ancestor: its origin is opaque. */
  readonly opaque: boolean;
  /** The sandbox tokens it lives under; null for no sandbox. */
  readonly sandbox: readonly string[] | null;
  /** Storage Access API: "has storage access". */
  readonly storageAccess: boolean;
}

export const topLevelDocument = (url: URL): DocumentContext => ({
  url,
  initiator: null,
  parent: null,
  opaque: false,
  sandbox: null,
  storageAccess: false,
});

/** The document and its ancestors, from the inside out. */
export function inclusiveAncestors(document: DocumentContext): DocumentContext[] {
  return document.parent ? [document, ...inclusiveAncestors(document.parent)] : [document];
}

export const topLevelOf = (document: DocumentContext): DocumentContext =>
  document.parent ? topLevelOf(document.parent) : document;

/** HTML "serialization of an origin". */
export const originOf = ({ url, opaque }: DocumentContext): string =>
  opaque ? 'null' : url.origin;

/**
 * RFC 6265bis-22 §5.2.1: a document's "site for cookies", as the URL of the top-level origin;
 * null for an opaque one. It is the top-level origin only where every document up to the top is
 * same-site with it.
 */
export function siteForCookies(
  document: DocumentContext,
  sites: Sites,
  agent: UserAgent,
): URL | null {
  const documents = inclusiveAncestors(document);
  const top = topLevelOf(document).url;
  if (agent.ancestors === 'ignored') return top;
  // The draft judges a sandboxed document by its URL.
  if (agent.sandboxed === 'cross-site' && documents.some(({ opaque }) => opaque)) return null;
  return documents.every(({ url }) => sites.sameSite(url, top)) ? top : null;
}
