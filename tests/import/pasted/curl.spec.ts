import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LabError } from '../../../lab/base/errors.ts';
import { importCurl } from '../../../lab/import/index.ts';
import { requestsOf } from '../../../lab/import/pasted/curl-request.ts';
import { cookiesOf, seenHeader } from '../../../lab/scenario/recording.ts';
import { assertSound } from '../sound.ts';

const at = Date.UTC(2026, 10, 27);
const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** As Chrome writes "Copy as cURL (bash)". */
const chrome = `curl 'https://api.shop.example/cart?id=1' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'content-type: application/json' \\
  -b 'sid=42; theme=dark' \\
  -H 'origin: https://app.shop.example' \\
  -H 'referer: https://app.shop.example/' \\
  -H 'sec-fetch-dest: empty' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'sec-fetch-site: same-site' \\
  -H 'user-agent: ${agent}' \\
  --data-raw $'{"a":"it\\'s"}'`;
/** The same, copied for cmd.exe. */
const windows = `curl ^"https://api.shop.example/cart?id=1^" ^
  -X ^"PUT^" ^
  -H ^"accept: */*^" ^
  -H ^"content-type: application/json^" ^
  -b ^"sid=42; theme=dark^" ^
  -H ^"origin: https://app.shop.example^" ^
  -H ^"referer: https://app.shop.example/^" ^
  -H ^"sec-fetch-dest: empty^" ^
  -H ^"sec-fetch-mode: cors^" ^
  -H ^"sec-fetch-site: same-site^" ^
  -H ^"user-agent: ${agent.replaceAll(';', '^;')}^" ^
  --data-raw ^"^{^\\^"a^\\^":^\\^"it's^\\^"^}^"`;
/** The same, written for PowerShell, with the line ends of Windows. */
const powerShell = `curl.exe "https://api.shop.example/cart?id=1" \`
  -X PUT -H "accept: */*" \`
  -H "content-type: application/json" \`
  -b "sid=42; theme=dark" -H "origin: https://app.shop.example" \`
  -H "referer: https://app.shop.example/" -H "sec-fetch-dest: empty" \`
  -H "sec-fetch-mode: cors" -H "sec-fetch-site: same-site" -A "${agent}" \`
  --data-raw "{\`"a\`":\`"it's\`"}"`.replaceAll('\n', '\r\n');
/** As Firefox writes it. */
const firefox = `curl 'https://api.shop.example/cart?id=1' --compressed -X PUT -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0' -H 'Accept: */*' -H 'Content-Type: application/json' -H 'Origin: https://app.shop.example' -H 'Referer: https://app.shop.example/' -H 'Cookie: sid=42; theme=dark' -H 'Sec-Fetch-Dest: empty' -H 'Sec-Fetch-Mode: cors' -H 'Sec-Fetch-Site: same-site' --data-raw '{"a":"it'"'"'s"}'`;
const answer = `HTTP/2 401
date: Fri, 27 Nov 2026 09:00:00 GMT
set-cookie: sid=43; Path=/
set-cookie: b=2
access-control-allow-origin: https://app.shop.example

{"error":"unauthorized",
"HTTP/1.1 200": 1}
`;

for (const [browser, command] of Object.entries({ chrome, windows, powerShell, firefox })) {
  test(`A command that was copied (${browser}), with its response, is an exchange of its page`, () => {
    const { recording, source, entryOf } = importCurl(`${command}\n${answer}`, { at });
    const [page, exchange] = recording.plan.exchanges;
    expect(page).toMatchObject({ kind: 'visit', url: 'https://app.shop.example/' });
    expect(exchange).toMatchObject({
      kind: 'fetch',
      as: 'PUT https://api.shop.example/cart',
      method: 'PUT',
      url: 'https://api.shop.example/cart?id=1',
      mode: 'cors',
      credentials: 'include',
      client: 'd0',
      initiator: 'https://app.shop.example',
    });
    const [message] = recording.observations.e0?.messages ?? [];
    expect(cookiesOf(message)).toEqual([
      { name: 'sid', value: '42' },
      { name: 'theme', value: 'dark' },
    ]);
    expect(message?.request.headers.unseen).toBeUndefined();
    expect(message?.response?.status).toBe(401);
    const lines = message?.response?.headers.lines.filter(([name]) => name === 'set-cookie');
    expect(lines?.map(([, line]) => line)).toEqual(['sid=43; Path=/', 'b=2']);
    expect(message?.at).toBe(Date.UTC(2026, 10, 27, 9));
    expect(source.browser?.engine).toBe(browser === 'firefox' ? 'firefox' : 'chromium');
    expect(entryOf).toEqual({ e0: 0 });
  });
}

const requests = (command: string) => requestsOf(command.split(' '));

for (const [command, expected] of [
  ['https://a.example/', { method: 'GET' }],
  ['a.example', { url: 'http://a.example' }],
  ['-XPOST https://a.example/', { method: 'POST' }],
  ['-sSLi -X DELETE https://a.example/', { method: 'DELETE' }],
  [
    '--data a=1 https://a.example/',
    { method: 'POST', headers: [['Content-Type', 'application/x-www-form-urlencoded']] },
  ],
  [
    '-da=1 -H content-type:text/plain https://a.example/',
    { method: 'POST', headers: [['content-type', 'text/plain']] },
  ],
  [
    '-G -d a=1 -d b=2 https://a.example/?c=3',
    { method: 'GET', url: 'https://a.example/?c=3&a=1&b=2' },
  ],
  [
    '--json {} https://a.example/',
    {
      method: 'POST',
      headers: [
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json'],
      ],
    },
  ],
  ['-F a=1 https://a.example/', { method: 'POST' }],
  ['-T file https://a.example/', { method: 'PUT' }],
  ['-I https://a.example/', { method: 'HEAD' }],
  ['--cookie a=1 -b b=2 https://a.example/', { headers: [['Cookie', 'a=1; b=2']] }],
  ['-b jar.txt https://a.example/', { headers: [], jars: { from: ['jar.txt'], to: null } }],
  ['-H @headers.txt https://a.example/', { headers: [], files: ['headers.txt'] }],
  ['-H X-Empty; -H X-None: https://a.example/', { headers: [['X-Empty', '']] }],
  ['-u ada:süß https://a.example/', { headers: [['Authorization', 'Basic YWRhOnPDvMOf']] }],
  ['--oauth2-bearer abc https://a.example/', { headers: [['Authorization', 'Bearer abc']] }],
  [
    '-A agent -e https://b.example/ --url https://a.example/',
    {
      headers: [
        ['User-Agent', 'agent'],
        ['Referer', 'https://b.example/'],
      ],
    },
  ],
  [
    '-o out --max-time 5 --retry 3 -x http://proxy https://a.example/',
    { url: 'https://a.example/' },
  ],
] as const) {
  test(`curl ${command}`, () => {
    const [request, ...others] = requests(command);
    expect(others).toEqual([]);
    expect(request).toMatchObject(expected);
  });
}

test('Several URLs are several exchanges, and --next begins anew', () => {
  expect(
    requests('-H A:1 https://a.example/ https://b.example/ --next https://c.example/'),
  ).toMatchObject([
    { url: 'https://a.example/', headers: [['A', '1']] },
    { url: 'https://b.example/', headers: [['A', '1']] },
    { url: 'https://c.example/', headers: [] },
  ]);
});

test('Several commands are read in turn, each with its response, behind prompts or not', () => {
  const { recording, open } = importCurl(
    `$ curl -i https://a.example/one\nHTTP/1.1 200 OK\nSet-Cookie: a=1\n\nbody\n$ curl -b a=1 -i https://a.example/two\nHTTP/1.1 403 Forbidden\n\n`,
    { at },
  );
  const seen = Object.values(recording.observations).map(
    ({ messages }) => messages[0]?.response?.status,
  );
  expect(seen).toEqual([200, 403]);
  expect(open.map(({ field }) => field)).toContain('credentials');
});

test('The redirects that curl followed are hops, and a proxy’s tunnel is none', () => {
  const { recording } = importCurl(
    `curl -iL https://a.example/in -d x=1
HTTP/1.1 200 Connection established

HTTP/1.1 100 Continue

HTTP/1.1 302 Found
Location: /out
Set-Cookie: a=1

HTTP/1.1 200 OK

`,
    { at, page: 'https://a.example/' },
  );
  expect(recording.plan.exchanges.slice(1).map(({ as, kind, hopOf }) => [as, kind, hopOf])).toEqual(
    [
      ['POST https://a.example/in', 'fetch', undefined],
      ['GET https://a.example/out', 'redirect', 'e0'],
    ],
  );
});

test('What curl -v prints is read as well', () => {
  const { recording } = importCurl(
    `curl -v https://a.example/\n* Connected\n> GET / HTTP/2\n> host: a.example\n>\n< HTTP/2 200\n< set-cookie: a=1\n<\n{ [5 bytes data]\n`,
    { at },
  );
  const response = recording.observations.e0?.messages[0]?.response;
  expect(response?.headers.lines).toEqual([['set-cookie', 'a=1']]);
});

test('A command that no browser wrote shows nothing of what a browser would send', () => {
  const { recording, gaps } = importCurl('curl -b sid=1 https://api.example/me', {
    at,
    page: 'https://app.example/cart',
  });
  const [message] = recording.observations.e0?.messages ?? [];
  expect(seenHeader(message?.request.headers ?? { lines: [] }, 'origin')).toEqual({
    gap: 'not recorded',
  });
  expect(recording.plan.documents).toMatchObject([{ url: 'https://app.example/cart' }]);
  expect(gaps[0]).toMatchObject({
    what: 'the response',
    remedy: expect.stringContaining('curl -i'),
  });
});

for (const [what, text, says] of [
  ['Text without a command', 'Set-Cookie: a=1', /There is no curl command in this text/],
  ['A fetch call', 'fetch("https://a.example/", {})', /This is a fetch call, not a curl command/],
  [
    'A PowerShell command',
    'Invoke-WebRequest -Uri "https://a.example/"',
    /This is a PowerShell command/,
  ],
  [
    'A command that was cut off',
    "x\ncurl 'https://a.example/' \\\n  -H 'a: b",
    /in line 2 has a quote that is never closed, in line 3/,
  ],
  ['A command without URL', 'curl -s', /in line 1 has no URL/],
  [
    'A command for a file',
    'curl ftp://a.example/',
    /in line 1 asks for what is no http or https URL/,
  ],
] as const) {
  test(`${what} is refused with what to do instead`, () => {
    let error: unknown;
    try {
      importCurl(text, { at });
    } catch (cause) {
      error = cause;
    }
    expect(error).toMatchObject({ code: 'LAB_IMPORT', fix: expect.any(String) });
    expect(String(error)).toMatch(says);
  });
}

test('Any text gives a sound recording or a clear error', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      ...[
        "'",
        '"',
        '^',
        '\\',
        '\n',
        ' -H ',
        ' -b ',
        ' -X',
        ' https://a.example/',
        'curl ',
        'HTTP/2 200\n',
        '< ',
        '$(',
        ' --next ',
        "$'\\u",
      ],
    ),
  );
  const pasted = fc
    .constantFrom(chrome, windows, firefox)
    .chain((command) =>
      fc
        .array(fc.tuple(fc.noBias(fc.nat(900)), fc.nat(30), noise), { maxLength: 5 })
        .map((cuts) =>
          cuts.reduce(
            (so, [where, length, put]) => so.slice(0, where) + put + so.slice(where + length),
            `${command}\n${answer}`,
          ),
        ),
    );
  fc.assert(
    fc.property(pasted, (text) => {
      try {
        assertSound(importCurl(text, { at }));
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        assert.equal(error.code, 'LAB_IMPORT');
      }
    }),
    { numRuns: Number(process.env.MUTATIONS ?? 1_000) },
  );
});
