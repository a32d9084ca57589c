/** For tests: what comes of a request. */
import { once } from 'node:events';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** All of a response that a browser makes something of. Rejects where there is none. */
export async function outcome(options: RequestOptions, body?: string) {
  const agent = options.createConnection ? undefined : false;
  const asked = request({ insecureHTTPParser: true, agent, ...options }).end(
    body && Buffer.from(body),
  );
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const headers = [];
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = response.rawHeaders.slice(i, i + 2);
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name)) headers.push([name, value]);
  }
  const received = await buffer(response).catch(() => 'cut off');
  const { statusCode, statusMessage } = response;
  return { statusCode, statusMessage, headers, body: received.toString('latin1') };
}
