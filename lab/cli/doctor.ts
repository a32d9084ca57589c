/** npm run doctor: somebody's own traffic, and what is wrong with its cookies and CORS. */
import { Option } from 'commander';
import { LabError } from '../base/errors.ts';
import { compareTraffic, diagnose } from '../diagnosis/doctor/index.ts';
import { type Framework, frameworks } from '../diagnosis/index.ts';
import { type Import, redactHar } from '../import/index.ts';
import { type ComparedFile, comparisonJson, comparisonText } from '../report/comparison.ts';
import { doctorJson, doctorText, type Shown } from '../report/doctor.ts';
import { browsersJson, browsersText } from '../report/doctor-browsers.ts';
import { writeOwned } from '../system/files.ts';
import { exit, list, runCommand, say, wordsOf } from './command.ts';
import { importFrom, type Said, withAssumptions } from './doctor-input.ts';
import {
  type LiveWords,
  recordFrom,
  refuseLiveWords,
  urlOf,
  withLiveOptions,
} from './doctor-live.ts';
import { inputFrom } from './input.ts';

interface Options extends Said, LiveWords {
  readonly json?: true;
  readonly why?: true;
  readonly cookie?: string;
  readonly assume: string[];
  readonly for?: Framework;
  readonly showValues?: true;
  readonly redact?: true;
  readonly output?: string;
}

const command = withLiveOptions(wordsOf('doctor'))
  .description(
    'Reads your own traffic and says which cookie does not arrive or which response cannot be read, ' +
      'why, in which browsers, and what to write. With the URL of your site it opens a browser there, ' +
      'records what is really sent, and reads that.\n' +
      'Exit code: 0 nothing wrong, 1 findings, 2 the input cannot be read or the site does not answer, ' +
      '3 a browser did not start, or a script stopped and nothing else is wrong.',
  )
  .argument(
    '<file or URL>',
    'a HAR file, curl commands, requests with responses, or response headers; - for standard ' +
      'input. Curl commands of one flow go into one file, one after the other. Or the URL of your ' +
      'site, which is opened in a browser and recorded',
  )
  .argument('[other]', 'another recording of the same: what differs, where only one of them fails')
  .allowExcessArguments()
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
  const { args } = command.parse();
  const [file = '', other] = args;
  const options = command.opts<Options>();
  const url = urlOf(file);
  if (url !== null && other === undefined) return live(url, options);
  refuseLiveWords(options);
  if (
    args.length > 2 ||
    (options.redact && other !== undefined) ||
    (file === '-' && other === '-')
  ) {
    throw new LabError(
      'LAB_USAGE',
      options.redact
        ? '--redact takes one file.'
        : args.length > 2
          ? `${args.length} files were given. One is diagnosed, two are compared.`
          : 'Standard input can be one of the two files only.',
      'What belongs together goes into one file: one HAR, or curl commands one after the other.',
    );
  }
  if (options.redact) return redact(file, options.output);
  const read = await diagnosed(file, options);
  if (other !== undefined) return compare([read, await diagnosed(other, options)], options);
  const shown = { ...read, ...howShown(options) };
  console.log(options.json ? JSON.stringify(doctorJson(shown), null, 1) : doctorText(shown));
  return exitOf([read]);
});

function howShown(options: Options) {
  return {
    showValues: options.showValues ?? false,
    why: options.why ?? false,
    framework: options.for ?? null,
  };
}

type Diagnosed = Awaited<ReturnType<typeof diagnosed>>;

async function diagnosed(file: string, options: Options, read?: Import) {
  const traffic = read ?? (await importFrom(file, options));
  const imported = withAssumptions(traffic, options.assume);
  return { file, imported, diagnosis: diagnose(imported, options.cookie) };
}

function exitOf(all: readonly Diagnosed[]): number {
  return all.some(({ diagnosis }) => diagnosis.findings.length > 0) ? exit.unexpected : exit.ok;
}

/** Opens a browser, or several, on a site, and diagnoses what each has sent. */
async function live(url: string, options: Options): Promise<number> {
  const recorded = await recordFrom(url, options);
  const reads = await Promise.all(
    recorded.map(({ id, imported }) => diagnosed(id, options, imported)),
  );
  console.log(
    told(
      reads.map((read) => [read.file, { ...read, ...howShown(options) }] as const),
      options.json ?? false,
    ),
  );
  const isCutShort = recorded.some((one) => one.isCutShort);
  return exitOf(reads) === exit.ok && isCutShort ? exit.couldNotRun : exitOf(reads);
}

/** What differs, and then the diagnosis of the one that fails. */
function compare(both: readonly [Diagnosed, Diagnosed], options: Options): number {
  const comparison = compareTraffic(...both, options.cookie);
  const names = shortNames(both[0].file, both[1].file);
  const asFile = ({ imported, diagnosis }: Diagnosed, name = ''): ComparedFile => ({
    name,
    imported,
    findings: diagnosis.findings.map(({ code }) => code),
  });
  const files = [asFile(both[0], names[0]), asFile(both[1], names[1])] as const;
  const bad = { ...both[comparison.bad], ...howShown(options) };
  const compared = { comparison, files, showValues: bad.showValues };
  if (options.json) {
    const json = { ...doctorJson(bad), comparison: comparisonJson(compared) };
    console.log(JSON.stringify(json, null, 1));
  } else {
    console.log(
      `${comparisonText(compared)}\n\n${files[comparison.bad].name}:\n${doctorText(bad)}`,
    );
  }
  return exitOf(both);
}

/** As much of the ends of two paths as tells them apart. */
function shortNames(one: string, other: string): readonly string[] {
  const [a, b] = [one, other].map((path) => path.split(/[\\/]/)) as [string[], string[]];
  const length = a.findIndex((_, at) => a.at(-1 - at) !== b.at(-1 - at)) + 1;
  return length === 0 ? [one, other] : [a, b].map((parts) => parts.slice(-length).join('/'));
}

function told(all: readonly (readonly [string, Shown])[], asJson: boolean): string {
  const [first] = all;
  if (first && all.length === 1) {
    return asJson ? JSON.stringify(doctorJson(first[1]), null, 1) : doctorText(first[1]);
  }
  const each = new Map(all);
  return asJson ? JSON.stringify(browsersJson(each), null, 1) : browsersText(each);
}

/** The redacted file is as secret as its owner makes it: only who wrote it can read it. */
async function redact(file: string, output: string | undefined): Promise<number> {
  const { bytes } = await inputFrom(file);
  const text = await redactHar(bytes);
  if (output === undefined) console.log(text);
  else {
    await writeOwned(output, text, 0o600);
    say(
      `${output}: cookie values, tokens, query values and bodies are replaced; look through it before you post it`,
    );
  }
  return exit.ok;
}
