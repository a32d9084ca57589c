import { withoutUnnamed } from '../../import/index.ts';
import type { Chain } from '../chain.ts';

/** The chain without made-up names. A line to write that would need the name of an unnamed page is left out. */
export const withoutUnnamedPages = (chain: Chain): Chain => ({
  ...chain,
  links: chain.links.map((one) => ({
    ...one,
    evidence: withoutUnnamed(one.evidence),
    ...(one.fix !== undefined && { fix: withoutUnnamed(one.fix) }),
    ...(one.write && { write: one.write.filter((line) => withoutUnnamed(line) === line) }),
  })),
});
