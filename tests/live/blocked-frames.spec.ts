/** A frame that a browser blocks, and frames that are late: only of the first it is known what came of it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { type Column, findColumn } from '../../lab/browsers/columns.ts';
import type { Browser, Session } from '../../lab/browsers/driver.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { SessionSupply } from '../../lab/browsers/supply.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { networkOf } from '../../lab/run/network.ts';
import { record } from '../../lab/run/run.ts';
import { api, frame, http, visit, www } from '../../lab/scenario/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { PageStep } from '../../lab/scenario/steps/index.ts';
import { wrapped } from './sabotage.ts';

/** Longer than a frame and the one that it is compared with are waited for. */
const longMs = 7_000;

/** A way to a port of this machine, which can stand still for a while. */
async function wayTo(port: number) {
  const sockets = new Set<Socket>();
  let stands = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      socket.on('error', () => {}).once('close', () => sockets.delete(socket));
      sockets.add(socket);
      if (stands) socket.pause();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stand(milliseconds: number) {
      stands = true;
      for (const socket of sockets) socket.pause();
      setTimeout(() => {
        stands = false;
        for (const socket of sockets) socket.resume();
      }, milliseconds);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A column that tells before it has a page do something. */
const watched = (column: Column, before: () => void): Column => {
  const watchedSession = (session: Session) =>
    wrapped(session, {
      evaluate(...words: Parameters<Session['evaluate']>) {
        before();
        return session.evaluate(...words);
      },
    });
  const launch: Column['driver']['launch'] = async (...words) => {
    const browser = await column.driver.launch(...words);
    return wrapped<Browser>(browser, {
      session: async () => watchedSession(await browser.session()),
    });
  };
  return { ...column, driver: { launch } };
};

test.describe.configure({ mode: 'parallel' });

for (const id of ['chromium', 'firefox', 'webkit']) {
  test(`In ${id} a frame that the browser blocks is no wait that ran out; one that was asked for, or that the network holds up, is`, async () => {
    const profile = profiles.find((one) => one.id === id);
    const column = profile && findColumn(profile);
    test.skip(!column, 'the engine is not installed');
    if (!column) return;
    const gateway = await startEmbedded();
    const way = await wayTo(Number(gateway.proxy?.split(':')[1]));
    const network = networkOf({ ...gateway, proxy: `127.0.0.1:${way.port}` }, false);
    let standStill = false;
    const supply = new SessionSupply(
      watched(column, () => standStill && way.stand(longMs)),
      network,
    );
    const seen = async (step: PageStep) => {
      const spec = { title: id, claims: [], steps: [visit(www), step], expect: {} };
      const need = { plan: plan(spec, 'test'), readJar: false, standing: new Set<string>() };
      const recording = await record(need, column, supply, { gateway });
      if ('notRun' in recording) throw new Error(recording.notRun);
      const framed = recording.plan.exchanges.find(({ kind }) => kind === 'frame');
      const { messages = [], script } = recording.observations[framed?.id ?? ''] ?? {};
      return { left: messages.length, ranOut: script?.ranOut === true, error: script?.error };
    };
    try {
      const error = expect.stringContaining('not ready');
      // As mixed content.
      expect(await seen(frame(http(api), []))).toEqual({ left: 0, ranOut: false, error });
      // What has arrived may have come too late.
      const refused = frame(api, [], { answer: { headers: [['X-Frame-Options', 'DENY']] } });
      expect(await seen(refused)).toEqual({ left: 1, ranOut: true, error });
      standStill = true;
      expect(await seen(frame(api, []))).toMatchObject({ ranOut: true, error });
    } finally {
      await supply.end();
      way.close();
      await gateway.close();
    }
  });
}
