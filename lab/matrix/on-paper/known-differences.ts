/**
 * Where a browser is known to do other than the model of it says. What a browser does as a rule
 * belongs into its row in lab/model/engines.ts; here is what no rule of the model can tell.
 */
import { refusedWriteStaysVisible } from '../../scenario/facts.ts';

export interface KnownDifference {
  /** Globs of columns, and of scenarios or rows. */
  readonly columns: string | readonly string[];
  readonly rows: string | readonly string[];
  readonly because: string;
  readonly see: `https://${string}` | 'measured only';
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    ...refusedWriteStaysVisible,
    columns: refusedWriteStaysVisible.where,
    rows: 'document-cookie/script-cannot-touch-http-only',
  },
];
