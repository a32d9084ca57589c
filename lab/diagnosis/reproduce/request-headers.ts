/** What a page's script gave its request, as far as it decides whether there is a preflight. */
import { getHeader } from '../../base/headers.ts';
import type { ExchangeId, PlannedExchange } from '../../scenario/plan/planned.ts';
import { preflightMessage, type Recording } from '../../scenario/recording.ts';
import { messagesOf } from './slice.ts';

/** Values for request headers: only their being there makes a preflight. */
const values: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  accept: 'application/json',
  authorization: 'Bearer 1',
};

/** Headers and body of a fetch or XMLHttpRequest; the values are not the recorded ones. */
export function scriptedOf(
  recording: Recording,
  exchange: PlannedExchange,
): { headers?: Record<string, string>; body?: string } {
  const { method } = exchange;
  const named = namesOf(recording, exchange).filter(Boolean);
  const headers = Object.fromEntries(named.map((name) => [name, values[name] ?? '1']));
  const hasBody = !['GET', 'HEAD', 'DELETE'].includes(method);
  return {
    ...(named.length > 0 && { headers }),
    ...(hasBody && { body: headers['content-type'] ? '{}' : '' }),
  };
}

function namesOf(recording: Recording, { id, url, initiator }: PlannedExchange): string[] {
  const observation = recording.observations[id];
  const preflight = observation && preflightMessage(observation);
  if (preflight) {
    const asked = getHeader(preflight.request.headers.lines, 'access-control-request-headers');
    return (asked ?? '').split(',').map((name) => name.trim().toLowerCase());
  }
  return initiator === new URL(url).origin ? [] : customHeaders(recording, id);
}

/** Where the exporter leaves preflights out: what only a script sets. */
function customHeaders(recording: Recording, id: ExchangeId): string[] {
  const lines = messagesOf(recording, id).at(-1)?.request.headers.lines ?? [];
  return lines.flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const isJson = lower === 'content-type' && /json/i.test(value);
    return isJson || lower === 'authorization' || /^x-(?!client-data)/.test(lower) ? [lower] : [];
  });
}
