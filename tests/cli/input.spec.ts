/** Files as people have them: in the encodings of Windows, packed, and copied in another way than meant. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { LabError } from '../../lab/base/errors.ts';
import { importFrom } from '../../lab/cli/doctor-input.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-input-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const fixture = new URL('../fixtures/har/devtools/lax-cross-site-fetch.har', import.meta.url);
const har = readFileSync(fixture, 'utf8');
const curl = `curl ^"https://api.shop.example/caf\u00e9^" ^\r\n  -b ^"sid=1^" -i\r\nHTTP/1.1 401 Unauthorized\r\n\r\n`;

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** What Notepad, PowerShell's `>` and its Out-File write. */
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 BE with a mark': (text) => swapped(`\ufeff${text}`),
  'UTF-16 LE without': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 BE without': (text) => swapped(text),
};

const read = async (bytes: Uint8Array) => {
  const file = join(folder, 'input');
  writeFileSync(file, bytes);
  return importFrom(file, {});
};

for (const [name, encode] of Object.entries(encodings)) {
  test(`A HAR file and a curl command in ${name} are read, packed or not`, async () => {
    const expected = await read(Buffer.from(har));
    expect(expected.source.exchanges).toBe(6);
    expect(await read(encode(har))).toEqual(expected);
    expect(await read(gzipSync(encode(har)))).toEqual(expected);
    for (const pack of [(bytes: Buffer) => bytes, gzipSync]) {
      const { recording, source } = await read(pack(encode(curl)));
      expect(source.kind).toBe('curl');
      expect(recording.plan.exchanges.at(-1)?.url).toBe('https://api.shop.example/caf%C3%A9');
    }
  });
}

test('Of a packed file that is cut off the entries that are whole are read', async () => {
  const packed = gzipSync(har);
  const { source, gaps } = await read(packed.subarray(0, packed.length * 0.8));
  expect(source.exchanges).toBeGreaterThan(0);
  expect(source.exchanges).toBeLessThan(6);
  expect(gaps[0]?.what).toContain('everything after');
});

const powershell = `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "1", "/", "api.shop.example")))
Invoke-WebRequest -UseBasicParsing -Uri "https://api.shop.example/me" \`
-WebSession $session \`
-Headers @{ "Accept"="*/*" }`;
const fetched = `fetch("https://api.shop.example/me", {
  "headers": { "accept": "*/*" },
  "method": "GET", "mode": "cors", "credentials": "include"
});`;

for (const [what, text] of [
  ['a PowerShell command', powershell],
  ['a fetch call', fetched],
  ['a fetch call', `await ${fetched}`],
] as const) {
  test(`What DevTools copies as ${what} is refused, with what to copy: ${text.slice(0, 11)}`, async () => {
    for (const encode of [encodings['UTF-8'], encodings['UTF-16 LE with a mark']]) {
      const error = await read(encode?.(text) ?? Buffer.of()).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(LabError);
      expect(error).toMatchObject({
        code: 'LAB_IMPORT',
        message: `This is ${what}, not a curl command.`,
        fix: expect.stringContaining('Copy as cURL (bash), or (cmd)'),
      });
    }
  });
}

const run = (command: string, args: readonly string[], input?: Buffer) =>
  spawnSync(process.execPath, ['--import', 'tsx', `lab/cli/${command}.ts`, ...args], {
    encoding: 'utf8',
    input,
  });

test('Standard input may be packed and in UTF-16 too', () => {
  const encoded = gzipSync(encodings['UTF-16 LE with a mark']?.(har) ?? '');
  const { status, stdout } = run('doctor', ['-'], encoded);
  expect(status).toBe(1);
  expect(stdout).toContain('samesite:cross-site-request');
});

for (const [what, content, says] of [
  ['A zip archive', 'PK\u0003\u0004', 'This is a zip archive, not a HAR file.\n  Unpack it'],
  ['A picture', '\u0089PNG\r\n\u001a\n\0\0', 'This is a binary file.\n  Export a HAR file'],
  ['A page', '<!doctype html><p>s3cret', 'This is an HTML or XML page, not a HAR file.\n  Export'],
] as const) {
  test(`${what} is refused in one line, with what to do, and nothing of it is shown`, () => {
    const { status, stdout, stderr } = run('doctor', ['-'], Buffer.from(content, 'latin1'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`LAB_IMPORT: ${says}`);
    expect(stderr).not.toContain('s3cret');
  });
}

test('replay refuses to save over a file before anything runs', () => {
  const file = join(folder, 'mine.ts');
  writeFileSync(file, 'mine');
  const { status, stdout, stderr } = run('replay', [join(folder, 'none.har'), '--save', file]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`LAB_USAGE: ${file} is there already.`);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
