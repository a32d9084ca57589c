/** The example services on paper beside the real ones: both are asked the same, and answer the same. */
import { strict as assert } from 'node:assert';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { ExampleServices, exampleAt, examplePaths } from '../../lab/model/examples/index.ts';
import { createService } from '../../services/service.ts';

let api: FastifyInstance;
test.beforeAll(async () => {
  api = await createService('api', { trustProxy: true });
});
test.afterAll(() => api.close());

/** One request of a conversation: what it has of what the answers before gave. */
const turn = fc.record({
  route: fc.constantFrom(
    'POST /session',
    'GET /token',
    'POST /transfer',
    'GET /account',
    'GET /orders',
    'POST /orders',
    'POST /session/check',
  ),
  origin: fc.constantFrom(
    null,
    'null',
    'https://www.example.test',
    'https://www.example.test.other.test',
    'https://www-example.test',
    'https://evil.other.test',
  ),
  site: fc.constantFrom(null, 'same-origin', 'same-site', 'cross-site', 'none'),
  cookies: fc.boolean(),
  token: fc.constantFrom('none', 'right', 'wrong'),
  amount: fc.constantFrom('100', '0', 'x'),
});
type Turn = typeof turn extends fc.Arbitrary<infer Value> ? Value : never;

interface Answered {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

type Ask = (url: string, method: string, asked: Asked) => Promise<Answered>;
interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

/** One who asks, keeps the cookies of the answers and the last token of each kind. */
class Client {
  readonly #cookies = new Map<string, string>();
  readonly #taken = new Map<string, string>();
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What of the answer does not hang on chance. */
  async turn(prefix: string, { route, origin, site, cookies, token, amount }: Turn) {
    const [method = '', path = ''] = route.split(' ');
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const given = (name: string) =>
      token === 'wrong' ? 'wrong' : token === 'right' ? this.#taken.get(name) : undefined;
    const sent = given('token');
    const { status, headers, body } = await this.#ask(`${prefix}${path}`, method, {
      headers: {
        ...(origin !== null && { origin }),
        ...(site !== null && { 'sec-fetch-site': site }),
        ...(cookies && cookie !== '' && { cookie }),
        ...(sent !== undefined && { authorization: `Bearer ${sent}`, 'x-csrf-token': sent }),
      },
      body: { amount, ticket: given('ticket') ?? 'none' },
    });
    const lines = headers.filter(([name]) => name === 'set-cookie').map(([, line]) => line);
    const stored = lines.map((line) => {
      const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
      this.#cookies.set(name, value);
      return `${name}${rest.split('; ').sort().join('; ')}`;
    });
    const fields = status === 200 ? Object.entries<string>(JSON.parse(body)) : [];
    for (const [name, value] of fields) this.#taken.set(name, value);
    const told = fields.map(([name, value]) =>
      name === 'token' || name === 'ticket' ? name : `${name}=${value}`,
    );
    return { status, cors: corsOf(headers), stored, told };
  }
}

const corsOf = (headers: Answered['headers']) =>
  headers
    .filter(([name]) => name === 'vary' || name.startsWith('access-control'))
    .map(([name, value]) => `${name}: ${value}`)
    .sort();

const lower = (headers: readonly (readonly [string, string])[]) =>
  headers.map(([name, value]) => [name.toLowerCase(), value] as const);

const asCaddySays = { 'x-forwarded-proto': 'https' };
const real: Ask = async (url, method, { headers, body }) => {
  const answer = await api.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...asCaddySays },
    ...(method === 'POST' && { payload: body }),
  });
  const sent = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, String(one)] as const),
  );
  return { status: answer.statusCode, headers: lower(sent), body: answer.body };
};

const onPaper = (): Ask => {
  const services = new ExampleServices();
  return async (url, method, { headers: { cookie, ...headers }, body }) => {
    const pairs = (cookie?.split('; ') ?? []).map((pair) => pair.split('=') as [string, string]);
    const cookies = Object.fromEntries(pairs);
    const answer = services.answer(url, { method, cookies, headers, body });
    assert.ok(answer);
    return { ...answer, headers: lower(answer.headers) };
  };
};

for (const prefix of examplePaths) {
  test(`${prefix} answers on paper what the real service does`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 8 }), async (turns) => {
        const [one, other] = [new Client(real), new Client(onPaper())];
        for (const asked of turns) {
          assert.deepEqual(await other.turn(prefix, asked), await one.turn(prefix, asked));
        }
      }),
      { numRuns: 25 },
    );
  });

  test(`${prefix} answers a preflight on paper as the real service does`, async () => {
    for (const origin of ['https://www.example.test', 'https://evil.other.test', 'null']) {
      const answer = await api.inject({
        method: 'OPTIONS',
        url: `${prefix}/orders`,
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-csrf-token',
        },
      });
      const paper = new ExampleServices().preflight(`${prefix}/orders`, {
        origin,
        headers: 'x-csrf-token',
      });
      const permits = (headers: Answered['headers']) =>
        headers
          .filter(([name]) => /^access-control-allow/i.test(name))
          .map(([name, value]) => `${name.toLowerCase()}: ${value.replace(/, /g, ',')}`)
          .sort();
      const sent = Object.entries(answer.headers).map(
        ([name, value]) => [name, `${value}`] as const,
      );
      expect([paper?.status, permits(paper?.headers ?? [])], origin).toEqual([
        answer.statusCode,
        permits(sent),
      ]);
    }
  });
}

test('An example answers below its path, and nowhere else', () => {
  expect(exampleAt('/examples/same-site/orders')).toBe('/examples/same-site');
  expect(exampleAt('/examples/same-site')).toBeUndefined();
  expect(exampleAt('/examples/none/orders')).toBeUndefined();
});
