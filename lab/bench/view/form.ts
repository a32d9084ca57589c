/** The form of one request and its answer. It shows what is set, and tells what the user sets. */
import type { Names } from '../names.ts';
import {
  type Asking,
  credentials,
  crossorigins,
  methods,
  modes,
  type Way,
  ways,
} from '../sequence.ts';
import { usualOf } from '../usual.ts';
import { button, h } from './element.ts';

export interface RequestForm {
  readonly element: HTMLElement;
  show(asking: Asking): void;
}

type Change = (changes: Partial<Asking>) => void;

/** A labelled control, and what it shows of a request. */
interface Field {
  readonly element: HTMLElement;
  show(asking: Asking): void;
}

const wayNames: Readonly<Record<Way, string>> = {
  fetch: 'fetch()',
  xhr: 'XMLHttpRequest',
  form: 'a form',
  link: 'a link',
  image: '<img>',
  iframe: '<iframe>',
  webSocket: 'WebSocket',
};

/** Which ways have a say in what; all others leave it to the browser. */
const has: Readonly<Partial<Record<keyof Asking, readonly Way[]>>> = {
  method: ['fetch', 'xhr', 'form'],
  headers: ['fetch', 'xhr'],
  credentials: ['fetch', 'xhr'],
  mode: ['fetch'],
  crossorigin: ['image'],
  preflight: ['fetch', 'xhr'],
};

export function requestForm(names: Names, change: Change): RequestForm {
  const usual = usualOf(names.page);
  const text = (name: TextName, label: string, hint: string, rows: number) =>
    textField({ name, label, hint, rows, usual: usual[name], names, change });
  const fields: Field[] = [
    targetField(names, change),
    pathField(change),
    choice('by', 'What asks', ways, (way) => wayNames[way], change),
    choice('method', 'Method', methods, (one) => one, change),
    choice('credentials', 'credentials', credentials, (one) => one, change),
    choice('mode', 'mode', modes, (one) => one, change),
    choice('crossorigin', 'crossorigin', crossorigins, (one) => one || 'no attribute', change),
    text('headers', 'Headers', 'Name: value', 2),
  ];
  const answers: Field[] = [
    text('setCookie', 'Set-Cookie', 'One cookie a line', 2),
    text('answer', 'Status and headers', 'Without any: 200, and nothing of CORS', 3),
    text('preflight', 'Answer to a preflight', 'Empty: it permits what is asked', 2),
  ];
  const element = h(
    'div',
    { class: 'request' },
    h('fieldset', {}, h('legend', {}, 'Ask'), h('div', { class: 'fields' }, ...elementsOf(fields))),
    h(
      'fieldset',
      {},
      h('legend', {}, 'Answer'),
      h('div', { class: 'fields' }, ...elementsOf(answers)),
    ),
  );
  return {
    element,
    show: (asking) => {
      for (const one of [...fields, ...answers]) one.show(asking);
    },
  };
}

const elementsOf = (fields: readonly Field[]) => fields.map(({ element }) => element);

function targetField({ targets, toLocal }: Names, change: Change): Field {
  const radios = targets.map(({ part, about, origin, relation }) => {
    const input = h('input', {
      ...{ type: 'radio', name: 'to', value: part },
      change: () => change({ to: part }),
    });
    const host = h('code', {}, new URL(toLocal(origin)).host);
    return {
      part,
      input,
      element: h('label', {}, input, h('span', {}, host, h('small', {}, `${about}, ${relation}`))),
    };
  });
  return {
    element: h(
      'fieldset',
      { class: 'targets wide' },
      h('legend', {}, 'Who is asked'),
      ...radios.map(({ element }) => element),
    ),
    show: ({ to }) => {
      for (const { part, input } of radios) input.checked = part === to;
    },
  };
}

function pathField(change: Change): Field {
  const input = h('input', {
    ...{
      type: 'text',
      id: 'path',
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
    },
    input: () => change({ path: input.value.startsWith('/') ? input.value : `/${input.value}` }),
  });
  return {
    element: labelled('path', 'Path', input),
    show: ({ path }) => {
      if (input.value !== path) input.value = path;
    },
  };
}

const labelled = (id: string, label: string, ...controls: HTMLElement[]) =>
  h('div', { class: 'field' }, h('label', { for: id }, label), ...controls);

function choice<Name extends 'by' | 'method' | 'credentials' | 'mode' | 'crossorigin'>(
  name: Name,
  label: string,
  values: readonly Asking[Name][],
  text: (value: Asking[Name]) => string,
  change: Change,
): Field {
  const options = values.map((value) => h('option', { value }, text(value)));
  const select = h(
    'select',
    { id: name, change: () => change({ [name]: select.value }) },
    ...options,
  );
  const element = labelled(name, label, select);
  return {
    element,
    show: (asking) => {
      select.value = asking[name];
      element.hidden = !(has[name]?.includes(asking.by) ?? true);
      // A form knows two methods.
      for (const option of options) {
        option.disabled =
          asking.by === 'form' && name === 'method' && !['GET', 'POST'].includes(option.value);
      }
    },
  };
}

type TextName = keyof ReturnType<typeof usualOf>;

interface TextOptions {
  readonly name: TextName;
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
  readonly usual: ReturnType<typeof usualOf>[TextName];
  readonly names: Names;
  readonly change: Change;
}

/** Lines of text, in the names of this page, and the usual ones below. */
function textField({ name, label, hint, rows, usual, names, change }: TextOptions): Field {
  const set = (text: string) => change({ [name]: names.toCanonical(text) });
  const area = h('textarea', {
    ...{ id: name, rows: String(rows), placeholder: hint, spellcheck: 'false', wrap: 'off' },
    ...{ autocomplete: 'off', autocapitalize: 'off' },
    input: () => set(area.value),
  });
  const adds = name === 'setCookie' || name === 'headers';
  const buttons = usual.map((one) =>
    button(one.label, () => {
      const text = names.toLocal(one.text);
      area.value = adds ? [area.value.trimEnd(), text].filter(Boolean).join('\n') : text;
      set(area.value);
    }),
  );
  const group = h(
    'div',
    { class: 'usual', role: 'group', 'aria-label': `${label}: the usual` },
    ...buttons,
  );
  const element = labelled(name, label, area, group);
  element.classList.add('wide');
  return {
    element,
    show: (asking) => {
      const text = names.toLocal(asking[name]);
      // What was typed last stays as it is spelled.
      if (names.toCanonical(area.value) !== asking[name]) area.value = text;
      element.hidden = !(has[name]?.includes(asking.by) ?? true);
    },
  };
}
