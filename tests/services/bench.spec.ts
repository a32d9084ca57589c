/** The bench as the services serve it: in the way of nobody, and telling nobody of others' requests. */
import { expect, test } from '@playwright/test';
import { createService } from '../../services/service.ts';

const name = 'AAAAAAAAAAAAAAAAAAAAAA';
const other = 'BBBBBBBBBBBBBBBBBBBBBB';

test('The bench is what a plain visit of a page’s host finds, and nothing else finds it', async () => {
  const frontend = await createService('frontend');
  const plain = await frontend.inject('/');
  expect(plain.body).toContain('/.lab/bench.js');
  expect(plain.headers['set-cookie']).toBeUndefined();
  const pages = await Promise.all(
    ['/?page=yes', `/?exchange=${name}.0&page=yes`, '/elsewhere'].map((url) =>
      frontend.inject({ url, headers: { host: 'www.example.test' } }),
    ),
  );
  for (const { body } of pages) {
    expect(body).toContain('<h1>www.example.test</h1>');
    expect(body).toBe(pages[0]?.body);
  }
  const posted = await frontend.inject({ method: 'POST', url: '/' });
  expect(posted.body).not.toContain('/.lab/bench.js');
});

test('The script and the style of the bench set nothing, and the script ends no element', async () => {
  const frontend = await createService('frontend');
  for (const url of ['/.lab/bench.js', '/.lab/bench.css']) {
    const { statusCode, headers, body } = await frontend.inject(url);
    expect(statusCode).toBe(200);
    expect(headers['set-cookie']).toBeUndefined();
    expect(body.length).toBeGreaterThan(1000);
  }
});

for (const [service, prefix] of [
  ['frontend', '/'],
  ['api', '/api/'],
] as const) {
  test(`The ${service} tells what arrived of one try, as often as it is asked, and of no other`, async () => {
    const app = await createService(service);
    await app.inject({ url: `/a?exchange=${name}.1`, headers: { cookie: 'sid=1' } });
    await app.inject(`/b?exchange=${other}.1`);
    for (const _ of [1, 2]) {
      const { headers, ...told } = await app.inject(`${prefix}.lab/tries/${name}`);
      expect(told.json()).toMatchObject([{ path: '/a', cookieHeader: 'sid=1', status: 200 }]);
      expect(headers).toMatchObject({
        'content-type': expect.stringContaining('application/json'),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    }
  });

  test(`The ${service} tells no other origin, nobody who guesses, and does not let a recipe in`, async () => {
    const app = await createService(service);
    await app.inject(`/a?exchange=${name}.1`);
    const ask = (rest: string, headers: Record<string, string> = {}) =>
      app.inject({ url: `${prefix}.lab/tries/${rest}`, headers });
    for (const site of ['same-site', 'cross-site', 'none']) {
      expect((await ask(name, { 'sec-fetch-site': site })).statusCode).toBe(403);
    }
    for (const guess of ['', 'A', name.slice(1), `${name}.1`, '%2e%2e', `${'A'.repeat(20)}.*`]) {
      expect((await ask(guess)).body).not.toContain(name);
    }
    const foreign = await ask(name, { origin: 'https://evil.other.test' });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    const asked = await ask(`${name}?cors=reflect&credentials=yes&cookie=a%3D1`, {
      origin: 'https://evil.other.test',
    });
    expect(asked.headers['set-cookie']).toBeUndefined();
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
  });
}
