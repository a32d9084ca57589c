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
      element.addEventListener('load', () => inject(element), { once: true });
  }
}

function inject({ contentDocument }: HTMLIFrameElement) {
  if (!contentDocument) return;
  const script = contentDocument.createElement('script');
  script.text = ownText;
  contentDocument.body.append(script);
}
