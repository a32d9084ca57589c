/** The user agent on paper in the matrix: a column of its own, and a measure of every other. */
export { agreements } from './agreement.ts';
export { modelCells, paperCells, paperRecording } from './column.ts';
export { ofUnlistedNames } from './unlisted-names.ts';
