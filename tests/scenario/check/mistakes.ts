/** For tests: mistakes of a scenario's writer, as they come out of a file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { LabError } from '../../../lab/base/errors.ts';
import { loadScenarios } from '../../../lab/run/load-scenarios.ts';
import * as builders from '../../../lab/scenario/index.ts';

const lab = pathToFileURL(join(import.meta.dirname, '../../../lab/scenario/index.ts')).href;

/** What loading a file with this source ends with; null where it is taken. */
export async function refusalOf(source: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-check-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'mine.ts'),
      `import { ${Object.keys(builders).join(', ')} } from ${JSON.stringify(lab)};\n${source}`,
    );
    return await loadScenarios([], folder).then(
      () => null,
      (error) => error,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A scenario without a mistake, but for what is put in place of its fields. */
export const scenarioWith = (fields: string) =>
  `export default { title: 'x', claims: ['C1'], steps: [visit(www), fetch(api, { as: 'call' })],
     expect: { call: { sent: [] } }, ${fields} };`;
export const stepsWith = (steps: string) =>
  scenarioWith(`steps: [visit(www), fetch(api, { as: 'call' }), ${steps}]`);
export const answerWith = (answer: string) => stepsWith(`fetch(api, { answer: ${answer} })`);

export type Mistake = [name: string, source: string, message: RegExp, fix: RegExp];

/** One test for each mistake: that it is named with file, place and fix. */
export function testMistakes(mistakes: readonly Mistake[]) {
  for (const [name, source, message, fix] of mistakes) {
    test(`The mistake is named with its place and its fix: ${name}`, async () => {
      const error = await refusalOf(source);
      expect(error).toBeInstanceOf(LabError);
      expect(error).toMatchObject({
        code: 'LAB_SCENARIO',
        message: expect.stringMatching(message),
        fix: expect.stringMatching(fix),
      });
      expect((error as LabError).message).toMatch(/mine\.ts: /);
    });
  }
}
