/** npm run new: writes a scenario file to begin with, and says how to run it alone. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LabError } from '../base/errors.ts';
import { scenariosFolder } from '../run/load-scenarios.ts';
import { writeOwned } from '../system/files.ts';
import { exit, runCommand, wordsOf } from './command.ts';
import { template } from './template.ts';

const command = wordsOf('new')
  .description('Writes a new scenario file: npm run new -- samesite/my-case')
  .argument('<topic/name>', 'where it goes below scenarios/: lower-case words joined by hyphens');

await runCommand(async () => {
  const [id = ''] = command.parse().args;
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) {
    throw new LabError('LAB_USAGE', `"${id}" is no topic/name.`, 'Like samesite/my-case.');
  }
  const file = join(scenariosFolder, `${id}.ts`);
  if (existsSync(file)) {
    throw new LabError('LAB_USAGE', `${relative(process.cwd(), file)} is there already.`);
  }
  await writeOwned(file, template);
  console.log(`${relative(process.cwd(), file)} is written. Change it, then:

  npm run matrix ${id}        what happens in each engine
  npm run explain -- ${id}    why, in Chromium`);
  return exit.ok;
});
