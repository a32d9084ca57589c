import { expect, test } from '@playwright/test';
import { importHar } from '../../../lab/import/index.ts';
import { entry, har, opened } from '../entries.ts';

const page = entry('app.example/', { request: opened, response: { 'set-cookie': 'a=1' } });
const whole = har('devtools', [page, page, page]);
const bytes = (text: string) => new TextEncoder().encode(text);

test('A file may come as text, as pieces of text, or as bytes cut anywhere', async () => {
  const named = har('devtools', [entry('app.example/ü', { request: opened })]);
  const pieces = Array.from({ length: Math.ceil(bytes(named).length / 7) }, (_, i) =>
    bytes(named).slice(i * 7, i * 7 + 7),
  );
  async function* stream() {
    yield* pieces;
  }
  const expected = await importHar(named);
  expect(expected.recording.plan.exchanges[0]?.url).toBe('https://app.example/%C3%BC');
  for (const source of [pieces, stream(), [named.slice(0, 50), named.slice(50)]]) {
    expect(await importHar(source)).toEqual(expected);
  }
});

test('A byte order mark is no mistake, and UTF-16 is read where it has one', async () => {
  const expected = await importHar(whole);
  expect(await importHar(`\uFEFF${whole}`)).toEqual(expected);
  expect(await importHar([bytes(`\uFEFF${whole}`)])).toEqual(expected);
  const wide = new Uint16Array([...`\uFEFF${whole}`].map((one) => one.charCodeAt(0)));
  expect(await importHar([new Uint8Array(wide.buffer)])).toEqual(expected);
});

test('A file that was cut off gives the entries that are whole, and says what is missing', async () => {
  const cut = whole.slice(0, whole.lastIndexOf('"cookies"'));
  const { source, gaps } = await importHar(cut);
  expect(source.exchanges).toBe(2);
  expect(gaps.slice(0, 2)).toEqual([
    {
      what: 'everything after the first 2 entries',
      why: `In line 1, at character ${cut.length}, it ends in the middle.`,
      remedy: 'Copy the file again, or export it again: it was cut off or changed.',
    },
    expect.objectContaining({ what: 'entry 2, in line 1' }),
  ]);
});

test('An entry that holds no request is left out and named', async () => {
  const broken = [{}, { request: {} }, { request: { url: 'no url' } }, { request: { url: 7 } }, 5];
  const text = JSON.stringify({ log: { entries: [...broken, page] } }, null, 1);
  const { source, gaps, entryOf } = await importHar(text);
  expect(source).toMatchObject({ exchanges: 1, creator: '' });
  expect(entryOf).toEqual({ e5: 5 });
  expect(gaps.map(({ what, why }) => `${what}: ${why}`).slice(0, 4)).toEqual([
    'entry 0, in line 4: It was left out: it has no request.url.',
    expect.stringMatching(/^entry 1, in line \d+: It was left out: it has no request.url.$/),
    expect.stringMatching(/^entry 2, in line \d+: It was left out: its request.url is no URL.$/),
    '2 more: They could not be read either.',
  ]);
});

test('An entry that is no JSON is left out, and its text is not repeated', async () => {
  const text = whole.replace('"time":20', '"time":s3cret');
  const { source, gaps } = await importHar(text);
  expect(source.exchanges).toBe(2);
  expect(gaps[0]).toMatchObject({
    what: 'entry 0, in line 1',
    why: 'It was left out: it is not valid JSON.',
  });
  expect(JSON.stringify(gaps)).not.toContain('s3cret');
});

for (const [what, text, says] of [
  [
    'An empty file',
    '',
    /line 1, character 0 it ends in the middle, and no log.entries came before/,
  ],
  ['JSON of another kind', '{"a":[1]}', /This is JSON, but not a HAR file: it has no "log"/],
  ['A log without entries', '{"log":{"entries":{}}}', /its log has no list of "entries"/],
  ['A HAR file without entries', '{"log":{"entries":[]}}', /This HAR file has no entries/],
  ['A HAR file of data: URLs', har('devtools', [entry('data:,x')]), /no request over a network/],
  [
    'A HAR file without requests',
    '{"log":{"entries":[\n{}]}}',
    /The first, in line 2: it has no request.url/,
  ],
  ['An HTML page', '<!DOCTYPE html><p>', /This is an HTML or XML page, not a HAR file/],
  ['A zip archive', 'PK\u0003\u0004…', /This is a zip archive, not a HAR file/],
  [
    'A Postman collection',
    '{"info":{"_postman_id":"1"},"item":[]}',
    /This is a Postman collection/,
  ],
  ['An Insomnia export', '{"_type":"export","__export_format":4}', /This is an Insomnia export/],
  [
    'A session of Charles',
    '[{"status":"COMPLETE","method":"GET"}]',
    /This is a session of Charles/,
  ],
  ['A flow file of mitmproxy', '1234:9:websocket;0:~', /This is a flow file of mitmproxy/],
  ['A cookie file', '# Netscape HTTP Cookie File\n', /This is a list of cookies/],
  [
    'Cookies of Playwright',
    '{"cookies":[{"name":"sid","value":"1"}]}',
    /This is a list of cookies/,
  ],
  ['A NetLog', '{"constants": {"x": 1}, "events": []}', /This is a NetLog/],
  ['A curl command', "curl 'https://app.example/'", /This is a curl command/],
  ['Plain text', 'no JSON', /line 1, character 0 it does not begin as JSON does/],
] as const) {
  test(`${what} is refused with what to do instead`, async () => {
    const error = await importHar(text).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'LabError', code: 'LAB_IMPORT' });
    expect(String(error)).toMatch(says);
    expect((error as { fix?: string }).fix).not.toBeUndefined();
  });
}

test('Progress is told while a large file is read', async () => {
  const seen: number[] = [];
  const text = har(
    'devtools',
    Array.from({ length: 4_000 }, () => page),
  );
  await importHar(text, { onProgress: ({ characters }) => seen.push(characters) });
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.at(-1)).toBe(text.length);
});
