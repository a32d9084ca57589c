/** Performs the same plans in several columns, the columns side by side. */
import { LabError } from '../base/errors.ts';
import type { Column } from '../browsers/columns.ts';
import type { Network } from '../browsers/driver.ts';
import { SessionSupply } from '../browsers/supply.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { Recorded } from './recorded.ts';
import { record } from './run.ts';

export interface Performed {
  readonly column: Column;
  /** As the browser itself states it; empty where it did not start. */
  readonly version: string;
  /** One for each plan, in their order. */
  readonly recordings: readonly Recorded['recording'][];
}

/** Never rejects for a browser that does not start: then nothing was run in it, and it says why. */
export async function performPlans(
  plans: readonly Plan[],
  columns: readonly Column[],
  { gateway, network, signal }: { gateway: Gateway; network: Network; signal?: AbortSignal },
): Promise<Performed[]> {
  const inColumn = async (column: Column): Promise<Performed> => {
    const supply = new SessionSupply(column, network);
    const stop = () => supply.end();
    signal?.addEventListener('abort', stop);
    try {
      const { version } = await supply.browser();
      const recordings: Recorded['recording'][] = [];
      for (const plan of plans) {
        const need = { plan, readJar: true, standing: new Set<string>() };
        recordings.push(await record(need, column, supply, { gateway, ...(signal && { signal }) }));
      }
      return { column, version, recordings };
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const notRun = [error.message, error.fix ?? ''].join(' ').trim();
      return { column, version: '', recordings: plans.map(() => ({ notRun })) };
    } finally {
      signal?.removeEventListener('abort', stop);
      await supply.end();
    }
  };
  return Promise.all(columns.map(inColumn));
}
