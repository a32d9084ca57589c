import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { type WebSocket, WebSocketServer } from 'ws';
import { Bidi } from '../../lab/browsers/bidi.ts';
import { BidiSession } from '../../lab/browsers/bidi-session.ts';

interface Command {
  readonly id: number;
  readonly method: string;
}

/** A client, and an endpoint that answers commands as told. */
async function connected(answer: (command: Command, socket: WebSocket) => void) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    socket.on('message', (data) => answer(JSON.parse(String(data)), socket));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const bidi = await Bidi.connect(
    `ws://127.0.0.1:${port}/session`,
    connect(port, '127.0.0.1'),
    5_000,
  );
  return { bidi, end: () => server.close() };
}

test('Answers find their commands in whatever order they come', async () => {
  const held: Command[] = [];
  const { bidi, end } = await connected((command, socket) => {
    held.push(command);
    if (held.length < 2) return;
    for (const { id, method } of held.toReversed()) {
      socket.send(JSON.stringify({ type: 'event', method: 'log.entryAdded', params: {} }));
      socket.send(JSON.stringify({ type: 'success', id, result: method }));
    }
  });
  const both = await Promise.all([bidi.send('one', {}, 5_000), bidi.send('two', {}, 5_000)]);
  expect(both).toEqual(['one', 'two']);
  end();
});

test('An error of the browser keeps its code', async () => {
  const { bidi, end } = await connected(({ id }, socket) =>
    socket.send(JSON.stringify({ type: 'error', id, error: 'no such frame', message: 'gone' })),
  );
  await expect(bidi.send('x', {}, 5_000)).rejects.toMatchObject({
    code: 'no such frame',
    message: 'gone',
  });
  end();
});

test('A command that is not answered is given up at its deadline', async () => {
  const { bidi, end } = await connected(() => {});
  await expect(bidi.send('slow', {}, 30)).rejects.toThrow('slow: no answer within 30 ms');
  end();
});

test('When the connection ends, open and later commands say that the browser is lost', async () => {
  const { bidi, end } = await connected((_, socket) => socket.terminate());
  await expect(bidi.send('x', {}, 5_000)).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
  await expect(bidi.send('y', {}, 5_000)).rejects.toMatchObject({ code: 'LAB_BROWSER_LOST' });
  end();
});

test('A click that got lost is made again, until what is clicked has gone', async () => {
  const done: string[] = [];
  const clicks = () => done.filter((method) => method === 'input.performActions').length;
  const results: Record<string, () => unknown> = {
    'browsingContext.create': () => ({ context: 'tab' }),
    'browsingContext.locateNodes': () => ({ nodes: [{ sharedId: 'button' }] }),
    // The button goes away with the second click.
    'script.callFunction': () => ({ type: 'success', result: { value: String(clicks() === 2) } }),
  };
  const { bidi, end } = await connected(({ id, method }, socket) => {
    done.push(method);
    socket.send(JSON.stringify({ type: 'success', id, result: results[method]?.() ?? {} }));
  });
  const session = await BidiSession.begin(bidi, 'user');
  await session.click('#button', 0, 5_000);
  expect(clicks()).toBe(2);
  end();
});
