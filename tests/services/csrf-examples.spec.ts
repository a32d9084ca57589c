/** The examples that defend against cross-site request forgery, and the ones that do not. */
import { expect, test } from '@playwright/test';
import { cookiesOf, evil, exampleService, type Headers } from './examples.ts';
import { www } from './service.ts';

const { inject, get, post, signIn } = exampleService();

for (const sameSite of ['none', 'lax', 'strict'] as const) {
  test(`Undefended: a form moves money with a ${sameSite} cookie, and without it does not`, async () => {
    const example = `/examples/undefended/${sameSite}`;
    const answer = await post(`${example}/session`);
    expect(answer.cookies[0]?.sameSite?.toLowerCase()).toBe(sameSite);
    expect(answer.cookies[0]?.path).toBe(example);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: evil };
    const transfer = (headers: Headers, payload: string) =>
      inject({ method: 'POST', url: `${example}/transfer`, headers, payload });
    const cookie = cookiesOf(answer);
    expect((await transfer({ ...form, cookie }, 'amount=100')).json().balance).toBe(900);
    expect((await transfer(form, 'amount=100')).statusCode).toBe(401);
    expect((await transfer({ ...form, cookie }, 'amount=-100')).statusCode).toBe(400);
    expect((await get(`${example}/account`, { cookie })).json().balance).toBe(900);
  });
}

for (const example of ['/examples/csrf-double-submit', '/examples/csrf-synchroniser']) {
  const victim = async () => {
    const session = await signIn(example);
    const answer = await get(`${example}/token`, { cookie: session });
    const cookie = [session, cookiesOf(answer)].filter(Boolean).join('; ');
    return { cookie, token: answer.json().token as string };
  };
  const transfer = (headers: Headers) => post(`${example}/transfer`, headers, { amount: 100 });

  test(`${example}: a change passes with the session’s token, again and again`, async () => {
    const { cookie, token } = await victim();
    for (const balance of [900, 800]) {
      const answer = await transfer({ cookie, 'x-csrf-token': token });
      expect(answer.json()).toEqual({ user: 'ann', balance });
    }
  });

  test(`${example}: without the token, with a guess, or with another session’s it is refused`, async () => {
    const { cookie } = await victim();
    const attacker = await victim();
    for (const headers of [{}, { 'x-csrf-token': 'x' }, { 'x-csrf-token': attacker.token }]) {
      expect((await transfer({ cookie, ...headers } as Headers)).statusCode).toBe(403);
    }
    expect((await get(`${example}/account`, { cookie })).json().balance).toBe(1000);
  });

  test(`${example}: nobody’s session has no valid token`, async () => {
    expect((await transfer({})).statusCode).toBe(403);
    expect((await transfer({ 'x-csrf-token': '' })).statusCode).toBe(403);
  });

  test(`${example}: CORS lets own pages alone read the token`, async () => {
    const cookie = await signIn(example);
    const own = await get(`${example}/token`, { cookie, origin: www });
    expect(own.headers['access-control-allow-origin']).toBe(www);
    const foreign = await get(`${example}/token`, { cookie, origin: evil });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });
}

test('Double submit: an attacker who plants his secret beside the victim’s session gains nothing', async () => {
  const example = '/examples/csrf-double-submit';
  const session = await signIn(example);
  const attacker = await get(`${example}/token`, { cookie: await signIn(example) });
  const headers = {
    cookie: `${session}; ${cookiesOf(attacker)}`,
    'x-csrf-token': attacker.json().token,
  };
  expect((await post(`${example}/transfer`, headers, { amount: 100 })).statusCode).toBe(403);
});

const origin = '/examples/origin-check';
const metadata = '/examples/fetch-metadata-check';
for (const [example, headers, status] of [
  [origin, { origin: www }, 200],
  [origin, { origin: 'https://app.example.com' }, 200],
  [origin, { origin: evil }, 403],
  [origin, { origin: 'null' }, 403],
  [origin, {}, 403],
  [origin, { origin: `${www}.other.test` }, 403],
  [metadata, { 'sec-fetch-site': 'same-origin' }, 200],
  [metadata, { 'sec-fetch-site': 'same-site', origin: www }, 200],
  [metadata, { 'sec-fetch-site': 'cross-site', origin: www }, 403],
  [metadata, { 'sec-fetch-site': 'none' }, 403],
  [metadata, { origin: www }, 200],
  [metadata, { origin: evil }, 403],
  [metadata, {}, 403],
] as const) {
  test(`${example} answers a change ${JSON.stringify(headers)} with ${status}`, async () => {
    const cookie = await signIn(example);
    const answer = await post(`${example}/transfer`, { cookie, ...headers }, { amount: 1 });
    expect(answer.statusCode).toBe(status);
  });
}
