/** Documents that no server sends, and the page side in them. */
import type { LocalContent } from '../scenario/steps/index.ts';

/** The page side's own text: while it runs, it is the current script of the document. */
const ownText = document.currentScript?.textContent ?? '';

const page = () =>
  `<!doctype html><meta charset="utf-8"><title>local</title><body><script>${ownText}</script>`;

/** Makes an iframe hold such a document, once the iframe is part of the page. */
export function fill(element: HTMLIFrameElement, content: LocalContent) {
  switch (content) {
    case 'srcdoc':
      element.srcdoc = page();
      return;
    case 'data:':
      element.src = `data:text/html;charset=utf-8,${encodeURIComponent(page())}`;
      return;
    case 'about:blank':
      // It has its parent's origin, which therefore may put a script in.
      element.addEventListener(
        'load',
        () => element.contentDocument && inject(element.contentDocument),
        { once: true },
      );
  }
}

/** Puts the page side into a window at about:blank, which has the origin of this document. */
export function fillWindow({ document }: Window, write: boolean) {
  if (!write) return inject(document);
  document.open();
  document.write(page());
  document.close();
}

function inject(document: Document) {
  const script = document.createElement('script');
  script.text = ownText;
  document.body.append(script);
}
