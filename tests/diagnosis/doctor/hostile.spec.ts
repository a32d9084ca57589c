/** Files that were changed at random are diagnosed, replayed, compared and shown, or refused: never a crash, a hang or a secret. */
import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import { LabError } from '../../../lab/base/errors.ts';
import { compareTraffic, diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHar } from '../../../lab/import/index.ts';
import { doctorJson, doctorText } from '../../../lab/report/doctor.ts';
import { replayJson, replayText } from '../../../lab/report/replay.ts';
import { savedScenario } from '../../../lab/report/replay-scenario.ts';
import { scenarioFile } from '../../../lab/report/scenario-file.ts';
import { mutated, secrets } from '../../import/mutations.ts';
import { replayedOnPaper } from '../reproduce/on-paper.ts';

/** `MUTATIONS=1000000 npx playwright test tests/diagnosis/doctor/hostile.spec.ts` takes some hours. */
const numRuns = Number(process.env.MUTATIONS ?? 300);
/** Seconds of the processor that seven entries may take, whatever they say. */
const most = 3;

test('A file that was changed in any way is diagnosed and replayed within seconds, or refused with a clear error', async () => {
  test.setTimeout(numRuns * 50 + 30_000);
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const began = process.cpuUsage();
      try {
        const imported = await importHar(text);
        const diagnosis = diagnose(imported);
        const shown = { imported, diagnosis, showValues: false, why: true, framework: null };
        const json = doctorJson(shown);
        const printed = doctorText(shown) + JSON.stringify(json);
        assert.deepEqual(Object.keys(json).slice(0, 2), ['schema', 'source']);
        const replayed = diagnosis.findings.map((finding) => {
          const shown = replayedOnPaper(imported, finding, 'chromium');
          const file = scenarioFile(savedScenario(shown));
          return replayText(shown) + JSON.stringify(replayJson(shown)) + file;
        });
        // A change of one character makes a host name of a path, and host names are shown.
        const hosts = imported.recording.plan.exchanges.map(({ url }) => new URL(url).host).join();
        for (const secret of secrets.filter((one) => !hosts.includes(one))) {
          assert(![printed, ...replayed].join().includes(secret), `it prints ${secret}`);
        }
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        assert.equal(error.code, 'LAB_IMPORT');
        assert(error.fix);
      }
      assert(process.cpuUsage(began).user / 1e6 < most, 'it took too long');
    }),
    { numRuns },
  );
});

test('Changed files are compared without a crash, and none differs from itself', async () => {
  test.setTimeout(numRuns * 50 + 30_000);
  const read = async (text: string) => {
    const imported = await importHar(text).catch(() => null);
    return imported && { imported, diagnosis: diagnose(imported) };
  };
  await fc.assert(
    fc.asyncProperty(mutated, mutated, async (first, second) => {
      const [one, other] = [await read(first), await read(second)];
      if (!one || !other) return;
      compareTraffic(one, other);
      const { differences, symptom } = compareTraffic(one, one);
      assert.deepEqual({ differences, symptom }, { differences: [], symptom: null });
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});
