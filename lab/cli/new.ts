/** npm run new: writes a scenario file to begin with, and says how to run it alone. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LabError } from '../base/errors.ts';
import { scenariosFolder } from '../run/load-scenarios.ts';
import { writeOwned } from '../system/files.ts';
import { exit, runCommand, wordsOf } from './command.ts';

const command = wordsOf('new')
  .description('Writes a new scenario file: npm run new -- samesite/my-case')
  .argument('<topic/name>', 'where it goes below scenarios/: lower-case words joined by hyphens');

const template = `import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Say in one sentence what is claimed to happen',
  claims: [],
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: { setCookie: 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax', cors: allow(www) },
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['sid'], readable: true } },
  // Where a browser is known to differ:
  // deviations: [{ where: 'webkit*', expect: { 'next call': { sent: [] } }, because: '…', see: 'https://…' }],
});
`;

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
  console.log(`${relative(process.cwd(), file)} is written. Run it alone:

  npm run matrix -- --scenario ${id}`);
  return exit.ok;
});
