/**
 * The trap of names that are not on the public suffix list: under them a browser may treat the hosts
 * of one site as third parties. Whoever writes a scenario meets it in their first minute, so what it
 * explains is a known difference, and no scenario has to record it.
 */
import { agentOf, isAgentId, prediction } from '../../model/index.ts';
import { unlistedSuffix } from '../../scenario/facts.ts';
import { plan } from '../../scenario/plan/plan.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import { witnessed } from '../../scenario/witnessed.ts';
import type { Cell, ResultColumn } from '../results.ts';
import { judge } from '../verdict.ts';

/** Names that are listed, as in production. */
const listed = 'com';

/**
 * The cells of a scenario in a column, those that the names explain as known differences: where the
 * model of this browser predicts exactly what was seen, and predicts what is claimed under listed
 * names. Only browsers are asked that treat hosts as parties by what is listed.
 */
export function ofUnlistedNames(
  cells: readonly [Row, Cell][],
  { spec }: Scenario,
  { id, version, policy }: Pick<ResultColumn, 'id' | 'version' | 'policy'>,
): [Row, Cell][] {
  const asPredicted = ({ verdict, model }: Cell) =>
    verdict === 'surprise' && model?.differs.length === 0;
  if (!isAgentId(id) || !cells.some(([, cell]) => asPredicted(cell))) return [...cells];
  const agent = agentOf(id, version);
  if (agent.storesAsThirdParty !== 'by cookie domain') return [...cells];
  const inProduction = witnessed(prediction(plan(spec, listed), agent));
  const observer = { column: id, policy, topology: listed } as const;
  return cells.map(([row, cell]) => {
    const { differences: _, ...rest } = cell;
    const explained =
      asPredicted(cell) && judge(row, inProduction, observer).verdict !== 'surprise';
    const { because, see } = unlistedSuffix;
    return [row, explained ? { ...rest, verdict: 'known-deviation', because, see } : cell];
  });
}
