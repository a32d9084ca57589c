import type { Origin, platformSuffixes } from '../../base/topology.ts';

export { platformSuffixes } from '../../base/topology.ts';

/** The origins that scenarios stand on. `www`, `app`, `api` are one site; `other…` and `evil` another; `third…` a third. */
export const www = 'https://www.example.test';
export const app = 'https://app.example.test';
export const api = 'https://api.example.test';
export const subApi = 'https://sub.api.example.test';
export const apex = 'https://example.test';
export const otherWww = 'https://www.other.test';
export const otherApi = 'https://api.other.test';
export const evil = 'https://evil.other.test';
/** Foreign origins that begin, and that end, as one of www's site does. */
export const beginsLikeWww = 'https://www.example.test.other.test';
export const endsLikeExample = 'https://www-example.test';
export const thirdWww = 'https://www.third.test';
export const thirdApi = 'https://api.third.test';

/**
 * Two customers of a hoster, under its public suffix: `customers('vercel.app')`.
 *
 * @example customers('vercel.app').page
 */
export const customers = <Suffix extends (typeof platformSuffixes)[number]>(suffix: Suffix) =>
  ({ page: `https://alice.${suffix}`, api: `https://api.${suffix}` }) as const;

/**
 * An origin that is not the lab's, for a scenario that lists it in `hosts`. Nobody asks the real one:
 * the lab answers in its place.
 *
 * @example own('https://api.shop.example')
 */
export const own = (origin: `${'https' | 'http'}://${string}`) => origin as Origin;

/** Plain-http origins on this machine, on two ports. */
export const localhostA = 'http://localhost:7001';
export const localhostB = 'http://localhost:7002';
export const loopbackA = 'http://127.0.0.1:7001';
export const loopbackB = 'http://127.0.0.1:7002';

/**
 * The plain-http twin of a lab URL.
 *
 * @example http(api) // 'http://api.example.test'
 */
export const http = <Rest extends string>(url: `https://${Rest}`): `http://${Rest}` =>
  url.replace('https:', 'http:') as `http://${Rest}`;
