/** Connections over which a server goes on sending: EventSource and WebSocket. */
import type { PlannedChannel } from '../../scenario/plan/planned.ts';
import type { Outcome } from '../outcome.ts';
import { waitMs } from '../waits.ts';
import { timeoutMs } from './timeouts.ts';

export function performEventSource({ exchange }: PlannedChannel): Promise<Outcome> {
  const withCredentials = exchange.credentials === 'include';
  const source = new EventSource(exchange.url, { withCredentials });
  return firstMessage('EventSource', exchange.id, source);
}

export function performWebSocket({ exchange }: PlannedChannel): Promise<Outcome> {
  const socket = new WebSocket(exchange.url.replace(/^http/, 'ws'));
  return firstMessage('WebSocket', exchange.id, socket);
}

/** Can the script read what the server sends? Closes the channel with the first event. */
function firstMessage(
  name: string,
  exchange: string,
  channel: EventSource | WebSocket,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const done = (outcome: Omit<Outcome, 'exchange'>) => {
      clearTimeout(timer);
      channel.onerror = null;
      channel.close();
      resolve({ exchange, ...outcome });
    };
    const failed = (why: string) => done({ readable: false, error: `${name}: ${why}` });
    const timer = setTimeout(failed, waitMs(timeoutMs), 'no answer');
    channel.onmessage = () => done({ readable: true });
    channel.onerror = ({ type }: Event) => failed(type);
  });
}
