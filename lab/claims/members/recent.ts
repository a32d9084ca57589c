/** The cases of what browsers added of late. */
import type { ClaimId } from '../claims.ts';
import { at, type Members, of } from './shown.ts';

export const recent = {
  N1: {
    fetch: at('beyond/page-to-this-machine', 'public-page-localhost', 'public-page-127-0-0-1'),
    ...of('recent/local-network-access', {
      WebSocket: ['local-page-websocket', 'public-page-websocket'],
      frame: ['local-page-frame', 'public-page-frame'],
      'fetch of a frame': 'fetch-of-a-public-frame',
      allowed: ['allowed-fetch', 'allowed-websocket', 'allowed-frame'],
      blocked: 'blocked-fetch',
    }),
  },
  N4: of('recent/isolation-headers', {
    'Cross-Origin-Resource-Policy': [
      'img-corp-same-origin',
      'script-corp-same-site',
      'no-cors-fetch-corp-same-origin',
      'fetch-by-cors-corp-same-origin',
    ],
    'require-corp': ['require-corp-img-without-corp', 'require-corp-img-by-cors'],
    credentialless: [
      'credentialless-img',
      'credentialless-img-of-a-sibling',
      'credentialless-no-cors-fetch',
      'credentialless-img-by-cors',
      'credentialless-fetch-by-cors',
    ],
  }),
  N5: of('recent/cookies-per-partition', {
    number: ['180-cookies', '181-cookies'],
    size: ['9-kb', '12-kb'],
  }),
  N7: of('recent/https-first', {
    link: 'link-to-http',
    'after http': 'link-to-http-once-it-was-typed',
    'after an error': 'link-to-http-that-is-answered-404',
  }),
} as const satisfies Partial<Record<ClaimId, Members>>;
