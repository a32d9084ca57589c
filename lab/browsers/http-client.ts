/** A client of HTTP that can be given the connections to use, as fetch cannot. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly body?: object;
  /** Milliseconds until the whole answer must be here. */
  readonly timeoutMs: number;
  /** Where its connections come from; the machine's network if absent. */
  readonly agent?: http.Agent | undefined;
}

/** Sends a request, and resolves with the JSON of its answer. Rejects, after the time with a TimeoutError, when there is none. */
export async function requestJson(
  url: string,
  { method, body, timeoutMs, agent }: JsonRequest,
): Promise<{ ok: boolean; json: unknown }> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sent = body && JSON.stringify(body);
    const { request } = url.startsWith('https:') ? https : http;
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request(url, {
        ...{ method, signal, agent },
        ...(sent !== undefined && {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(sent),
          },
        }),
      })
        .once('response', resolve)
        .once('error', reject)
        .end(sent);
    });
    const { statusCode = 0 } = answer;
    return { ok: statusCode >= 200 && statusCode < 300, json: JSON.parse(await text(answer)) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/** Keeps the connections that `connect` makes, and uses them again. */
export class AgentOver extends http.Agent {
  readonly #connect: () => Promise<Duplex>;

  constructor(connect: () => Promise<Duplex>) {
    super({ keepAlive: true });
    this.#connect = connect;
  }

  override createConnection(
    _options: object,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.#connect().then(
      (stream) => done?.(null, stream),
      (error) => done?.(error, undefined as never),
    );
  }
}
