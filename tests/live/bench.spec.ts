/** The bench in each engine that is installed: what it shows is what the services saw. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import axe from 'axe-core';
import { failuresOn } from '../../lab/bench/failures.ts';
import { namesAt } from '../../lab/bench/names.ts';
import { scenarioText } from '../../lab/bench/scenario-text.ts';
import { type Asking, plainAsking, type Sequence } from '../../lab/bench/sequence.ts';
import { startEmbedded } from '../../lab/gateway/embedded.ts';
import { loadScenarios } from '../../lab/run/load-scenarios.ts';
import { networkOf } from '../../lab/run/network.ts';
import { runMatrix } from '../../lab/run/run.ts';
import { Bench, engines } from './bench.ts';

/** Under a listed suffix: WebKitGTK takes hosts under .test for sites of their own. */
const origin = 'https://www.example.com';
const names = namesAt(origin);
const { page } = names;
const allow = `Access-Control-Allow-Origin: ${page}\nAccess-Control-Allow-Credentials: true\nVary: Origin`;
const ask = (changes: Partial<Asking> = {}): Asking => ({
  ...{ ...plainAsking, credentials: 'include', answer: allow },
  ...changes,
});
const set = (changes: Partial<Asking> = {}) =>
  ask({ path: '/login', setCookie: 'sid=1; Path=/; HttpOnly; Secure; SameSite=Lax', ...changes });

for (const engine of engines) {
  const { id } = engine.profile;
  test.describe(id, () => {
    test.describe.configure({ mode: 'serial' });
    let bench: Bench;
    test.beforeAll(async () => {
      bench = await Bench.start(engine);
    });
    test.afterAll(() => bench?.close());
    test.beforeEach(() => bench.open(`${origin}/`));

    test(`${id}: a same-site request brings the cookie back, a cross-site one does not`, async () => {
      const [, same] = await bench.send([set(), ask()]);
      expect(same?.groups['The server received']).toMatchObject({
        GET: 'https://api.example.com/',
        Cookie: 'sid=1',
        Origin: origin,
      });
      expect(same?.groups['The script']).toMatchObject({ 'could read it': 'yes', status: '200' });
      expect(same?.missed).toBeNull();
      const [, cross] = await bench.send([set({ to: 'other' }), ask({ to: 'other' })]);
      expect(cross?.groups['The server received']).toMatchObject({
        GET: 'https://api.example.org/',
        Cookie: 'none',
      });
      expect(cross?.link).toContain('Link 8');
    });

    test(`${id}: a preflight is shown before the request, and the browser’s error where it fails`, async () => {
      const json = { method: 'POST', headers: 'Content-Type: application/json' } as const;
      const [good] = await bench.send([ask(json)]);
      expect(good?.shown).toEqual([
        'First, a preflight',
        'The server received',
        'What came back',
        'The script',
        'document.cookie',
      ]);
      expect(good?.groups['First, a preflight']).toMatchObject({
        Cookie: 'none',
        'Access-Control-Request-Headers': 'content-type',
        answered: '204',
      });
      expect(good?.groups['The server received']?.['Content-Type']).toBe('application/json');
      const [bad] = await bench.send([ask({ ...json, preflight: '401' })]);
      expect(bad?.groups['First, a preflight']).toMatchObject({ answered: '401' });
      expect(bad?.groups['The server received']).toEqual({});
      expect(bad?.groups['The script']?.error).toMatch(/^TypeError: \w+/);
      expect(bad?.missed).toBe('The script could not read the answer.');
    });

    test(`${id}: every way of asking arrives, in a frame and a window as well`, async () => {
      const ways = ['xhr', 'form', 'link', 'image', 'iframe', 'webSocket'] as const;
      const sequence = ways.map((by) => ask({ by, path: `/${by}` })) as unknown as Sequence;
      const all = await bench.send(sequence);
      for (const [place, by] of ways.entries()) {
        const received = all[place]?.groups['The server received'];
        const url = received?.GET ?? received?.POST;
        expect(url, by).toContain(`api.example.com/${by}`);
      }
    });

    test(`${id}: each usual failure fails for real, where it says so`, async () => {
      test.setTimeout(240_000);
      const shown: Record<string, boolean> = {};
      for (const { id: failure, title } of failuresOn(page)) {
        const tries = await bench.fail(title);
        shown[failure] = tries.some(({ missed }) => missed !== null);
        if (failure === 'none-insecure' || failure === 'third-party') {
          shown[failure] = tries.at(-1)?.groups['The server received']?.Cookie === 'none';
        }
      }
      const elsewhere = {
        chromium: ['third-party'],
        firefox: ['third-party'],
        webkit: ['none-insecure'],
      };
      const expected = failuresOn(page).map((one) => [
        one.id,
        !elsewhere[engine.profile.engine].includes(one.id),
      ]);
      expect(shown).toEqual(Object.fromEntries(expected));
    });

    test(`${id}: the URL has the state, and restores it`, async () => {
      const odd = set({
        to: 'third',
        by: 'xhr',
        method: 'PUT',
        path: '/a?b=1|2',
        headers: 'X-A: 1',
      });
      await bench.send([ask(), odd]);
      const url = await bench.run(() => location.href, null);
      await bench.open(url);
      const restored = await bench.run(() => {
        (document.querySelectorAll('.strip button')[1] as HTMLButtonElement).click();
        const value = (id: string) =>
          (document.querySelector(`#${id}`) as HTMLInputElement | HTMLSelectElement).value;
        return {
          to: document.querySelector<HTMLInputElement>('[name=to]:checked')?.value,
          ...Object.fromEntries(
            ['by', 'method', 'path', 'headers', 'setCookie', 'answer'].map((id) => [id, value(id)]),
          ),
          hash: location.href,
        };
      }, null);
      const { to, by, method, path, headers, setCookie } = odd;
      expect(restored).toEqual({
        ...{ to, by, method, path, headers, setCookie, hash: url },
        answer: allow.replace(page, origin),
      });
    });

    test(`${id}: it sets no cookie, keeps nothing, and leaves what is sent as it is`, async () => {
      await bench.session.clearCookies(
        ['api.example.com', 'api.example.org', 'www.example.com'].map((host) => `https://${host}`),
      );
      await bench.open(`${origin}/`);
      const [sent] = await bench.send([{ ...plainAsking, answer: allow }]);
      const kept = await bench.run(
        async () => ({
          cookie: document.cookie,
          local: localStorage.length,
          session: sessionStorage.length,
          caches: (await caches.keys()).length,
          databases: (await indexedDB.databases()).length,
          workers: (await navigator.serviceWorker.getRegistrations()).length,
        }),
        null,
      );
      expect(kept).toEqual({
        cookie: '',
        local: 0,
        session: 0,
        caches: 0,
        databases: 0,
        workers: 0,
      });
      expect(await bench.session.cookies([`${origin}/`, 'https://api.example.com/'])).toEqual([]);
      // A page without the bench sends the same headers.
      await bench.session.open(`${origin}/?page=yes`, 20_000);
      const plain = await bench.run(async () => {
        const name = 'a'.repeat(22);
        const query = new URLSearchParams({
          exchange: `${name}.1`,
          cors: 'allow',
          origin: location.origin,
        });
        await fetch(`https://api.example.com/?${query}`);
        const arrivals = await (await fetch(`/api/.lab/tries/${name}`)).json();
        return arrivals[0].headers.map(([one]: [string]) => one).sort();
      }, null);
      const received = Object.keys(sent?.groups['The server received'] ?? {});
      const shownOnly = ['GET', ...(plain.includes('cookie') ? [] : ['Cookie'])];
      expect(
        received
          .filter((one) => !shownOnly.includes(one))
          .map((one) => one.toLowerCase())
          .sort(),
      ).toEqual(plain.filter((one: string) => !one.startsWith(':')));
    });

    test(`${id}: what it shows stays text, whatever headers, URLs and bodies hold`, async () => {
      const markup = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
      await bench.send([
        ask({
          path: `/${markup}`,
          headers: `X-Odd: ${markup}`,
          setCookie: `a=${markup}; Path=/`,
          answer: `${allow}\nX-Back: ${markup}`,
        }),
      ]);
      const made = await bench.run(
        () => [document.querySelectorAll('img, main script').length, 'broken' in window],
        null,
      );
      expect(made).toEqual([0, false]);
    });

    test(`${id}: nothing on the page bars anyone: axe finds no violation`, async () => {
      await bench.send([set({ to: 'other' }), ask({ to: 'other' })]);
      await bench.run(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
        for (const one of document.querySelectorAll<HTMLInputElement>('.try [type=checkbox]'))
          one.click();
      }, null);
      // As a function's own text: the page lets no script be made of a string.
      const run = new Function(
        '_',
        `${axe.source}; return axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html));`,
      ) as () => Promise<string[]>;
      expect(await bench.run(run, null)).toEqual([]);
    });
  });
}

test('What is copied as a scenario runs in each engine, and shows what the bench showed', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  await mkdir(join(root, 'test-results'), { recursive: true });
  const folder = await mkdtemp(join(root, 'test-results/scenarios-'));
  const gateway = await startEmbedded();
  try {
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine/bench.ts'), scenarioText([set(), ask()], names));
    const scenarios = await loadScenarios([], folder);
    const cookies: Record<string, unknown> = {};
    await runMatrix({
      ...{ scenarios, columns: engines, topology: 'com', gateway },
      network: networkOf(gateway, false),
      recorded: ({ recording }) => {
        if (!('plan' in recording)) return;
        const { maker, plan, observations } = recording;
        const messages = observations[plan.exchanges.at(-1)?.id ?? '']?.messages;
        const lines = messages?.at(-1)?.request.headers.lines;
        cookies[maker.by === 'file' ? '' : maker.id] = lines?.find(([one]) => one === 'cookie');
      },
    });
    expect(cookies).toEqual(
      Object.fromEntries(engines.map(({ profile }) => [profile.id, ['cookie', 'sid=1']])),
    );
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true });
  }
});
