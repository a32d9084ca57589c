/** npm run replay: does a failure of somebody's traffic show in real browsers, and is it gone with the fix? */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { LabError } from '../base/errors.ts';
import { profiles } from '../browsers/profiles.ts';
import { type Diagnosis, diagnose, type Finding } from '../diagnosis/doctor/index.ts';
import { proofOf, reproduce } from '../diagnosis/reproduce/index.ts';
import type { Import } from '../import/index.ts';
import { type Replayed, replayJson, replayText } from '../report/replay.ts';
import { savedScenario } from '../report/replay-scenario.ts';
import { scenarioFile } from '../report/scenario-file.ts';
import { atEnd } from '../run/cleanup.ts';
import { networkOf, startLab } from '../run/network.ts';
import { performPlans } from '../run/perform-plans.ts';
import { ensureBrowsers } from '../setup/browsers.ts';
import { writeOwned } from '../system/files.ts';
import { browsersOption, exit, list, notEmpty, runCommand, say, wordsOf } from './command.ts';
import { importFrom, withAssumptions } from './doctor-input.ts';

interface Options {
  readonly entry?: number;
  readonly finding?: number;
  readonly browsers: string[];
  readonly fix: boolean;
  readonly cookie?: string;
  readonly assume: string[];
  readonly save?: string;
  readonly json?: true;
}

const number = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is not a whole number.');
  return Number(text);
};

const command = wordsOf('replay')
  .description(
    'Performs a failing request of your own traffic again, with what it depends on, in real browsers: ' +
      'on its own host names, for which the lab stands in. First as recorded, then with the lines that ' +
      'the doctor says to write. Nothing leaves this machine.\n' +
      'Exit code: 0 proven (reproduced, with --no-fix), 1 not, 2 the input cannot be read, 3 could not run.',
  )
  .argument('<file>', 'a HAR file, or curl commands with their responses; - for standard input')
  .option(
    '--finding <n>',
    'the finding to replay, as the doctor numbers them; else the first',
    number,
  )
  .option(
    '--entry <n>',
    'the entry of the file to replay, from 0, whatever is wrong with it',
    number,
  )
  .addOption(browsersOption(profiles, 'each engine as shipped'))
  .option('--no-fix', 'replay it as recorded only')
  .option('--cookie <name>', 'ask about this cookie')
  .option('--assume <words>', 'answer a question that the file leaves open', list, [])
  .option('--save <file>', 'write it as a scenario, such as scenarios/mine/cart.ts', notEmpty)
  .option('--json', 'print the result as JSON (docs/doctor.md)');

await runCommand(async () => {
  const [file = ''] = command.parse().args;
  const options = command.opts<Options>();
  if (options.save) refuseToReplace(options.save);
  const imported = withAssumptions(await importFrom(file, {}), options.assume);
  const diagnosis = diagnose(imported, options.cookie);
  const asked = askedIn(imported, diagnosis, options);
  if (!asked) {
    console.log('Nothing to replay: the doctor finds nothing wrong. Name an entry with --entry.');
    return exit.ok;
  }
  const reproduction = reproduce(imported, asked);
  const { columns, missing } = ensureBrowsers(
    columnsFor(options, asked.finding),
    say,
    'as shipped',
  );
  for (const { id } of missing) say(`${id} is not installed.`);
  if (columns.length === 0) throw new LabError('LAB_NO_BROWSER', 'No browser to run in.');
  const gateway = await startLab(reproduction.hosts);
  const stop = new AbortController();
  const {
    before,
    fix: { after },
  } = reproduction;
  const plans = after && options.fix ? [before, after] : [before];
  const running = performPlans(plans, columns, {
    gateway,
    network: networkOf(gateway, false),
    signal: stop.signal,
  });
  atEnd(() => {
    stop.abort();
    return running;
  });
  const performed = (await running).map(({ column, version, recordings }) => {
    const [first, second = null] = recordings;
    const about = { column: column.profile, version };
    if (!first) return { ...about, proof: null };
    if ('notRun' in first) return { ...about, proof: null, notRun: first.notRun };
    if (second && 'notRun' in second) return { ...about, proof: null, notRun: second.notRun };
    return { ...about, proof: proofOf(reproduction, column.profile.id, first, second) };
  });
  const shown = { imported, reproduction, performed, withFix: plans.length > 1 };
  console.log(options.json ? JSON.stringify(replayJson(shown), null, 1) : replayText(shown));
  if (options.save) await save(options.save, shown);
  const proofs = performed.flatMap(({ proof }) => proof ?? []);
  if (proofs.length === 0) return exit.couldNotRun;
  const holds =
    options.fix && after
      ? proofs.some(({ proven }) => proven) && proofs.every(({ proven }) => proven !== false)
      : proofs.some((one) => one.before.reproduced);
  return holds && (!options.fix || after) ? exit.ok : exit.unexpected;
});

function refuseToReplace(file: string) {
  if (!existsSync(file)) return;
  throw new LabError('LAB_USAGE', `${file} is there already.`, 'Give another name to --save.');
}

/** Writes the scenario: with the fix where there is one, else as recorded. */
async function save(file: string, shown: Replayed) {
  // It may have come during the run.
  refuseToReplace(file);
  await mkdir(dirname(file), { recursive: true });
  await writeOwned(file, scenarioFile(savedScenario(shown)));
  say(`${file} is written: npm run matrix ${file}`);
}

/**
 * The columns that are named; else each engine as shipped, and one more where an engine fails only
 * under another policy, such as Chromium with third-party cookies blocked.
 */
function columnsFor({ browsers }: Options, finding: Finding | undefined): readonly string[] {
  if (browsers.length > 0 || !finding) return browsers;
  const engines = ['chromium', 'firefox', 'webkit'];
  const others = engines.flatMap((engine) =>
    finding.browsers[engine] === 'works'
      ? (Object.keys(finding.browsers).find(
          (id) => id.startsWith(`${engine}:`) && finding.browsers[id] === 'fails',
        ) ?? [])
      : [],
  );
  return others.length > 0 ? [...engines, ...others] : [];
}

function askedIn(imported: Import, { findings }: Diagnosis, { entry, finding }: Options) {
  if (entry !== undefined) {
    const exchange = Object.keys(imported.entryOf).find((id) => imported.entryOf[id] === entry);
    if (exchange === undefined) {
      throw new LabError(
        'LAB_USAGE',
        `The file has no entry ${entry}.`,
        'Entries count from 0; preflights belong to the request that they are for.',
      );
    }
    return { exchange, finding: findings.find((one) => one.exchange === exchange) };
  }
  const [place, all] = [finding ?? 1, findings.length];
  const found = findings[place - 1];
  if (!found && finding !== undefined) {
    throw new LabError('LAB_USAGE', `There is no finding ${finding}: the doctor has ${all}.`);
  }
  return found && { exchange: found.exchange, finding: found };
}
