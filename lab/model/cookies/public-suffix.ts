/** The public suffix list, as the library tldts holds it. */
import { parse } from 'tldts';
import { remembering } from '../../base/remember.ts';
import type { SuffixList } from './suffixes.ts';

const parsed = remembering((host) =>
  parse(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }),
);

export const publicSuffixes: SuffixList = {
  isPublicSuffix: (domain) => domain !== '' && parsed(domain).publicSuffix === domain,
  registrableDomain: (host) => parsed(host).domain,
  isListed: (host) => {
    const { isIcann, isPrivate } = parsed(host);
    return isIcann === true || isPrivate === true;
  },
};
