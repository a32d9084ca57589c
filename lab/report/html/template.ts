/** HTML written as template literals: whatever is put into one is escaped, unless it is HTML already. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | false | undefined | readonly Part[];

/**
 * HTML with its parts escaped for text and for attribute values in double quotes.
 * Lists are joined; `false` and `undefined` are left out.
 *
 *     html`<b>${'<i>'}</b>`.text → '<b>&lt;i&gt;</b>'
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(textOf)));
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return part === false || part === undefined ? '' : escapeHtml(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (one) => entities[one] ?? one);

/**
 * Data for a script element of type application/json. No `<` is left in it, so
 * that nothing in the data can end the element or begin a comment there.
 */
export const embeddedJson = (data: unknown) =>
  new Html(JSON.stringify(data).replaceAll('<', '\\u003c'));
