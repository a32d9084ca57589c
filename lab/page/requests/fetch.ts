/** `fetch`, as pages and workers call it. */
import type { PlannedFetch } from '../../scenario/plan/planned.ts';
import { takeFrom } from '../../scenario/taken.ts';
import type { Outcome } from '../outcome.ts';
import { waitMs } from '../waits.ts';
import { timeoutMs } from './timeouts.ts';

/** @param hear is given the text that the script could read */
export async function performFetch(
  { exchange, mode, headers, body, keepalive, take }: PlannedFetch,
  hear: (text: string) => void = () => {},
): Promise<Outcome> {
  try {
    const response = await fetch(exchange.url, {
      method: exchange.method,
      credentials: exchange.credentials,
      mode,
      headers,
      body,
      keepalive,
      signal: AbortSignal.timeout(waitMs(timeoutMs)),
    });
    const text = await response.text();
    hear(text);
    return {
      exchange: exchange.id,
      readable: response.type !== 'opaque' && response.type !== 'error',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      taken: takeFrom(text, take),
    };
  } catch (error) {
    return { exchange: exchange.id, readable: false, error: String(error) };
  }
}
