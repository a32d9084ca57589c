/** `navigator.sendBeacon`. */
import type { PlannedBeacon } from '../../scenario/plan/planned.ts';
import type { Outcome } from '../outcome.ts';
import { whenLoaded } from './timeouts.ts';

/** The browser sends it when it likes, and tells no script. */
export async function performBeacon({ exchange, body }: PlannedBeacon): Promise<Outcome> {
  if (!navigator.sendBeacon(exchange.url, body)) {
    return { exchange: exchange.id, error: 'sendBeacon: refused' };
  }
  await whenLoaded(exchange.url);
  return { exchange: exchange.id };
}
