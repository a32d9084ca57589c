/**
 * The authority of a run: in memory, and gone with the process. Only browsers that the lab starts
 * accept what it signs, so it may sign any name.
 */
import { createAuthority, createKeys, issueLeaf, type Pair } from './x509.ts';

export interface RunAuthority {
  /** Its certificate in PEM, for clients that verify what they are shown. */
  readonly cert: string;
  /**
   * A certificate for any host names or IP addresses, as URLs spell them: those of the lab, or those
   * of a recorded site. All have the same key, so a browser that was told to accept the key of one
   * accepts all.
   */
  certificateFor(hosts: readonly string[]): Promise<Pair>;
}

/** Longer than any run, and no longer than browsers accept of a leaf (397 days). */
const days = 30;

export async function createRunAuthority(): Promise<RunAuthority> {
  const [authority, keys] = await Promise.all([
    createAuthority({ name: 'Cookie lab (one run only)', days }),
    createKeys(),
  ]);
  return {
    cert: authority.cert,
    certificateFor: (hosts) => issueLeaf(authority, hosts, days, keys),
  };
}
