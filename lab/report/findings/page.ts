/** docs/findings.md, written from the scenarios and the baselines: `npm run docs`. */
import type { Scenario } from '../../scenario/rows.ts';
import { reachOf } from '../people.ts';
import { engineNames } from '../summary.ts';
import { type Finding, findingsOf, onPaper } from './collect.ts';
import { compatTitle } from './compat.ts';
import type { Measured } from './measured.ts';
import { accountsOf, columnsText, headAndRest, listOf } from './words.ts';

/** Topics, and what they are called here; others go by their folder, and come last. */
const topics: Readonly<Record<string, string>> = {
  concepts: 'Sites and origins',
  samesite: 'SameSite',
  'third-party': 'Third-party cookies',
  flow: 'Requests with credentials',
  documents: 'Frames and sandboxes',
  navigations: 'Links, reloads and going back',
  'document-cookie': 'document.cookie',
  'cookie-store': 'The cookie store',
  recent: 'What browsers added of late',
  security: 'Security',
  designs: 'Designs',
  beyond: 'Prefixes, limits, odd cookies, deleting',
  reported: 'Reported bugs',
  [onPaper]: 'Where the specification itself says otherwise',
};

/** Scenarios told in full before the rest is only named. */
const toldAtMost = 6;

const head = `# Where browsers do not do what is said

You followed the advice and the cookie did not come; or you read that browsers refuse it, and there
it is. Each entry is one such place: what happens, why, in which browsers, and beside it what is
said: by the usual advice or the specification, whichever is in force. It is no list of bugs: where
a rule has changed or is left open, the entry says so.

Everything here was measured. The last line of an entry runs it on your machine. Names in code are
the cookies of the scenario; names in quotes its requests.
`;

/** `compat` is the part about browser-compat data, by {@link compatText}. */
export function findingsPage(
  scenarios: readonly Scenario[],
  measured: readonly Measured[],
  compat?: string,
): string {
  const findings = findingsOf(scenarios, measured, Object.keys(topics));
  const used = [...new Set(findings.map(({ topic }) => topic))];
  const sections = used.map((topic) => ({
    title: topics[topic] ?? topic,
    findings: findings.filter((finding) => finding.topic === topic),
  }));
  const contents = sections.map(({ title, findings }) =>
    [
      `- ${linkTo(title)}`,
      ...findings.map(({ because }) => `  - ${linkTo(headAndRest(because)[0])}`),
    ].join('\n'),
  );
  const bodies = sections.map(({ title, findings }) =>
    [`## ${title}`, ...findings.map((finding) => entry(finding, measured))].join('\n\n'),
  );
  const last = compat === undefined ? [] : [`- ${linkTo(compatTitle)}`];
  const first = [`- ${linkTo(firstTitle)}`, ...contents, ...last].join('\n');
  const parts = [head.trimEnd(), sourceOf(measured), first, firstText(findings)];
  return `${[...parts, ...bodies, ...(compat === undefined ? [] : [compat])].join('\n\n')}\n`;
}

const firstAtMost = 10;
const firstTitle = 'The ten that touch most people';

/** Of those who meet a thing in production, the share that meets it under names of development. */
const developing = 0.3;

/** The findings that most people meet, in any version of each browser that was measured. */
function firstText(findings: readonly Finding[]): string {
  const reach = ({ seen, topologies }: Finding) => {
    const columns = seen.map(({ scenario, measured: { column, engine } }) => ({
      scenario: scenario.id,
      column: { id: column, engine },
    }));
    return reachOf(columns) * (topologies.length > 0 ? developing : 1);
  };
  const ranked = [...findings].sort((a, b) => reach(b) - reach(a)).slice(0, firstAtMost);
  const lines = ranked.map((finding, place) => {
    const [title] = headAndRest(finding.because);
    return `${place + 1}. ${linkTo(title)}: ${listOf(enginesIn(finding))}`;
  });
  return [
    `## ${firstTitle}`,
    'By how many people browse so, and in how many scenarios they meet it. Odd cookies, limits and names\nof development count less.',
    lines.join('\n'),
  ].join('\n\n');
}

const enginesIn = ({ seen }: Finding) => [
  ...new Set(seen.map(({ measured }) => engineNames[measured.engine])),
];

/** What the page was written from. */
const sourceOf = (measured: readonly Measured[]) =>
  `_Measured in ${columnsText(measured, measured)}. Written by \`npm run docs\` from the scenarios and
from results/baseline._`;

function entry(finding: Finding, all: readonly Measured[]): string {
  const { because, see, scenarios } = finding;
  const [title, why] = headAndRest(because);
  const source = see === 'measured only' ? 'No source: measured only.' : `[Source](${see}).`;
  const others = scenarios.slice(toldAtMost).map(fileLink);
  return [
    `### ${escaped(title)}`,
    [why && escaped(why), source].filter(Boolean).join(' '),
    whereText(finding, all),
    [
      ...scenarios.slice(0, toldAtMost).map((scenario) => scenarioText(scenario, finding, all)),
      ...(others.length > 0 ? [`- And in ${others.join(', ')}`] : []),
    ].join('\n'),
    `\`\`\`sh\nnpm run matrix -- --scenario ${scenarios[0]?.id}\n\`\`\``,
  ].join('\n\n');
}

function whereText(
  { seen, topic, where, topologies, not }: Finding,
  all: readonly Measured[],
): string {
  if (topic === onPaper) return '**In** the model of the specification.';
  if (seen.length === 0) {
    return `Recorded for ${where.map((glob) => `\`${glob}\``).join(', ')}; no baseline shows it.`;
  }
  const columns = seen.map(({ measured }) => measured);
  const names = topologies.map((topology) => `\`--topology ${topology}\``);
  return [
    `**In** ${columnsText(columns, all)}`,
    not.length > 0 && `not in ${columnsText(not, not)}`,
    names.length > 0 && `only with ${names.join(' or ')}`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}

/** One scenario: what is said, and what is seen. */
function scenarioText(scenario: Scenario, { seen }: Finding, all: readonly Measured[]): string {
  const accounts = accountsOf(seen.filter((one) => one.scenario === scenario));
  const said = `- Said: _${escaped(scenario.spec.title)}_ (${fileLink(scenario)})`;
  if (accounts.length < 2) {
    return [said, ...accounts.map(({ text }) => `  Seen: ${text}`)].join('\\\n');
  }
  return [
    said,
    ...accounts.map(({ columns, text }) => `  - ${columnsText(columns, all)}: ${text}`),
  ].join('\n');
}

const fileLink = ({ id }: Scenario) => `[${id}](../scenarios/${id}.ts)`;

const linkTo = (title: string) => `[${escaped(title)}](#${anchor(title)})`;

/** As GitHub makes them: `A cookie, kept!` → `a-cookie-kept` */
const anchor = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const escaped = (text: string) => text.replace(/[<>*_]/g, '\\$&');
