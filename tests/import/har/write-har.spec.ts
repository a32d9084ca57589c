/** What was recorded live, written as a HAR file and read again. */
import { expect, test } from '@playwright/test';
import type { WireExchange } from '../../../lab/base/wire.ts';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar, importLive, redactHar, writeHar } from '../../../lab/import/index.ts';

const about = {
  browser: { name: 'chromium', version: '156.0', column: 'chromium:blocked' },
  version: '1',
};
const page = 'http://localhost:3000';
const api = 'http://127.0.0.1:4000';
const agent = [
  'User-Agent',
  'Mozilla/5.0 AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
] as const;
const cors = [
  ['Access-Control-Allow-Origin', page],
  ['Access-Control-Allow-Credentials', 'true'],
] as const;
const script = [
  agent,
  ['Origin', page],
  ['Referer', `${page}/`],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Mode', 'cors'],
  ['Sec-Fetch-Dest', 'empty'],
  ['Sec-Fetch-Storage-Access', 'active'],
] as const;

const recorded: WireExchange[] = [
  {
    at: 1_000,
    method: 'GET',
    url: `${page}/`,
    error: null,
    told: null,
    requestHeaders: [
      agent,
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'document'],
    ],
    response: {
      at: 1_010,
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/html']],
    },
  },
  {
    at: 1_100,
    method: 'POST',
    url: `${api}/login`,
    error: null,
    told: null,
    requestHeaders: script,
    response: {
      at: 1_120,
      status: 200,
      statusText: 'OK',
      headers: [
        ...cors,
        ['Set-Cookie', 'sid=1; SameSite=Lax'],
        ['Set-Cookie', 'b=2, 3; SameSite=None; Secure'],
      ],
    },
  },
  {
    at: 1_200,
    method: 'GET',
    url: `${api}/me?a=b`,
    error: null,
    told: null,
    requestHeaders: script,
    response: { at: 1_205, status: 401, statusText: 'Unauthorized', headers: cors },
  },
  {
    at: 1_300,
    method: 'GET',
    url: 'ws://127.0.0.1:4000/live',
    error: 'connect ECONNREFUSED',
    told: null,
    requestHeaders: [agent],
    response: null,
  },
];

test('The file says the same as the recording, and each Set-Cookie line stays by itself', async () => {
  const live = await importLive(recorded, about);
  const file = await importHar(writeHar(recorded, about));
  expect(live.source).toMatchObject({ kind: 'live', sanitized: false, exchanges: 4 });
  expect(file.source).toMatchObject({ kind: 'har', creator: 'cookie-lab live 1' });
  expect({ ...live, source: null, recording: { ...live.recording, maker: null } }).toEqual({
    ...file,
    source: null,
    recording: { ...file.recording, maker: null },
  });
  const [first] = diagnose(file).findings;
  expect(first).toMatchObject({ code: 'site:localhost-vs-127', cookie: 'sid' });
  const login = Object.values(file.recording.observations)[1]?.messages[0]?.response?.headers.lines;
  expect(login?.filter(([name]) => name === 'Set-Cookie')).toHaveLength(2);
});

test('Which policy the browser had is no question, also in the file that is redacted', async () => {
  const unsaid = { ...about, browser: { ...about.browser, column: 'none' } };
  const policy = async (text: string) =>
    (await importHar(text)).open.find(({ field }) => field === 'policy')?.values;
  expect(await policy(writeHar(recorded, unsaid))).not.toEqual(['chromium:blocked']);
  for (const text of [writeHar(recorded, about), await redactHar(writeHar(recorded, about))]) {
    expect(await policy(text)).toEqual(['chromium:blocked']);
  }
});

test('It is a HAR 1.2 file with all that the format asks for', () => {
  const { log } = JSON.parse(writeHar(recorded, about));
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'cookie-lab live' }, pages: [] });
  expect(log.entries[2]).toMatchObject({
    startedDateTime: '1970-01-01T00:00:01.200Z',
    time: 5,
    request: { httpVersion: 'HTTP/1.1', queryString: [{ name: 'a', value: 'b' }], cookies: [] },
    response: { status: 401, content: { size: -1 }, redirectURL: '' },
    cache: {},
    timings: { send: 0, wait: 5, receive: -1 },
  });
  expect(log.entries[3]).toMatchObject({ response: { status: 0 }, _error: 'connect ECONNREFUSED' });
});
