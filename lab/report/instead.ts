/** What happened instead of what was expected, in words. */
import type { Difference } from '../results/verdict.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { effectsOf } from './findings/effects.ts';
import { effectsText } from './findings/words.ts';
import { show } from './summary.ts';

/** Fields that speak of the request: without one there is nothing to see. */
const ofTheRequest: readonly (keyof Expectation)[] = ['sent', 'order', 'method', 'requestHeader'];

/** Fields whose words already say what was expected: the names that are missing, or too many. */
const toldByNames: readonly (keyof Expectation)[] = [
  ...(['arrived', 'sent', 'stored', 'readable'] as const),
  ...(['documentCookie', 'cookieStore'] as const),
];

/**
 * One field that is not as expected.
 *
 *     sent [] for ['sid']   → 'at “call”: does not send sid'
 *     status 401 for 200    → 'at “call”: is answered with 401 (expected: 200)'
 *     sent, never arrived   → 'at “call”: the request did not reach the server (expected: sent ["sid"])'
 */
export function insteadText({ as, field, expected, observed }: Difference): string {
  const wanted = `(expected: ${show(expected)})`;
  if (observed === null && field !== 'preflight') {
    const unseen = ofTheRequest.includes(field)
      ? 'the request did not reach the server'
      : `nothing was seen of ${field}`;
    return `at “${as}”: ${unseen} (expected: ${field} ${show(expected)})`;
  }
  const effects = effectsOf({ [as]: { [field]: expected } }, { [as]: { [field]: observed } });
  if (effects.length === 0) return `at “${as}”: ${field} is ${show(observed)} ${wanted}`;
  const text = effectsText(effects).replaceAll('`', '');
  return toldByNames.includes(field) ? text : `${text} ${wanted}`;
}
