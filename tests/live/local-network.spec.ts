/**
 * Local Network Access in Firefox, which the matrix cannot show: Firefox goes by the address that it
 * connected to, and the lab's pages come through a proxy. Here it has none, and a preference tells it
 * that the page's server is a public one.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { findColumn } from '../../lab/browsers/columns.ts';
import { profiles } from '../../lab/browsers/profiles.ts';

const profile = profiles.find(({ id }) => id === 'firefox');
const column = profile && findColumn(profile);
test.skip(!column, 'no Firefox is installed');

/** Runs in the page: what becomes of a fetch. */
const fetched = (url: string) =>
  Promise.race([
    fetch(url).then(
      () => 'read',
      () => 'fails',
    ),
    new Promise<string>((resolve) => setTimeout(resolve, 3000, 'waits')),
  ]);

for (const [address, result, times] of [
  ['this machine’s', 'read', 1],
  ['a public', 'waits', 0],
] as const) {
  test(`In Firefox the request to this machine of a page from ${address} address ${result}`, async () => {
    let asked = 0;
    const pages = await listening(() => {});
    const program = await listening(() => {
      asked += 1;
    });
    const preferences = { 'network.lna.address_space.public.override': new URL(pages.url).host };
    const changed = { ...column?.profile, ...(address === 'a public' && { preferences }) };
    const browser = await column?.driver.launch(changed as typeof column.profile, {
      proxy: null,
      certificates: [],
      headed: false,
    });
    try {
      const session = await browser?.session();
      await session?.open(pages.url, 60_000);
      expect(await session?.evaluate(fetched, program.url, 60_000)).toBe(result);
      expect(asked).toBe(times);
    } finally {
      await browser?.close();
      for (const { server } of [pages, program]) server.close();
    }
  });
}

async function listening(onRequest: () => void): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => {
    onRequest();
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
