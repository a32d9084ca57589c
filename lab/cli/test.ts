/** npm test: types, lint, the lab's own tests, and every scenario asserted in every default column. */
import { spawnSync } from 'node:child_process';
import pc from 'picocolors';
import { ensureCertificates } from '../certificates.ts';
import { LabError } from '../errors.ts';
import { ensureBrowsers, installCommands } from '../setup/browsers.ts';
import { exit, runCommand, say } from './command.ts';

/** What is checked, in order; the first that fails ends the run. */
const checks = [
  ['tsc'],
  ['biome', 'check', '--error-on-warnings'],
  ['knip'],
] as const satisfies readonly (readonly string[])[];

await runCommand(async () => {
  const { columns, missing } = ensureBrowsers([], say);
  if (missing.length > 0) {
    const names = missing.map(({ id }) => id).join(', ');
    throw new LabError('LAB_NO_BROWSER', `Not installed: ${names}.`, installCommands(missing));
  }
  await ensureCertificates();
  const projects = ['lab', ...columns.map(({ profile }) => profile.id)];
  const test = ['playwright', 'test', ...projects.map((id) => `--project=${id}`)];
  for (const [command, ...args] of [...checks, test]) {
    say(pc.bold(`${command} ${args.join(' ')}`));
    const { status } = spawnSync(command as string, args, { stdio: 'inherit' });
    if (status !== 0) return exit.surprises;
  }
  return exit.ok;
});
