/** What is copied for a shell: bash reads it as it was meant, whatever is in it. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { curlText } from '../../lab/bench/curl.ts';

/** The words that bash makes of a command. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const value = fc.string({ unit: fc.constantFrom(...`'"\\$\`!*?~;&|<>(){}[]# @a%-`) });

test('Bash makes of the command the very words, whatever header values hold', () => {
  fc.assert(
    fc.property(value, value, (cookie, odd) => {
      const url = 'https://api.example.localhost/?cookie=sid%3D1';
      const headers = [
        ['cookie', cookie],
        ['x-odd', odd],
        ['content-length', '3'],
        ['host', 'elsewhere'],
      ] as const;
      expect(wordsOf(curlText({ method: 'POST', url, headers }))).toEqual([
        ...['-g', '-i', '-X', 'POST', url, '--cacert', 'certs/ca.pem'],
        ...['-H', `cookie: ${cookie}`, '-H', `x-odd: ${odd}`],
      ]);
    }),
    { numRuns: 30 },
  );
});

test('A name that only a hosts file knows is resolved by the command, at the port of the URL', () => {
  const words = (url: string) => wordsOf(curlText({ method: 'GET', url, headers: [] }));
  expect(words('https://api.example.test/')).toContain('api.example.test:443:127.0.0.1');
  expect(words('https://api.example.test:8443/')).toContain('api.example.test:8443:127.0.0.1');
  expect(words('http://localhost:7002/')).not.toContain('--resolve');
});
