/** Connections that break in the middle of a run: the cells of the scenario alone may be lost. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { Collector } from '../../lab/results/collect.ts';
import type { Results } from '../../lab/results/results.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { networkOf } from '../../lab/run/network.ts';
import { runMatrix } from '../../lab/run/run.ts';
import { allow, api, fetch, link, visit, www } from '../../lab/scenario/index.ts';
import { rowsOf, type Scenario } from '../../lab/scenario/rows.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';
import { sabotaged } from './sabotage.ts';

/** So long that the connection breaks before the answer. */
const answer = { cors: allow(www), delay: 1_500 };

const slow = (id: string, step: Step): Scenario => {
  const expected = { arrived: true, status: 200 };
  const spec = { title: id, claims: [], steps: [visit(www), step], expect: { call: expected } };
  return { id, topic: '', spec, rows: rowsOf(id, spec) };
};
const fetched = slow('fetched', fetch(api, { answer, as: 'call' }));
const visited = slow('visited', link(api, { answer: { delay: answer.delay }, as: 'call' }));
/** What is posted no browser sends again by itself. */
const given = slow('given-up', fetch(api, { method: 'POST', answer, as: 'call' }));
const [real] = (await loadScenarios(['flow/preflight-refused'])) as [Scenario];

/** A way to a port of this machine, on which connections can be cut. */
async function wayTo(port: number) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

/** Verdicts on a scenario's rows, with the reasons that were given. */
const found = ({ rows }: Results, { id }: Scenario, column: string) =>
  rows.flatMap(({ of, cells }) => {
    const cell = cells[column];
    return of.scenario === id && cell ? [`${cell.verdict} ${cell.because ?? ''}`] : [];
  });

test.describe.configure({ mode: 'parallel' });

for (const id of ['chromium', 'firefox', 'webkit']) {
  test(`A connection that breaks once costs ${id} nothing, one that breaks twice the cells of its scenario only`, async () => {
    const profile = profiles.find((one) => one.id === id);
    const column = profile && findColumn(profile);
    test.skip(!column, 'the engine is not installed');
    if (!column) return;
    const gateway = await startEmbedded();
    const way = await wayTo(Number(gateway.proxy?.split(':')[1]));
    const victim = sabotaged(column, way.cut);
    /** In the order in which they run: a link leaves traces in Firefox. */
    const scenarios = [fetched, given, real, visited];
    victim.strikes.push('cut');
    try {
      const collector = new Collector({ scenarios, topology: 'test', papers: [] });
      const run = await runMatrix({
        scenarios,
        columns: [victim.column],
        topology: 'test',
        gateway,
        network: networkOf({ ...gateway, proxy: `127.0.0.1:${way.port}` }, false),
        recorded: (one) => {
          collector.add(one);
          // Twice for two tries; a third try would be struck as well.
          if (one.scenario === fetched) victim.strikes.push('cut', 'cut', 'cut');
          if (one.scenario === given) victim.strikes.length = 0;
          if (one.scenario === real) victim.strikes.push('cut');
        },
      });
      const results = collector.results(run);
      expect(found(results, fetched, id)).toEqual(['as-claimed ']);
      expect(found(results, visited, id)).toEqual(['as-claimed ']);
      expect(found(results, given, id)).toEqual([
        expect.stringMatching(/^not-run the connection was lost: call: ./),
      ]);
      const others = found(results, real, id);
      expect(others.length).toBe(real.rows.length);
      expect(new Set(others)).toEqual(new Set(['as-claimed ']));
      expect(victim.struck).toEqual(['cut', 'cut', 'cut', 'cut']);
    } finally {
      way.close();
      await gateway.close();
    }
  });
}
