/** What has been predicted so far: an account of every exchange, and the page that each navigation led to. */
import type { PlannedExchange } from '../scenario/plan/planned.ts';
import type { UserAgent } from './agents/agent.ts';
import type { SuffixList } from './cookies/suffixes.ts';
import { type Loaded, refuse } from './fetch/load.ts';
import type { Hop } from './fetch/network.ts';
import { embedderPolicyOf } from './fetch/resource-policy.ts';
import type { DocumentContext } from './html/document.ts';
import { isLoadedSameSite } from './html/navigation.ts';
import { pageProcessOf } from './html/page-process.ts';
import { type HistoryEntry, historyEntry } from './html/session-history.ts';
import { type ExchangeRecord, newRecord } from './record.ts';
import { isLoadedWithAccess } from './storage-access/headers.ts';
import { keepsStorageAccess } from './storage-access/storage-access.ts';
import { pageDoubtOf } from './unknown.ts';
import { newState, type UserAgentState } from './user-agent-state.ts';

/** Where the next step is done: in a document, nowhere yet, or in one the model knows nothing of. */
export type Standing = DocumentContext | { readonly unknown: string };

/** No document: what leads to it did not happen. */
export const nowhere: Standing = { unknown: '' };

const entryOf = ({ id, again = id }: PlannedExchange) => again;

export abstract class Predicted {
  readonly state: UserAgentState;
  readonly records = new Map<string, ExchangeRecord>();
  readonly unpredicted = new Map<string, string>();
  /** Why nothing can be said from here on. */
  protected doubt: string | null = null;
  /** Without a prototype: a name may be `__proto__`. */
  protected readonly taken: Record<string, string> = Object.create(null);
  /** Pages to go back to, by the exchange that first led to each. */
  readonly #entries = new Map<string, HistoryEntry>();

  constructor(agent: UserAgent, suffixes: SuffixList, now: number) {
    this.state = newState(agent, suffixes, now);
  }

  /** The page that an exchange once led to. */
  protected entryOf(exchange: PlannedExchange): HistoryEntry | undefined {
    return this.#entries.get(entryOf(exchange));
  }

  /** Where a navigation ends; `otherwise` where it leads to no new document. */
  protected landing(
    loaded: Loaded,
    exchange: PlannedExchange,
    documentAt: (url: URL) => DocumentContext | null,
    otherwise: Standing,
  ): Standing {
    if (!loaded.ok || loaded.status === 204 || loaded.status === 205) return otherwise;
    const unknown = pageDoubtOf(exchange.answer);
    if (unknown !== null) return { unknown };
    const { request, headers } = loaded;
    const { urls } = request;
    const document = documentAt(urls.at(-1) as URL);
    if (!document) return nowhere;
    const storageAccess =
      isLoadedWithAccess(request, headers, this.state) || keepsStorageAccess(request, this.state);
    const landed = {
      ...document,
      redirects: urls.slice(0, -1),
      method: request.method,
      embedderPolicy: embedderPolicyOf(headers, this.state.agent.embedderPolicies),
      loadedSameSite: isLoadedSameSite(request, this.state),
      storageAccess,
    };
    pageProcessOf(landed, this.state); // begins here at the latest
    this.#entries.set(entryOf(exchange), historyEntry(landed, loaded, this.state));
    return landed;
  }

  protected open(exchange: PlannedExchange): Hop {
    const record = newRecord();
    this.records.set(exchange.id, record);
    if (this.doubt !== null) this.unpredicted.set(exchange.id, this.doubt);
    return { exchange, record };
  }

  /** Exchanges that have no document to happen in. */
  protected skip(hops: readonly Hop[], unknown: string) {
    for (const { exchange, record } of hops) {
      if (unknown === '') refuse(record, 'NotReached');
      else this.unpredicted.set(exchange.id, unknown);
    }
  }

  protected unknown(hops: readonly Hop[], unknown: string): Standing {
    this.skip(hops, unknown);
    return { unknown };
  }
}
