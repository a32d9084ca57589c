/** npm run doctor: somebody's own traffic, and what is wrong with its cookies and CORS. */
import { createReadStream } from 'node:fs';
import { Option } from 'commander';
import { diagnose } from '../diagnosis/doctor/index.ts';
import { type Framework, frameworks } from '../diagnosis/index.ts';
import { redactHar } from '../import/index.ts';
import { doctorJson, doctorText } from '../report/doctor.ts';
import { writeOwned } from '../system/files.ts';
import { exit, list, runCommand, say, wordsOf } from './command.ts';
import { importFrom, type Said, withAssumptions } from './doctor-input.ts';

interface Options extends Said {
  readonly json?: true;
  readonly why?: true;
  readonly cookie?: string;
  readonly assume: string[];
  readonly for?: Framework;
  readonly showValues?: true;
  readonly redact?: true;
  readonly output?: string;
}

const command = wordsOf('doctor')
  .description(
    'Reads your own traffic and says which cookie does not arrive or which response cannot be read,\n' +
      'why, in which browsers, and what to write.\n' +
      'Exit code: 0 nothing wrong, 1 findings, 2 the input cannot be read.',
  )
  .argument('<file>', 'a HAR file, curl commands, or response headers; - for standard input')
  .option('--cookie <name>', 'ask about this cookie; else the session cookie is found by its use')
  .option('--assume <words>', 'answer what the file leaves open: credentials=include', list, [])
  .addOption(
    new Option('--for <framework>', 'write the fix as settings of a framework').choices(frameworks),
  )
  .option('--why', 'show the twelve links of each finding')
  .option('--show-values', 'print cookie values as they are; else they are replaced: ‹a1›')
  .option('--json', 'print the diagnosis as JSON (docs/doctor.md)')
  .option('--page <url>', 'for response headers: the page that asks')
  .option(
    '--request <request>',
    "for response headers: what was asked, 'GET https://api.example/me'",
  )
  .addOption(
    new Option('--credentials <mode>', 'for response headers: what the script says').choices([
      'include',
      'same-origin',
      'omit',
    ]),
  )
  .option('--redact', 'write the HAR file without secrets, to --output, instead of a diagnosis')
  .option('-o, --output <file>', 'where --redact writes; standard output when absent');

await runCommand(async () => {
  const [file = ''] = command.parse().args;
  const options = command.opts<Options>();
  if (options.redact) return redact(file, options.output);
  const imported = withAssumptions(await importFrom(file, options), options.assume);
  const diagnosis = diagnose(imported, options.cookie);
  const shown = {
    imported,
    diagnosis,
    showValues: options.showValues ?? false,
    why: options.why ?? false,
    framework: options.for ?? null,
  };
  console.log(options.json ? JSON.stringify(doctorJson(shown), null, 1) : doctorText(shown));
  return diagnosis.findings.length > 0 ? exit.unexpected : exit.ok;
});

/** The redacted file is as secret as its owner makes it: only who wrote it can read it. */
async function redact(file: string, output: string | undefined): Promise<number> {
  const text = await redactHar(file === '-' ? process.stdin : createReadStream(file));
  if (output === undefined) console.log(text);
  else {
    await writeOwned(output, text, 0o600);
    say(
      `${output}: cookie values, tokens, query values and bodies are replaced; look through it before you post it`,
    );
  }
  return exit.ok;
}
