/** npm run bench: how fast the matrix is, and where the time goes. Figures, no test. */
import { availableParallelism } from 'node:os';
import { ensureCertificates } from '../certificates.ts';
import { startGateway } from '../gateway/start.ts';
import { runMatrix } from '../matrix/run.ts';
import { loadScenarios } from '../scenario/load.ts';
import { ensureBrowsers } from '../setup/browsers.ts';
import { atEnd } from './cleanup.ts';
import { exit, runCommand, say, wordsOf } from './command.ts';
import { networkOf } from './network.ts';

const command = wordsOf('bench').description(
  'Runs the whole matrix and prints cells per second, time to the first cell and row, and the share of launching.',
);

await runCommand(async () => {
  command.parse();
  const topology = 'test';
  const scenarios = await loadScenarios();
  const { columns } = ensureBrowsers([], say);
  const certificates = await ensureCertificates();
  const gateway = await startGateway(certificates);
  atEnd(() => gateway.close());

  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const busy = new Map<string, number>();
  let [cells, launching, firstCell, firstRow] = [0, 0, 0, 0];
  const stop = new AbortController();
  const running = runMatrix({
    scenarios,
    columns,
    topology,
    gateway,
    network: networkOf(certificates, gateway, topology, false),
    signal: stop.signal,
    progress: {
      started: ({ id }, milliseconds) => {
        launching += milliseconds / 1000;
        busy.set(id, elapsed());
      },
      cell: () => {
        cells++;
        firstCell ||= elapsed();
      },
      row: () => {
        firstRow ||= elapsed();
      },
      finished: ({ id }) => busy.set(id, elapsed() - (busy.get(id) ?? 0)),
    },
  });
  atEnd(() => {
    stop.abort();
    return running;
  });
  await running;

  const total = elapsed();
  const working = [...busy.values()].reduce((sum, seconds) => sum + seconds, 0);
  const line = (name: string, value: number, unit: string) =>
    console.log(`${name.padEnd(28)}${value.toFixed(1).padStart(8)} ${unit}`);
  console.log(`${cells} cells, ${columns.length} columns, ${availableParallelism()} processors`);
  line('whole run', total, 's');
  line('cells per second', cells / total, '');
  line('first cell after', firstCell, 's');
  line('first whole row after', firstRow, 's');
  line('share of launching', (100 * launching) / (launching + working), '%');
  for (const [id, seconds] of busy) line(`  ${id}`, seconds, 's');
  return exit.ok;
});
