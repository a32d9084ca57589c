/** A site that is broken on purpose, on this machine: pages over http and https, an API on another host. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { createRunAuthority } from '../../lab/gateway/certificates/run.ts';

export interface Site {
  /** `http://localhost:PORT/`: signs in at the API on 127.0.0.1 and asks who it is, as it loads. */
  readonly page: string;
  readonly api: string;
  /** A page with a frame of another site in it, and in that another: to be scrolled to. */
  readonly framed: string;
  /** What was paid in the inner frame. */
  readonly paid: readonly string[];
  /** `https://shop.localhost:PORT/`: signs in when a button is clicked, and asks when another is. */
  readonly securePage: string;
  /** What the API, and below /api/ the secure site, received. */
  readonly arrived: readonly Arrived[];
  /** What came over the WebSocket. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly cookie: string;
  readonly body: string;
}

export async function startSite(): Promise<Site> {
  const arrived: Arrived[] = [];
  const heard: string[] = [];
  const paid: string[] = [];
  const note = async ({ method = '', url = '', headers }: IncomingMessage, body: string) => {
    arrived.push({ method, url, cookie: headers.cookie ?? '', body });
  };
  const servers: Server[] = [];
  const start = async (server: Server, host?: string) => {
    servers.push(server);
    server.listen(0, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };

  const page: RequestListener = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://site');
    if (pathname === '/pay') paid.push(searchParams.get('name') ?? '');
    const pages: Record<string, string> = {
      '/': signsInAtOnce(api),
      '/framed': frameOf(`http://127.0.0.1:${pagePort}/outer`),
      '/outer': frameOf(`http://localhost:${pagePort}/inner`),
      '/inner': '<form action="/pay"><input id="name" name="name"><br><button>Pay</button></form>',
      '/pay': '<p class="done">paid</p>',
    };
    const html = pages[pathname];
    if (html === undefined) return response.writeHead(404).end();
    return response.setHeader('content-type', 'text/html').end(html);
  };
  const pagePort = await start(createServer(page), '127.0.0.1');
  const apiPort = await start(
    createServer(async (request, response) => {
      note(request, await text(request));
      response.setHeader('access-control-allow-origin', `http://localhost:${pagePort}`);
      response.setHeader('access-control-allow-credentials', 'true');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-headers', 'content-type');
        return response.writeHead(204).end();
      }
      if (request.url === '/login') {
        response.setHeader('set-cookie', [
          'sid=red-otter; Path=/; HttpOnly; SameSite=Lax',
          'theme=dark; Path=/',
        ]);
        return response.end('{}');
      }
      return response.writeHead(/\bsid=/.test(request.headers.cookie ?? '') ? 200 : 401).end('{}');
    }),
    '127.0.0.1',
  );
  const api = `http://127.0.0.1:${apiPort}`;

  // Its certificate is signed by an authority that nobody trusts.
  const leaf = await (await createRunAuthority()).certificateFor(['shop.localhost']);
  const secure = createSecure(leaf, async (request, response) => {
    const { url = '' } = request;
    if (url === '/') {
      return response.setHeader('content-type', 'text/html').end(signsInOnClick);
    }
    if (!url.startsWith('/api/')) return response.writeHead(404).end();
    note(request, await text(request));
    if (url === '/api/auth/login') {
      // No Path: it is that of the sign-in.
      response.setHeader('set-cookie', 'sid=blue-heron; HttpOnly; Secure; SameSite=Lax');
      return response.end('{}');
    }
    return response.writeHead(/\bsid=/.test(request.headers.cookie ?? '') ? 200 : 401).end('{}');
  }) as unknown as Server;
  new WebSocketServer({ server: secure }).on('connection', (socket) => {
    socket.on('message', (data) => heard.push(String(data)));
  });
  const securePort = await start(secure);

  return {
    page: `http://localhost:${pagePort}/`,
    framed: `http://localhost:${pagePort}/framed`,
    paid,
    api,
    securePage: `https://shop.localhost:${securePort}/`,
    arrived,
    heard,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

const frameOf = (url: string) => `<!doctype html><title>Shop</title>
<iframe src="${url}" style="margin: 900px 40px; border: 7px solid; padding: 11px"></iframe>`;

const signsInAtOnce = (api: string) => `<!doctype html><title>Shop</title><script type="module">
  const json = { 'content-type': 'application/json' };
  await fetch('${api}/login', { method: 'POST', credentials: 'include', headers: json, body: '{}' });
  await fetch('${api}/me', { credentials: 'include' });
</script>`;

const signsInOnClick = `<!doctype html><title>Shop</title>
<input id="user"> <button id="sign-in">Sign in</button> <button>My account</button> <p></p>
<script type="module">
  const [signIn, account] = document.querySelectorAll('button');
  const told = document.querySelector('p');
  const socket = new WebSocket('wss://' + location.host + '/socket');
  socket.onopen = () => socket.send('hello from the page');
  signIn.onclick = async () => {
    if (!confirm('Sign in?')) return;
    const body = JSON.stringify({ user: document.querySelector('input').value });
    await fetch('/api/auth/login', { method: 'POST', body });
    told.className = 'done';
    told.textContent = 'signed in';
  };
  account.onclick = async () => {
    const { status } = await fetch('/api/account');
    told.textContent = status === 401 ? 'refused' : 'welcome';
  };
</script>`;
