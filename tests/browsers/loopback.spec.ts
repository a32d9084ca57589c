import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { AgentOver, requestJson } from '../../lab/browsers/http-client.ts';
import { makeLoopback, whyNoLoopback } from '../../lab/browsers/loopback.ts';
import { freePort, Group } from '../../lab/browsers/processes.ts';
import { descendants } from '../../lab/system/descendants.ts';
import { commandLine } from '../live/processes.ts';

/** A proxy of the lab, as far as a loopback has to know: something listens at its port. */
async function proxy() {
  const server = createServer(async (request, response) => {
    response.end(JSON.stringify(await text(request)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const helpers = () =>
  descendants(process.pid).filter((id) => /loopback-helper/.test(commandLine(id)));

/** Runs in Node: a server whose answers are JSON. */
const serve = (port: number) =>
  `require('node:http').createServer((request, response) => response.end('"inside"'))
    .listen(${port}, '127.0.0.1', () => console.log('up'))`;

test.describe('a loopback of its own', () => {
  test.beforeEach(async () => {
    test.skip((await whyNoLoopback()) !== null, 'no network namespace can be had');
  });

  test('The lab reaches a port on it, and nobody else on the machine does', async () => {
    const { server, address } = await proxy();
    const loopback = await makeLoopback(address);
    const port = await freePort();
    const program = await new Promise<Group>((resolve) => {
      const started = new Group(
        ...loopback.command(process.execPath, '-e', serve(port)),
        process.env,
        { stdout: () => resolve(started) },
      );
    });
    const url = `http://127.0.0.1:${port}/`;
    const agent = new AgentOver(() => loopback.connect(port));
    const over = await requestJson(url, { method: 'GET', timeoutMs: 5_000, agent });
    expect(over.json).toBe('inside');
    await expect(requestJson(url, { method: 'GET', timeoutMs: 5_000 })).rejects.toThrow('REFUSED');
    agent.destroy();
    await program.kill();
    await loopback.close();
    server.close();
  });

  test('From it the lab’s proxy is found at its own address, and nothing else of the machine', async () => {
    const { server, address } = await proxy();
    const other = await proxy();
    const loopback = await makeLoopback(address);
    const ask = (where: string) => `
      fetch('http://${where}/', { method: 'POST', body: 'a'.repeat(1_000_000) })
        .then((answer) => answer.json())
        .then(({ length }) => console.log(String(length)), ({ cause }) => console.log(cause.code))`;
    const said = async (script: string) => {
      let all = '';
      await new Group(...loopback.command(process.execPath, '-e', script), process.env, {
        stdout: (more) => {
          all += more;
        },
      }).gone;
      return all.trim();
    };
    expect(await said(ask(address))).toBe('1000000');
    expect(await said(ask(other.address))).toBe('ECONNREFUSED');
    await loopback.close();
    server.close();
    other.server.close();
  });

  test('Where nobody listens the connection is refused, and a helper that died is told of', async () => {
    const { server, address } = await proxy();
    const loopback = await makeLoopback(address);
    await expect(loopback.connect(await freePort())).rejects.toThrow('ECONNREFUSED');
    for (const id of helpers()) process.kill(id, 'SIGKILL');
    await expect.poll(() => helpers()).toEqual([]);
    await expect(loopback.connect(await freePort())).rejects.toMatchObject({
      code: 'LAB_BROWSER_LOST',
    });
    // Else a program would start on the machine's loopback, should the number of the process come again.
    expect(() => loopback.command('true')).toThrow('namespace');
    await loopback.close();
    server.close();
  });
});

test('A browser without a proxy has the machine’s loopback, as it needs the machine’s network', async () => {
  const loopback = await makeLoopback(null);
  expect(loopback.own).toBe(false);
  expect(loopback.command('program', 'a')).toEqual(['program', ['a']]);
});
