/** HTML sandboxing: https://html.spec.whatwg.org/multipage/browsers.html#sandboxing */
import type { LocalContent } from '../../scenario/steps/index.ts';
import { type DocumentContext, topLevelDocument } from './document.ts';

/** The document in a frame; null where it can run no script, and so do no step. */
export function framed(
  url: URL,
  parent: DocumentContext,
  attribute: string | null,
): DocumentContext | null {
  const own = attribute === null ? null : attribute.toLowerCase().split(/\s+/).filter(Boolean);
  const sandbox = narrowed(own, parent.sandbox);
  return withScripts({ ...topLevelDocument(url), initiator: parent, parent, ...under(sandbox) });
}

/** The document in a new window, which inherits the sandbox of the one that opened it. */
export function opened(url: URL, opener: DocumentContext): DocumentContext | null {
  const escapes = opener.sandbox?.includes('allow-popups-to-escape-sandbox') ?? true;
  return withScripts({
    ...topLevelDocument(url),
    initiator: opener,
    ...under(escapes ? null : opener.sandbox),
  });
}

/** The document of a window at about:blank: it has its opener's origin and URL for cookies. */
export function blankDocument(opener: DocumentContext, write: boolean): DocumentContext | null {
  const document = opened(opener.url, opener);
  const { embedderPolicy } = opener;
  const opaque = document?.opaque ?? opener.opaque;
  return (
    document && {
      ...document,
      embedderPolicy,
      opaque,
      local: write ? null : 'about:blank',
      blank: true,
    }
  );
}

/**
 * The document in a frame that no server sent: it has its parent's origin, URL for cookies and base,
 * but for data:, whose origin is opaque.
 */
export function localDocument(
  content: LocalContent,
  parent: DocumentContext,
  attribute: string | null,
): DocumentContext | null {
  const document = framed(parent.url, parent, attribute);
  if (!document) return null;
  const { embedderPolicy } = parent;
  return content === 'data:'
    ? { ...document, embedderPolicy, opaque: content }
    : { ...document, embedderPolicy, opaque: document.opaque ?? parent.opaque, local: content };
}

/** What a document leaves to the one that its frame or window is led to: its sandbox, and no URL of its creator. */
export const ledElsewhere = (document: DocumentContext): DocumentContext => ({
  ...document,
  ...under(document.sandbox),
  local: null,
  blank: false,
});

/** What a document must be allowed for each way to leave it; it may lead its own frame on. */
const needed = {
  link: null,
  metaRefresh: null,
  location: null,
  reload: null,
  form: 'allow-forms',
  openWindow: 'allow-popups',
} as const;

export function mayNavigate(by: keyof typeof needed, { sandbox }: DocumentContext): boolean {
  const token = needed[by];
  return sandbox === null || token === null || sandbox.includes(token);
}

/**
 * HTML "allowed by sandboxing to navigate": may a document lead this one elsewhere, itself or one
 * around it?
 */
export function mayLead(
  document: DocumentContext,
  target: DocumentContext,
  isActivated: boolean,
): boolean {
  const { sandbox } = document;
  if (sandbox === null || target === document || target.parent !== null) return true;
  return (
    sandbox.includes('allow-top-navigation') ||
    (isActivated && sandbox.includes('allow-top-navigation-by-user-activation'))
  );
}

/** A sandbox inside a sandbox allows what both allow. */
function narrowed(own: readonly string[] | null, parent: readonly string[] | null) {
  if (own === null || parent === null) return own ?? parent;
  return own.filter((token) => parent.includes(token));
}

const under = (sandbox: readonly string[] | null) => ({
  sandbox,
  opaque: sandbox === null || sandbox.includes('allow-same-origin') ? null : ('sandboxed' as const),
});

const withScripts = (document: DocumentContext) =>
  document.sandbox === null || document.sandbox.includes('allow-scripts') ? document : null;
