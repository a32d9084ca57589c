/** npm run doctor: somebody's own traffic, and what is wrong with its cookies and CORS. */
import { LabError } from '../base/errors.ts';
import { assumed, diagnose } from '../diagnosis/doctor/index.ts';
import { doctorJson, doctorText } from '../report/doctor.ts';
import { exit, list, runCommand, wordsOf } from './command.ts';
import { importFrom } from './doctor-input.ts';

interface Options {
  readonly json?: true;
  readonly why?: true;
  readonly cookie?: string;
  readonly assume: string[];
  readonly showValues?: true;
}

const command = wordsOf('doctor')
  .description(
    'Reads your own traffic and says which cookie does not arrive or which response cannot be read,\n' +
      'why, in which browsers, and what to write.\n' +
      'Exit code: 0 nothing wrong, 1 findings, 2 the input cannot be read.',
  )
  .argument('<file>', 'a HAR file; - for standard input')
  .option(
    '--cookie <name>',
    'ask about this cookie; else the session cookie is found by how it is used',
  )
  .option(
    '--assume <words>',
    'answer a question that the file leaves open: credentials=include',
    list,
    [],
  )
  .option('--why', 'show the twelve links of each finding')
  .option('--show-values', 'print cookie values as they are; else they are replaced by ‹a1›, ‹a2›')
  .option('--json', 'print the diagnosis as JSON (docs/doctor.md)');

await runCommand(async () => {
  const [file = ''] = command.parse().args;
  const { json, why = false, cookie, assume, showValues = false } = command.opts<Options>();
  const read = await importFrom(file);
  const imported = assumed(read, assume);
  if ('said' in imported) {
    throw new LabError(
      'LAB_USAGE',
      `--assume ${imported.said} answers nothing that this file leaves open.`,
      imported.possible.length > 0
        ? `Use one of: ${imported.possible.join(', ')}.`
        : 'It leaves nothing open.',
    );
  }
  const diagnosis = diagnose(imported, cookie);
  const shown = { imported, diagnosis, showValues, why };
  console.log(json ? JSON.stringify(doctorJson(shown), null, 1) : doctorText(shown));
  return diagnosis.findings.length > 0 ? exit.surprises : exit.ok;
});
