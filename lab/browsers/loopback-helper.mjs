/**
 * Runs in the network namespace of a browser: see loopback.ts. Opens there what the lab asks for
 * and hands it over; it carries no data itself. Plain JavaScript, as it starts with every browser.
 */
import { connect, createServer } from 'node:net';

const host = '127.0.0.1';

process.on('disconnect', () => process.exit());
process.on('message', (request) => {
  const { id } = request;
  const refuse = (error) => process.send({ id, error: error.message });
  if ('listen' in request) {
    const server = createServer().once('error', refuse);
    server.listen(request.listen, host, () => {
      process.send({ id, pid: process.pid }, server, () => server.close());
    });
  } else {
    const socket = connect(request.connect, host).once('error', refuse);
    socket.once('connect', () => process.send({ id }, socket));
  }
});
