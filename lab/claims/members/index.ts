/**
 * The cases that claims list: every request kind, attribute value, prefix, limit and host name that
 * a claim names is a cell of the matrix by itself. A claim that is not listed names one case.
 */
import type { ClaimId } from '../claims.ts';
import { beyond } from './beyond.ts';
import { recent } from './recent.ts';
import type { Members } from './shown.ts';
import { usualAdvice } from './usual-advice.ts';

export const members: Readonly<Partial<Record<ClaimId, Members>>> = {
  ...usualAdvice,
  ...beyond,
  ...recent,
};
