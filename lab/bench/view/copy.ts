/** Text to take away: into the clipboard where the browser lets, and to be seen and selected in any case. */
import { button, h } from './element.ts';

export interface CopyPanel {
  readonly element: HTMLElement;
  offer(label: string, text: string): void;
}

export function copyPanel(): CopyPanel {
  const title = h('h2', {});
  const said = h('p', { role: 'status' });
  const area = h('textarea', {
    ...{ readonly: true, rows: '16', wrap: 'off', spellcheck: 'false', 'aria-label': 'The text' },
  });
  const element = h(
    'dialog',
    { class: 'copy' },
    title,
    area,
    said,
    button('Close', () => element.close()),
  );
  return {
    element,
    offer: (label, text) => {
      title.textContent = label;
      area.value = text;
      said.textContent = '';
      element.setAttribute('aria-label', label);
      element.showModal();
      area.setSelectionRange(0, text.length, 'backward');
      area.focus();
      area.scrollTop = 0;
      navigator.clipboard?.writeText(text).then(
        () => {
          said.textContent = 'It is in the clipboard.';
        },
        () => {
          said.textContent = 'The browser did not let it into the clipboard: copy it from here.';
        },
      );
    },
  };
}
