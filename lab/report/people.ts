/**
 * How many people something touches, roughly: enough to put what touches many before what touches few.
 */
import type { ResultColumn } from '../results/results.ts';

/**
 * Shares of page views by engine, to one digit, as StatCounter counts them (2026: Chrome, Edge, Opera
 * and Samsung Internet are Chromium's, Safari is WebKit's). WebKitGTK stands for its engine here.
 */
const shares = { chromium: 0.8, webkit: 0.17, firefox: 0.03, model: 0 } satisfies Record<
  ResultColumn['engine'],
  number
>;

/** Of those who use an engine, the share that has set another policy than the shipped one. */
const otherPolicy = 0.1;

/** The share of people who browse as a column does: an engine's, less where its policy is not as shipped. */
export const peopleOf = ({ id, engine }: Pick<ResultColumn, 'id' | 'engine'>): number =>
  shares[engine] * (id === engine ? 1 : otherPolicy);
