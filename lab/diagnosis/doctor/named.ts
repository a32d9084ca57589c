import { withoutUnnamed } from '../../import/index.ts';
import type { Chain } from '../chain.ts';

/** Of a page that the file does not name nothing can be written. */
export const named = (chain: Chain): Chain => ({
  ...chain,
  links: chain.links.map((one) => ({
    ...one,
    evidence: withoutUnnamed(one.evidence),
    ...(one.fix !== undefined && { fix: withoutUnnamed(one.fix) }),
    ...(one.write && { write: one.write.filter((line) => withoutUnnamed(line) === line) }),
  })),
});
