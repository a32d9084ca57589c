/**
 * Browser-compat data beside the matrix: what that data says of a version of a browser, and what the
 * row of a feature shows. Safari's rows are predicted, by the agents on paper.
 */
import type {
  CompatData,
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
  SupportStatement,
} from '@mdn/browser-compat-data/types';
import type { CompatBrowser, CompatFeature } from '../claims/compat.ts';
import type { agentsOnPaper } from '../model/index.ts';
import { paperColumns } from '../run/paper-columns.ts';
import type { Scenario } from '../scenario/rows.ts';
import { paperCells } from './on-paper/column.ts';
import type { Cell } from './results.ts';

/** A column, as a browser and version of browser-compat data. */
export interface CompatColumn {
  readonly browser: CompatBrowser;
  /** `156`, `26.2` */
  readonly version: string;
  /** `Chromium 156`, `Safari 26.2` */
  readonly name: string;
  /** Is it as people have the browser, and does it allow third-party cookies? */
  readonly asShipped: boolean;
  readonly allowsThirdParty: boolean;
  readonly verdicts: Readonly<Record<string, Cell['verdict'] | null>>;
}

/** A feature in a column. */
export interface Compared {
  readonly key: string;
  readonly feature: CompatFeature;
  readonly column: CompatColumn;
  /** What browser-compat data says, and what the row shows. */
  readonly said: boolean;
  readonly shown: boolean;
}

/** Every feature in every column that tells something of it and of which the data has a plain yes or no. */
export function compareCompat(
  data: CompatData,
  features: Readonly<Record<string, CompatFeature>>,
  columns: readonly CompatColumn[],
): Compared[] {
  return Object.entries(features).flatMap(([key, feature]) =>
    columns.flatMap((column) => {
      const { browser, version, asShipped, allowsThirdParty, verdicts } = column;
      if (feature.thirdParty === 'allowed' ? !allowsThirdParty : !asShipped) return [];
      const shown = verdicts[feature.row];
      const said = supportOf(compatOf(data, key).support[browser], version);
      const plain = shown === 'as-claimed' || shown === 'known-deviation';
      return plain && said !== 'partial'
        ? [{ key, feature, column, said, shown: shown === 'as-claimed' }]
        : [];
    }),
  );
}

/** The statement of a key such as `http.headers.Vary`. Throws where the data has no such key. */
export function compatOf(data: CompatData, key: string): CompatStatement {
  const at = key
    .split('.')
    .reduce<Identifier | undefined>(
      (node, name) => node?.[name] as Identifier | undefined,
      data as unknown as Identifier,
    );
  if (!at?.__compat) throw new Error(`browser-compat data has no ${key}`);
  return at.__compat;
}

/** Does a version support a feature as it ships: without a flag, and not in part? */
export function supportOf(
  statement: SupportStatement | undefined,
  version: string,
): boolean | 'partial' {
  const holds = [statement ?? []]
    .flat()
    .filter((one) => !one.flags && isIn(version, one as SimpleSupportStatement));
  if (holds.length === 0) return false;
  return holds.some(({ partial_implementation }) => !partial_implementation) || 'partial';
}

function isIn(version: string, { version_added, version_removed }: SimpleSupportStatement) {
  return (
    typeof version_added === 'string' &&
    isAtLeast(version, version_added) &&
    !(version_removed && isAtLeast(version, version_removed))
  );
}

/** `preview` is in no version; `≤49` was there in 49 at the latest. */
function isAtLeast(version: string, other: string): boolean {
  if (other === 'preview') return false;
  return version.localeCompare(other.replace('≤', ''), 'en', { numeric: true }) >= 0;
}

/** The versions of Safari that its agents on paper stand for. */
const safariVersions: Readonly<Record<keyof typeof agentsOnPaper, string>> = {
  'safari:26': '26.2',
  'safari:26.0': '26.0',
  'safari:18': '18.5',
  'safari:18.4': '18.4',
};

/** Safari's agents, with their verdicts on the rows of the features. */
export function safariColumns(
  scenarios: readonly Scenario[],
  features: Readonly<Record<string, CompatFeature>>,
): CompatColumn[] {
  const rows = new Set(Object.values(features).map(({ row }) => row));
  const shown = scenarios.filter((scenario) => scenario.rows.some(({ id }) => rows.has(id)));
  return paperColumns.map((column) => {
    const cells = shown.flatMap((scenario) => paperCells(scenario, 'test', column));
    const id = column.id as keyof typeof safariVersions;
    return {
      browser: 'safari',
      version: safariVersions[id],
      name: `Safari ${safariVersions[id]}`,
      asShipped: true,
      allowsThirdParty: false,
      verdicts: Object.fromEntries(cells.map(([row, { verdict }]) => [row.id, verdict])),
    };
  });
}
