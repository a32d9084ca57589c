/** XMLHttpRequest. */
import type { PlannedXhr } from '../../scenario/plan/planned.ts';
import { takeFrom } from '../../scenario/taken.ts';
import type { Outcome } from '../outcome.ts';
import { waitMs } from '../waits.ts';
import { timeoutMs } from './timeouts.ts';

/** @param hear is given the text that the script could read */
export function performXhr(
  { exchange, headers, body, take }: PlannedXhr,
  hear: (text: string) => void = () => {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(exchange.method, exchange.url);
    request.withCredentials = exchange.credentials === 'include';
    request.timeout = waitMs(timeoutMs);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () => {
      hear(request.responseText);
      resolve({
        exchange: exchange.id,
        readable: true,
        status: request.status,
        headers: headersOf(request),
        taken: takeFrom(request.responseText, take),
      });
    };
    request.onerror = request.ontimeout = ({ type }) =>
      resolve({ exchange: exchange.id, readable: false, error: `XMLHttpRequest: ${type}` });
    request.send(body);
  });
}

function headersOf(request: XMLHttpRequest): Record<string, string> {
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
