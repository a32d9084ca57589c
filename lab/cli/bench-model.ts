/** How fast the model is: predicting, diagnosing, judging, and its jar beside another. Figures, no test. */
import { CookieJar } from 'tough-cookie';
import type { TopologyId } from '../base/topology.ts';
import { asking } from '../diagnosis/index.ts';
import { predict, publicSuffixes, standard } from '../model/index.ts';
import { Jar, requestAccess, sitesOf } from '../model/rules.ts';
import { modelCells } from '../results/on-paper/index.ts';
import { plan } from '../scenario/plan/plan.ts';
import type { Scenario } from '../scenario/rows.ts';

export const line = (name: string, value: number, unit: string) =>
  console.log(`${name.padEnd(28)}${value.toFixed(2).padStart(11)} ${unit}`);

/** How fast the model predicts the same, how fast predictions are diagnosed and judged, and how fast its jar is. */
export function benchModel(scenarios: readonly Scenario[], topology: TopologyId) {
  const plans = scenarios.map(({ spec }) => plan(spec, topology));
  const exchanges = plans.flatMap((planned) => planned.exchanges).length;
  const predictAll = () => plans.map((planned) => predict(planned, standard));
  const chainAll = () =>
    predictAll().map((recording) => {
      const ask = asking(recording);
      return recording.plan.exchanges.map(({ id, as }) => recording.observations[id] && ask(as));
    });
  const judgeAll = () => scenarios.map((scenario) => modelCells(scenario, topology));
  const rate = (name: string, seconds: number) =>
    line(name, exchanges / seconds, 'exchanges a second');
  console.log(`model: ${exchanges} exchanges of ${scenarios.length} scenarios`);
  rate('predicting, first time', processorTime(predictAll));
  rate('predicting', perRun(predictAll));
  rate('and their chains', perRun(chainAll));
  rate('judging and diagnosing', perRun(judgeAll));
  const [ours, theirs] = [perRun(fillOurJar), perRun(fillToughCookie)];
  line('the jar alone', visits / ours, 'cookies set and retrieved a second');
  line('tough-cookie', visits / theirs, 'cookies set and retrieved a second');
  line('ratio', theirs / ours, '');
}

/** Seconds of processor time: what other processes take does not count. */
function processorTime(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** Seconds that a run takes once the engine has compiled it: the median of those that fit in three seconds. */
function perRun(work: () => unknown): number {
  const runs: number[] = [];
  for (let total = 0; total < 3; total += runs.at(-1) ?? 0) runs.push(processorTime(work));
  const warm = runs.slice(Math.floor(runs.length / 3)).sort((a, b) => a - b);
  return warm[Math.floor(warm.length / 2)] as number;
}

/** Ten shops with two hosts each; every one sets six cookies of its own, again and again. */
const shops = Array.from(
  { length: 20 },
  (_, i) => new URL(`https://h${i}.shop${i % 10}.example/a`),
);
const lines = Array.from({ length: 6 }, (_, i) => `c${i}=v; Path=/; Secure; SameSite=Lax`);
const rounds = 20;
const visits = rounds * shops.length * lines.length;

/** What the address bar asks for. */
const typed = (url: URL) =>
  ({ urls: [url], method: 'GET', client: null, destination: 'top-level' }) as const;

function fillOurJar() {
  const sites = sitesOf(standard, publicSuffixes);
  const jar = new Jar(standard, sites);
  for (let now = 1; now <= rounds; now++) {
    for (const url of shops) {
      for (const line of lines) {
        const access = requestAccess(typed(url), sites, standard);
        jar.store(line, access, now);
        jar.retrieve(access, now);
      }
    }
  }
}

function fillToughCookie() {
  const jar = new CookieJar();
  for (let round = 0; round < rounds; round++) {
    for (const url of shops) {
      for (const line of lines) {
        jar.setCookieSync(line, url);
        jar.getCookiesSync(url);
      }
    }
  }
}
