/** Somebody's traffic as it may be shown: without what is secret in it. */
import { redactor } from '../diagnosis/doctor/index.ts';
import type { Import } from '../import/index.ts';
import type { ExchangeId } from '../scenario/plan/planned.ts';

/** Takes secrets out of texts about an import, unless they are asked for. */
export function hiding(
  imported: Import,
  { showValues }: { readonly showValues: boolean },
): (text: string) => string {
  if (showValues) return (text) => text;
  const hide = redactors.get(imported) ?? redactor(imported.recording);
  redactors.set(imported, hide);
  return hide;
}

const redactors = new WeakMap<Import, (text: string) => string>();

/** Which exchange it is: its place in the file, and what it asked. */
export function exchangeOf(
  id: ExchangeId,
  { recording, entryOf }: Import,
  hide: (text: string) => string,
) {
  const exchange = recording.plan.exchanges.find((one) => one.id === id);
  return {
    index: entryOf[id] ?? null,
    method: exchange?.method ?? '',
    url: hide(withoutQuery(exchange?.url ?? '')),
  };
}

/** Queries hold tokens. */
const withoutQuery = (url: string) => url.replace(/[?#].*/s, '');
