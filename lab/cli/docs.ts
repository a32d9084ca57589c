/** npm run docs: writes the pages under docs/ that the code, the scenarios and the baselines say. */
import { writeFile } from 'node:fs/promises';
import compatData from '@mdn/browser-compat-data/forLegacyNode';
import { comparedCompat, compatText } from '../report/findings/compat.ts';
import { readMeasured } from '../report/findings/measured.ts';
import { findingsPage } from '../report/findings/page.ts';
import { reasonsPage } from '../report/reasons-page.ts';
import { loadScenarios } from '../run/load-scenarios.ts';
import { exit, runCommand, wordsOf } from './command.ts';

const command = wordsOf('docs').description(
  'Writes the pages under docs/ that are made from tables in the code, from the scenarios\n' +
    'and from the baselines; browser-compat data is set beside them.',
);

await runCommand(async () => {
  command.parse();
  const [scenarios, measured] = [await loadScenarios(), await readMeasured()];
  const compat = compatText(compatData, comparedCompat(compatData, scenarios, measured));
  const pages = {
    'reasons.md': reasonsPage(),
    'findings.md': findingsPage(scenarios, measured, compat),
  };
  for (const [name, page] of Object.entries(pages)) {
    await writeFile(new URL(`../../docs/${name}`, import.meta.url), page);
    console.log(`docs/${name}`);
  }
  return exit.ok;
});
