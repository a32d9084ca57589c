/** Ways to lead a document elsewhere. */
import { levelsUp, type PlannedNavigation } from '../scenario/plan/planned.ts';

type NavigationOf<Kind extends PlannedNavigation['step']> = Extract<
  PlannedNavigation,
  { step: Kind }
>;

let leaving = false;
/** A page may come back as it was left: https://web.dev/articles/bfcache */
addEventListener('pageshow', () => {
  leaving = false;
});

/** Has this document begun a navigation that is to replace it? */
export const isLeaving = () => leaving;

/**
 * Begins the navigation, but not before what the page has to report of the steps so far has gone
 * out, nor before it is loaded: what navigates earlier takes its place in the session history.
 */
export async function leave(step: PlannedNavigation): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  const up = levelsUp(step);
  if (up === null) {
    navigate(step);
    // In WebKit a form that is submitted at once after another takes its place.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } else if (up > 0) {
    waiting = step;
  } else {
    leaving = true;
    setTimeout(navigate, 0, step);
  }
}

/** A navigation of a document around this one, which waits until that has reported. */
let waiting: PlannedNavigation | null = null;

/** Begins the navigation that waits; false where there is none. */
export function begin(): boolean {
  if (!waiting) return false;
  navigate(waiting);
  return true;
}

function navigate(step: PlannedNavigation): unknown {
  switch (step.step) {
    case 'link':
      return followLink(step);
    case 'form':
      return submitForm(step, step.target ?? '');
    case 'metaRefresh':
      return refresh(step);
    case 'location':
      return toLocation(step);
    case 'reload':
      return location.reload();
    case 'back':
      return history.back();
  }
}

/** @param into the name of a window to lead, instead of this one or a new one */
export function followLink(
  { exchange, rel, target }: NavigationOf<'link'>,
  into: string | null = target,
) {
  const anchor = document.createElement('a');
  anchor.href = exchange.url;
  anchor.rel = rel;
  if (into !== null) anchor.target = into;
  document.body.append(anchor);
  anchor.click();
  return anchor;
}

type Submitted = Pick<NavigationOf<'form'>, 'exchange' | 'fields'>;

/** @param into the name of a window or frame to lead; this one where it is empty */
export function submitForm({ exchange, fields }: Submitted, into: string) {
  const url = new URL(exchange.url);
  const form = document.createElement('form');
  form.method = exchange.method;
  const inputs = Object.entries(fields);
  if (exchange.method === 'GET') {
    // Submitting with GET replaces the URL's query by the fields: the recipe must be among them.
    inputs.push(...url.searchParams);
    url.search = '';
  }
  form.action = url.href;
  for (const [name, value] of inputs) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  form.target = into;
  document.body.append(form);
  form.submit();
  return form;
}

function refresh({ exchange }: NavigationOf<'metaRefresh'>) {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'refresh';
  meta.content = `0; url=${exchange.url}`;
  document.head.append(meta);
}

function toLocation({ exchange, by }: NavigationOf<'location'>) {
  if (by === 'href') location.href = exchange.url;
  else location[by](exchange.url);
}
