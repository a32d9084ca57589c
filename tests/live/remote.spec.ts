/** Any browser behind a WebDriver URL: here WebKitGTK's own driver stands for a Safari on another machine. */
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { acquireDisplay } from '../../lab/browsers/display.ts';
import { freePort, Group } from '../../lab/browsers/processes.ts';
import { profiles } from '../../lab/browsers/profiles.ts';
import { userOfTheLab } from '../../lab/browsers/user.ts';
import { acceptedCertificates } from '../../lab/browsers/webkit/certificates.ts';
import { findWebKit } from '../../lab/browsers/webkit/webkit.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { Collector } from '../../lab/results/collect.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { networkOf } from '../../lab/run/network.ts';
import { runMatrix } from '../../lab/run/run.ts';

const installed = findWebKit();
const remote = profiles.find(({ id }) => id === 'remote');

test.skip(!installed, 'WebKitGTK is not installed');
test.afterEach(() => {
  delete process.env.LAB_WEBDRIVER;
  delete process.env.LAB_WEBDRIVER_CAPABILITIES;
});

test('Whatever answers at LAB_WEBDRIVER is a column, under the name that it gives itself', async () => {
  if (!installed || !remote) throw new Error('there is nothing to drive');
  const port = await freePort();
  const display = await acquireDisplay(false, userOfTheLab);
  const driver = new Group(installed.driver, ['-p', String(port)], {
    ...process.env,
    ...display.env,
  });
  const gateway = await startEmbedded();
  const network = networkOf(gateway, false);
  const accepted = await acceptedCertificates(network, userOfTheLab);
  process.env.LAB_WEBDRIVER = `http://127.0.0.1:${port}`;
  process.env.LAB_WEBDRIVER_CAPABILITIES = JSON.stringify({
    // It would speak TLS to a proxy that is named here.
    proxy: null,
    'webkitgtk:browserOptions': {
      binary: installed.browser,
      args: ['--automation', `--proxy=http://${network.proxy}`],
      certificates: accepted.option,
    },
  });
  try {
    const column = findColumn(remote);
    if (!column) throw new Error('LAB_WEBDRIVER makes no column');
    const scenarios = await loadScenarios(['document-cookie/the-api-sets-its-own-cookie']);
    const collector = new Collector({ scenarios, topology: 'com', papers: [] });
    const run = await runMatrix({
      scenarios,
      columns: [column],
      topology: 'com',
      gateway,
      network,
      recorded: (one) => collector.add(one),
    });
    const { columns, rows, missing } = collector.results(run);
    expect(missing).toEqual([]);
    expect(columns).toMatchObject([{ id: 'remote', build: 'remote', name: 'MiniBrowser' }]);
    expect(rows.map(({ cells }) => cells.remote?.verdict)).toEqual(rows.map(() => 'as-claimed'));
  } finally {
    await gateway.close();
    await accepted.remove();
    await driver.kill();
    await display.release();
  }
});
