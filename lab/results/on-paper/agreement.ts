/** Where a browser and the model of that browser differ. */
import { type Cookie, requestHeadersOf } from '../../base/arrival.ts';
import { matchesGlob } from '../../base/glob.ts';
import type { TopologyId } from '../../base/topology.ts';
import { agentOf, isAgentId } from '../../model/index.ts';
import type { Observation } from '../../scenario/exchange.ts';
import type { Row, Scenario } from '../../scenario/rows.ts';
import type { Agreement, Cell, ResultColumn, ResultExchange } from '../results.ts';
import { disagreements, type Observer } from '../verdict.ts';
import { type KnownDifference, knownDifferences } from './known-differences.ts';
import { predictScenario, type ScenarioPrediction } from './predictions.ts';

/**
 * What the model of a column's browser, at its version, makes of a scenario's cells there, by row
 * id. Rows of which it says nothing are missing; all are where the lab has no model of the browser.
 */
export function agreements(
  scenario: Scenario,
  { id, version, policy }: ResultColumn,
  topology: TopologyId,
  cells: ReadonlyMap<string, Cell | undefined>,
  known: readonly KnownDifference[] = knownDifferences,
): Map<string, Agreement> {
  const found = new Map<string, Agreement>();
  if (!isAgentId(id)) return found;
  const predicted = predictScenario(scenario, agentOf(id, version), topology);
  const observer = { column: id, policy, topology };
  for (const row of scenario.rows) {
    const cell = cells.get(row.id);
    if (!cell || cell.verdict === 'not-run' || isDoubted(row, predicted)) continue;
    found.set(row.id, agreement(row, cell, predicted, observer, known));
  }
  return found;
}

const isDoubted = (row: Row, { doubts }: ScenarioPrediction) =>
  Object.keys(row.expect).some((label) => doubts.has(label));

function agreement(
  row: Row,
  { exchanges }: Cell,
  { observations }: ScenarioPrediction,
  observer: Observer,
  known: readonly KnownDifference[],
): Agreement {
  const seen = new Map(exchanges.map((exchange) => [exchange.as, observationOf(exchange)]));
  const differs = disagreements(row, withoutValues(observations), seen, observer);
  if (differs.length === 0) return { differs };
  const reason = known.find(
    ({ columns, rows }) =>
      matchesAny(columns, [observer.column]) &&
      matchesAny(rows, [row.id, row.id.split('#')[0] ?? '']),
  );
  return { differs, ...(reason && { because: reason.because, see: reason.see }) };
}

const matchesAny = (globs: string | readonly string[], names: readonly string[]) =>
  [globs].flat().some((glob) => names.some((name) => matchesGlob(glob, name)));

const bare = (name: string): Cookie => ({ name, value: '' });

/** The observation that a stored exchange was made of. It has no values of what scripts were shown. */
function observationOf(exchange: ResultExchange): Observation {
  const { arrived, arrivals, stored, lifetimes, readable, documentCookie, headers } = exchange;
  const { cookieStore, cookieChanges = null, storageAccess = null, error, reasons } = exchange;
  const request = arrivals.findLast(({ preflight }) => !preflight);
  const preflight = arrivals.find(({ preflight }) => preflight);
  return {
    arrived,
    sent: request?.cookies ?? [],
    status: exchange.status ?? null,
    method: request?.method ?? null,
    requestHeaders: request ? requestHeadersOf(request, exchange.request.initiator) : null,
    preflight: preflight ? { sent: preflight.cookies } : null,
    stored: stored ?? null,
    lifetimes: lifetimes ?? null,
    readable: readable ?? null,
    documentCookie: documentCookie?.map(bare) ?? null,
    cookieStore: cookieStore?.map(bare) ?? null,
    cookieChanges,
    storageAccess,
    headers: headers ?? null,
    taken: exchange.taken ?? {},
    error: error ?? null,
    reasons: reasons ?? [],
  };
}

/** The same account, as far as stored exchanges have it. */
const withoutValues = (observations: ScenarioPrediction['observations']) =>
  new Map(
    [...observations].map(([label, observation]) => [
      label,
      {
        ...observation,
        documentCookie: observation.documentCookie?.map(({ name }) => bare(name)) ?? null,
        cookieStore: observation.cookieStore?.map(({ name }) => bare(name)) ?? null,
      },
    ]),
  );
