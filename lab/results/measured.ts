/** Columns of browsers that ran, and columns on paper: what is measured and what is said are never mixed. */
import type { ResultColumn } from './results.ts';

/** Is a column one of a browser that ran? */
export const isMeasured = ({ engine }: Pick<ResultColumn, 'engine'>): boolean =>
  engine !== 'model' && engine !== 'safari';
