import { expect, test } from '@playwright/test';
import { importHeaders } from '../../../lab/import/index.ts';
import { seenHeader } from '../../../lab/scenario/recording.ts';
import { assertSound } from '../sound.ts';

const about = {
  at: Date.UTC(2026, 10, 27),
  page: 'https://app.shop.example/cart',
  request: 'POST https://api.shop.example/login',
} as const;
const lines = (text: string, options = {}) => {
  const { recording } = importHeaders(text, { ...about, ...options });
  return recording.observations.e0?.messages[0]?.response?.headers.lines;
};

test('A Set-Cookie line is the response of the request that is named, from the page that is named', () => {
  const made = importHeaders('Set-Cookie: sid=1; Path=/; SameSite=Lax', about);
  assertSound(made);
  const { recording, source, entryOf } = made;
  expect(recording.plan.documents).toMatchObject([{ url: about.page }]);
  expect(recording.plan.exchanges.slice(1)).toMatchObject([
    {
      id: 'e0',
      as: about.request,
      kind: 'fetch',
      client: 'd0',
      assumed: ['kind', 'mode', 'credentials'],
    },
    { id: 'e1', as: `${about.request} (2)`, client: 'd0' },
  ]);
  expect(source).toMatchObject({ kind: 'headers', exchanges: 1 });
  expect(entryOf).toEqual({ e0: 0 });
  const [message] = recording.observations.e0?.messages ?? [];
  expect(message?.response).toMatchObject({
    status: 200,
    headers: { lines: [['Set-Cookie', 'sid=1; Path=/; SameSite=Lax']] },
  });
  expect(seenHeader(message?.request.headers ?? { lines: [] }, 'Cookie')).toEqual({
    gap: 'not recorded',
  });
});

test('What goes with the next such request is a gap, for the model to fill', () => {
  const { recording } = importHeaders('Set-Cookie: sid=1', about);
  expect(recording.observations).not.toHaveProperty('e1');
  expect(recording.gaps.e1).toBe('What the next such request sends was not recorded.');
});

test('A credentials mode that is given is no question', () => {
  const given = importHeaders('Set-Cookie: sid=1', { ...about, credentials: 'same-origin' });
  expect(given.open.map(({ field }) => field)).not.toContain('credentials');
  for (const { kind, credentials, assumed } of given.recording.plan.exchanges.slice(1)) {
    expect([kind, credentials, assumed]).toEqual(['fetch', 'same-origin', ['kind', 'mode']]);
  }
  expect(importHeaders('Set-Cookie: sid=1', about).open).toMatchObject([
    { field: 'credentials', exchanges: ['e0', 'e1'], values: ['include', 'same-origin'] },
    { field: 'policy' },
  ]);
});

test('The lines may be values alone, several, or a whole response', () => {
  expect(lines('sid=1; Path=/\nb=2')).toEqual([
    ['Set-Cookie', 'sid=1; Path=/'],
    ['Set-Cookie', 'b=2'],
  ]);
  expect(lines('set-cookie: a=1\r\nset-cookie: b=2')).toEqual([
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
  expect(lines('HTTP/2 200\nset-cookie: a=1\nvary: Origin\n\nset-cookie: c=3')).toEqual([
    ['set-cookie', 'a=1'],
    ['vary', 'Origin'],
  ]);
});

for (const [what, text, options, says] of [
  [
    'Text without a cookie',
    'Vary: Origin',
    {},
    /There is no Set-Cookie and no Access-Control line/,
  ],
  ['A request without URL', 'a=1', { request: 'GET me' }, /"GET me" is no request/],
  [
    'A page that is no URL',
    'a=1',
    { page: 'app.example' },
    /"app.example" is no http or https URL/,
  ],
] as const) {
  test(`${what} is refused with what to do instead`, () => {
    expect(() => importHeaders(text, { ...about, ...options })).toThrow(
      expect.objectContaining({
        code: 'LAB_IMPORT',
        message: expect.stringMatching(says),
        fix: expect.any(String),
      }),
    );
  });
}
