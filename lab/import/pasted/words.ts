/** A command cut into words. */
export interface Words {
  readonly words: readonly string[];
  /** Where the command ends in the text: behind its last character. */
  readonly end: number;
  /** A quote that is never closed: where it begins. */
  readonly unclosed: number | null;
}
