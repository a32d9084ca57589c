/** CHIPS: partition keys (draft-cutler-httpbis-partitioned-cookies-01 §2.2, and its ancestor bit). */

export interface PartitionKey {
  /** The top-level site. */
  readonly site: string;
  /** Is a document between, or the request itself, of another site than the top? */
  readonly crossSiteAncestor: boolean;
}

export const samePartition = (a: PartitionKey | null, b: PartitionKey | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.site === b.site && a.crossSiteAncestor === b.crossSiteAncestor);
