/** npm run docs: writes the pages under docs/ that tables in the code say. */
import { writeFile } from 'node:fs/promises';
import { reasonsPage } from '../reasons/page.ts';
import { exit, runCommand, wordsOf } from './command.ts';

/** Pages by file name. */
const pages = { 'reasons.md': reasonsPage } as const;

const command = wordsOf('docs').description(
  'Writes the pages under docs/ that are made from tables in the code.',
);

await runCommand(async () => {
  command.parse();
  for (const [name, page] of Object.entries(pages)) {
    await writeFile(new URL(`../../docs/${name}`, import.meta.url), page());
    console.log(`docs/${name}`);
  }
  return exit.ok;
});
