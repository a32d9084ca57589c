/** The part of docs/findings.md that sets browser-compat data beside what the lab shows. */
import type { CompatData } from '@mdn/browser-compat-data/types';
import { type CompatBrowser, compatFeatures } from '../../claims/compat.ts';
import {
  type Compared,
  type CompatColumn,
  compareCompat,
  safariColumns,
} from '../../results/compat.ts';
import type { Scenario } from '../../scenario/rows.ts';
import { engineNames } from '../summary.ts';
import { type Measured, verdictIn } from './measured.ts';
import { listOf } from './words.ts';

export const compatTitle = 'Beside browser-compat data';

const browserOf: Readonly<Partial<Record<Measured['engine'], CompatBrowser>>> = {
  chromium: 'chrome',
  firefox: 'firefox',
};

/** All features, in every column that can be set beside the data. */
export function comparedCompat(
  data: CompatData,
  scenarios: readonly Scenario[],
  measured: readonly Measured[],
): Compared[] {
  const columns = measured.filter(({ topology }) => topology === 'test').flatMap(columnOf);
  const papers = safariColumns(scenarios, compatFeatures);
  return compareCompat(data, compatFeatures, [...columns, ...papers]);
}

function columnOf(one: Measured): CompatColumn[] {
  const browser = browserOf[one.engine];
  if (browser === undefined) return [];
  const version = one.version.split('.')[0] ?? '';
  const rows = Object.values(compatFeatures).map(({ row }) => [row, verdictIn(one, row)]);
  return [
    {
      browser,
      version,
      name: `${engineNames[one.engine]} ${version}`,
      asShipped: one.column === one.engine,
      allowsThirdParty: one.policy === 'allowed',
      verdicts: Object.fromEntries(rows),
    },
  ];
}

export function compatText(data: CompatData, compared: readonly Compared[]): string {
  const differ = compared.filter(({ said, shown }) => said !== shown);
  const features = Object.entries(compatFeatures).map(
    ([key, { row }]) => `- \`${key}\`: \`${row}\``,
  );
  return [
    `## ${compatTitle}`,
    `[Browser-compat data](https://github.com/mdn/browser-compat-data) is what the tables of MDN are made of. Version
${data.__meta.version} has ${features.length} features that a row of the matrix shows. Compared are ${namesIn(compared)}; Safari’s rows are
predicted ([safari.md](safari.md)). ${differ.length} of ${compared.length} comparisons differ:`,
    differences(differ).join('\n'),
    ['Features, and the rows that show them:', features.join('\n')].join('\n\n'),
  ].join('\n\n');
}

/** A line for each feature and browser that the data says otherwise of. */
function differences(differ: readonly Compared[]): string[] {
  const pairs = unique(differ.map(({ key, column }) => `${key} ${column.browser}`));
  return pairs.map((pair) => {
    const group = differ.filter(({ key, column }) => `${key} ${column.browser}` === pair);
    const [{ key, feature, column, said }] = group as [Compared];
    const { because, see } = feature.differs?.[column.browser] ?? noReason(key, column.name);
    return `- \`${key}\` in ${namesIn(group)}: the data says ${said ? 'yes' : 'no'}, the row ${said ? 'no' : 'yes'}.
  ${because} [Source](${see}).`;
  });
}

function noReason(key: string, name: string): never {
  throw new Error(`${name} differs from browser-compat data in ${key}: say why in compatFeatures`);
}

/** `Firefox 153, Safari 26.2 and Safari 18.4` */
const namesIn = (compared: readonly Compared[]) =>
  listOf(unique(compared.map(({ column }) => column.name)));

const unique = (values: readonly string[]) => [...new Set(values)];
