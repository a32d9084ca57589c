/** What is wrong with a scenario as it was written. */
export interface Complaint {
  /** `step 2 (fetch)`, `expect`, `title` … */
  readonly at: string;
  readonly problem: string;
  readonly fix: string;
}
