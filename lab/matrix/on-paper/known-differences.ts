/**
 * Where a browser is known to do other than the model of it says. What a browser does as a rule
 * belongs into its row in lab/model/engines.ts; here is what no rule of the model can tell.
 */
import {
  controlCharactersCut,
  laterLifetimeWins,
  newValueCountsAsNew,
  plusSignIsRead,
  refusedWriteStaysVisible,
  unknownSameSiteIsPassedOver,
} from '../../scenario/facts.ts';

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
  {
    ...controlCharactersCut,
    columns: controlCharactersCut.where,
    rows: 'beyond/control-characters',
  },
  {
    ...unknownSameSiteIsPassedOver,
    columns: unknownSameSiteIsPassedOver.where,
    rows: 'beyond/duplicate-samesite',
  },
  {
    ...laterLifetimeWins,
    columns: laterLifetimeWins.where,
    rows: 'beyond/lifetime',
  },
  {
    ...plusSignIsRead,
    columns: plusSignIsRead.where,
    rows: 'beyond/lifetime',
  },
  {
    ...newValueCountsAsNew,
    columns: newValueCountsAsNew.where,
    rows: 'beyond/order-of-the-cookie-header',
  },
  {
    columns: 'firefox*',
    rows: 'cookie-store/reads-and-writes',
    because:
      'Firefox deletes by name alone: the model deletes what the draft calls the same cookie.',
    see: 'measured only',
  },
  {
    columns: 'firefox*',
    rows: 'navigations/reload',
    because: 'Firefox takes a reload by script like one by the user.',
    see: 'https://bugzilla.mozilla.org/show_bug.cgi?id=1974877',
  },
  {
    columns: 'webkit*',
    rows: 'navigations/reload',
    because: 'WebKit remembers of a page that redirects led to it from another site.',
    see: 'measured only',
  },
  {
    columns: 'webkit*',
    rows: 'documents/local-documents',
    because: 'WebKit takes data: for another site, but not a sandbox, which has the same origin.',
    see: 'measured only',
  },
];
