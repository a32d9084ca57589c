/** Entries of any origin as an import. */
import { getHeader } from '../../base/headers.ts';
import type { Plan } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type { NamedBrowser } from '../har/read.ts';
import type { Browser, Import, ImportGap, Open, Source } from '../import.ts';
import { asksOf } from './asks.ts';
import { browserOf, tellsStorageAccess } from './browser.ts';
import type { Entry } from './entry.ts';
import { layOut } from './exchanges.ts';
import { type Exporter, howSanitized } from './exporter.ts';
import { gapsOf } from './gaps.ts';
import { openOf } from './open.ts';

export interface Traffic {
  readonly kind: Source['kind'];
  readonly creator: string;
  readonly exporter: Exporter;
  /** At least one. */
  readonly entries: readonly Entry[];
  readonly pages: ReadonlyMap<string, string>;
  /** As the file names it; User-Agent counts more. */
  readonly browser: NamedBrowser | null;
  /** What of the text itself could not be read. */
  readonly gaps: readonly ImportGap[];
}

export function toImport(traffic: Traffic): Import {
  const { exporter, entries, kind, creator } = traffic;
  const sanitized = howSanitized(exporter, entries);
  const browser = senderOf(traffic);
  const written = { exporter, sanitized };
  const tells = tellsStorageAccess(browser);
  const laid = layOut(asksOf(entries), {
    ...written,
    pages: traffic.pages,
    tellsStorageAccess: tells,
  });
  const [first] = laid.made;
  const open = openOf(laid, browser, traffic.browser?.column ?? null, written);
  const recording: Recording = {
    maker: { by: 'file', format: kind, creator },
    at: first?.ask.entry.at ?? 0,
    plan: {
      // Names are as they stand: nothing is renamed.
      topology: 'com',
      documents: laid.documents,
      steps: [],
      exchanges: withOneAnswer(laid.exchanges, open),
    },
    observations: laid.observations,
    gaps: Object.fromEntries(
      laid.missing.map(({ id }) => [id, 'The file does not have this document’s own request.']),
    ),
  };
  return {
    recording,
    source: {
      kind,
      creator,
      sanitized: sanitized !== 'no',
      exchanges: laid.made.length,
      hasRedirects: exporter.hops,
      hasPreflights: exporter.preflights,
      hasUnread: exporter.corsFailures !== 'absent',
      browser,
    },
    open,
    gaps: [...traffic.gaps, ...gapsOf(laid, written)],
    entryOf: Object.fromEntries(
      laid.made.map(({ exchange, ask }) => [exchange.id, ask.entry.index]),
    ),
    answeredAt: Object.fromEntries(
      laid.made
        .filter(({ ask }) => !Number.isNaN(ask.entry.answeredAt))
        .map(({ exchange, ask }) => [exchange.id, ask.entry.answeredAt]),
    ),
  };
}

/** The exchanges of a call site have the same credentials mode: the likeliest. */
function withOneAnswer(exchanges: Plan['exchanges'], open: readonly Open[]): Plan['exchanges'] {
  const answers = new Map(
    open.flatMap((one) =>
      one.field === 'credentials' ? one.exchanges.map((id) => [id, one.values[0]] as const) : [],
    ),
  );
  return exchanges.map((exchange) => {
    const credentials = answers.get(exchange.id);
    return credentials ? { ...exchange, credentials } : exchange;
  });
}

/** By the User-Agent of the first request that has one. */
function senderOf({ entries, browser }: Traffic): Browser | null {
  for (const { requestHeaders } of entries) {
    const sender = browserOf(getHeader(requestHeaders, 'user-agent'));
    if (sender) return sender;
  }
  return browser && browserOf(`AppleWebKit/ ${spelling(browser.name)}/${browser.version}`);
}

/** Playwright writes `chromium`, `firefox`, `webkit`. */
const spelling = (name: string) =>
  ({ chromium: 'Chromium', firefox: 'Firefox', webkit: 'Version' })[name.toLowerCase()] ?? name;
