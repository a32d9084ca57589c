/** Elements, as calls. Whatever text goes in, of a header or of a URL, stays text: nothing here parses markup. */

type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;
export type Child = Node | string | null | false;

/** `h('button', { type: 'button', click: send }, 'Send')`: functions listen, `false` leaves out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export const button = (label: string, click: () => void, attributes: Attributes = {}) =>
  h('button', { type: 'button', click, ...attributes }, label);
