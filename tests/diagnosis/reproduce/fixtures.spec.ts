/**
 * What becomes of the findings of real exports when they are performed again. The model performs them
 * here, as it does in no time; tests/live/replay.spec.ts has browsers do so.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import type { Proof } from '../../../lab/diagnosis/reproduce/index.ts';
import { importHar } from '../../../lab/import/index.ts';
import type { AgentId } from '../../../lab/model/index.ts';
import { get, har, visit } from '../doctor/traffic.ts';
import { replayedOnPaper } from './on-paper.ts';

interface Fixture {
  readonly file: string;
  readonly case: string;
  readonly cause: string | null;
}

const folder = new URL('../../fixtures/har/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const fixtures = (JSON.parse(read('index.json')) as Fixture[]).filter(({ file }) =>
  /^(devtools|firefox|mitmproxy|playwright|webkit)\//.test(file),
);

async function proofIn(file: string, id: AgentId): Promise<Proof | null | undefined> {
  const imported = await importHar(read(file));
  const [finding] = diagnose(imported).findings;
  return finding && replayedOnPaper(imported, finding, id).performed[0]?.proof;
}

/** Each engine as shipped, and under the policies that the doctor speaks of. */
const asked = [
  ...(['chromium', 'chromium:blocked', 'firefox', 'firefox:allowed'] as const),
  ...(['webkit', 'webkit:itp'] as const),
];

test('In which browsers it fails, as the doctor says, is what a replay shows there', async () => {
  const judged: string[] = [];
  const differing: string[] = [];
  for (const { file } of fixtures) {
    const imported = await importHar(read(file));
    for (const finding of diagnose(imported).findings) {
      for (const id of asked) {
        const says = finding.browsers[id];
        if (says === 'unknown') continue;
        const proof = replayedOnPaper(imported, finding, id).performed[0]?.proof;
        const shows = proof?.before.reproduced ? 'fails' : 'works';
        judged.push(id);
        if (says !== shows) differing.push(`${file} ${finding.code} in ${id}: ${says}, ${shows}`);
      }
    }
  }
  expect(judged.length).toBeGreaterThan(500);
  expect(differing).toEqual([]);
});

test('A redirect to what was not asked in the file is followed all the same, and said', async () => {
  const imported = await importHar(read('devtools/redirect-without-cors.har'));
  const [finding] = diagnose(imported).findings;
  if (!finding) throw new Error('nothing was found');
  const { reproduction } = replayedOnPaper(imported, finding, 'chromium');
  expect(reproduction.hosts).toContain('https://accounts.shop.example');
  expect(reproduction.notReplayed.map(({ why }) => why)).toEqual([
    'what it redirects to was not asked in the file: https://accounts.shop.example/me is answered 200',
  ]);
});

test('The last response of a redirect is readable where the script that asked could read it', async () => {
  const page = 'https://www.insel.tv/';
  const imported = await importHar(
    har('chrome', [
      visit(page),
      get(page, `${page}rates`, 302, { response: { location: 'https://rates.bank.org/v2' } }),
      get(page, 'https://rates.bank.org/v2', 200, { blocked: true }),
    ]),
  );
  const [finding] = diagnose(imported).findings;
  const proof = finding && replayedOnPaper(imported, finding, 'chromium').performed[0]?.proof;
  expect(proof?.before.readable).toBe(false);
  expect(proof?.proven).toBe(true);
});

/** In which browser a case failed, where that is not Chromium as shipped. */
const agentFor = (name: string): AgentId =>
  name === 'third-party-blocked' ? 'chromium:blocked' : 'chromium';

/** Causes for which there is nothing to write. */
const unwritten = new Set([
  ...['server:refused', 'server:never-set', 'cookie-jar:cleared', 'cors:redirect-hop'],
]);

for (const { file, cause, case: name } of fixtures) {
  if (!file.startsWith('devtools/') || cause === null) continue;
  test(`The failure of ${file} shows again, and not with the fix`, async () => {
    const proof = await proofIn(file, agentFor(name));
    test.skip(proof === undefined, 'the file does not show it');
    expect(proof?.before.reproduced, JSON.stringify(proof?.before)).toBe(true);
    expect(proof?.proven).toBe(unwritten.has(cause) ? null : true);
  });
}
