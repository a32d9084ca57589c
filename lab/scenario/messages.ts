/** What a service remembers of requests, as messages of a recording. */
import type { Arrival } from '../base/arrival.ts';
import type { HeaderList } from '../base/headers.ts';
import { type Binding, withoutPorts } from './plan/bind.ts';
import type { Message } from './recording.ts';

/** The messages of one exchange, in order of arrival, with the ports that scenarios write. */
export function messagesOf(arrivals: readonly Arrival[], ports: Binding['ports']): Message[] {
  const written = (lines: HeaderList) =>
    lines.map(([name, value]) => [name, withoutPorts(value, ports)] as const);
  return arrivals.map((arrival, place): Message => {
    const { preflight, at, method, scheme, host, path, httpVersion, status } = arrival;
    const again = arrivals.slice(0, place).some((other) => !other.preflight);
    const url = withoutPorts(`${scheme}://${host}${path}`, ports);
    return {
      role: preflight ? 'preflight' : again ? 'retry' : 'actual',
      at,
      request: { method, url, headers: { lines: written(arrival.headers) }, httpVersion },
      response:
        status === null
          ? null
          : { status, headers: { lines: written(arrival.responseHeaders) }, from: 'network' },
    };
  });
}
