/** The user, whom Local Network Access asks: https://wicg.github.io/local-network-access/ */

/**
 * The user's answer, given beforehand, to the prompt by which a page asks to reach servers of this
 * machine. It holds for the origin that stands there. Without effect in a browser that cannot be
 * told so.
 */
export interface AnswerLocalNetwork {
  readonly step: 'answerLocalNetwork';
  readonly setting: 'allow' | 'block';
}

/**
 * The user answers, beforehand, whether the page may reach servers of this machine.
 *
 * @example answerLocalNetwork('allow')
 */
export const answerLocalNetwork = (setting: AnswerLocalNetwork['setting']): AnswerLocalNetwork => ({
  step: 'answerLocalNetwork',
  setting,
});
