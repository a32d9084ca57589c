/**
 * The events of the DevTools Protocol's Network domain, request by request. One id stands for a
 * whole chain of redirects, and the events with cookies tell neither URL nor hop: they come in the
 * hops' order, one for each hop that went over the network.
 */
import type { Protocol } from 'devtools-protocol';
import { type BrowserReason, belongsTo, exchangeOf } from '../reason.ts';
import { reasonsOfFailure, reasonsOfReceived, reasonsOfSent } from './network-reasons.ts';

/** The events that are read, by method. */
export interface NetworkEvents {
  'Network.requestWillBeSent': Protocol.Network.RequestWillBeSentEvent;
  'Network.requestWillBeSentExtraInfo': Protocol.Network.RequestWillBeSentExtraInfoEvent;
  'Network.responseReceived': Protocol.Network.ResponseReceivedEvent;
  'Network.responseReceivedExtraInfo': Protocol.Network.ResponseReceivedExtraInfoEvent;
  'Network.loadingFailed': Protocol.Network.LoadingFailedEvent;
}

type Method = keyof NetworkEvents;

/** A request from its first URL to the end of its redirects. */
interface Chain {
  readonly hops: Hop[];
  readonly sent: NetworkEvents['Network.requestWillBeSentExtraInfo'][];
  readonly received: NetworkEvents['Network.responseReceivedExtraInfo'][];
  failure?: NetworkEvents['Network.loadingFailed'];
}

interface Hop {
  readonly exchange: string | null;
  readonly preflight: boolean;
  /** Did it go over the network, so that events with cookies belong to it? Unknown until it is answered. */
  extra?: boolean | undefined;
}

const readers: { [M in Method]: (chain: Chain, event: NetworkEvents[M]) => void } = {
  'Network.requestWillBeSent': ({ hops }, event) => {
    const before = hops.at(-1);
    if (before && event.redirectResponse) before.extra = event.redirectHasExtraInfo;
    hops.push({
      exchange: exchangeOf(event.request.url),
      preflight: event.initiator.type === 'preflight',
    });
  },
  'Network.requestWillBeSentExtraInfo': ({ sent }, event) => sent.push(event),
  'Network.responseReceived': ({ hops }, { hasExtraInfo }) => {
    const last = hops.at(-1);
    if (last) last.extra = hasExtraInfo;
  },
  'Network.responseReceivedExtraInfo': ({ received }, event) => received.push(event),
  'Network.loadingFailed': (chain, event) => {
    chain.failure = event;
  },
};

export class NetworkLog {
  readonly #chains = new Map<string, Chain>();

  /** Takes an event; one of any other method is passed over. */
  add(method: string, event: object) {
    if (!(method in readers)) return;
    const { requestId } = event as NetworkEvents[Method];
    const chain = this.#chains.get(requestId) ?? { hops: [], sent: [], received: [] };
    this.#chains.set(requestId, chain);
    readers[method as Method](chain, event as never);
  }

  /** Is an event still to come of a request that was answered? */
  awaits(performance: string): boolean {
    return this.#of(performance).some(
      ([, { hops, sent, received }]) =>
        Math.min(sent.length, received.length) < hops.filter(({ extra }) => extra).length,
    );
  }

  /** Hands over the reasons of one performance, and forgets all but those of others. */
  take(performance: string): BrowserReason[] {
    const mine = this.#of(performance);
    const strangers = [...this.#chains].filter(([, { hops }]) =>
      hops.every(({ exchange }) => exchange === null),
    );
    for (const [id] of [...mine, ...strangers]) this.#chains.delete(id);
    return mine.flatMap(([, chain]) => reasonsOf(chain));
  }

  #of(performance: string) {
    const isMine = belongsTo(performance);
    return [...this.#chains].filter(([, { hops }]) =>
      hops.some(({ exchange }) => isMine(exchange)),
    );
  }
}

function reasonsOf({ hops, sent, received, failure }: Chain): BrowserReason[] {
  const overNetwork = hops.filter(({ extra }) => extra !== false);
  const reasons = overNetwork.flatMap(({ exchange, preflight }, place) => [
    // A preflight has no credentials: its missing cookies tell nothing about the request.
    ...about(exchange, preflight ? [] : reasonsOfSent(sent[place])),
    ...about(exchange, reasonsOfReceived(received[place])),
  ]);
  const [first] = hops;
  const failed = first && !first.preflight ? about(first.exchange, reasonsOfFailure(failure)) : [];
  return [...reasons, ...failed];
}

const about = (
  exchange: string | null,
  reasons: readonly Omit<BrowserReason, 'exchange'>[],
): BrowserReason[] => (exchange === null ? [] : reasons.map((reason) => ({ exchange, ...reason })));
