/** Link 8: what SameSite makes of a request that another site's page, link or redirect began. */
import type { Cause } from '../../base/causes.ts';
import { standard } from '../../model/index.ts';
import { inclusiveAncestors, isLoopback, requestAccess, topLevelOf } from '../../model/rules.ts';
import { attributeOf } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import type { Scene } from '../scenes.ts';
import type { Why } from '../why.ts';
import { at, type LinkRule, type Readings, read, standing } from './link.ts';
import { attemptOf } from './set-cookie.ts';

/** Who began it: the top-level page around the document that asks, or a hop before. */
const beginner = ({ document, hops }: Scene): URL =>
  document ? topLevelOf(document).url : new URL(hops[0]?.url ?? 'about:blank');

const sameSite = (facts: Facts, why: Why) => {
  const { scene } = why;
  const attempt = attemptOf(facts);
  const attribute = attempt && attributeOf(attempt, 'SameSite');
  if (attribute === 'None' && why.code.endsWith('Strict')) {
    return {
      code: 'samesite:none-as-strict' as const,
      evidence: `${at(facts, scene)}it has SameSite=None, and this browser treats that as Strict.`,
    };
  }
  const is =
    attribute && attribute !== 'Default' ? `SameSite=${attribute}` : 'no SameSite (treated as Lax)';
  const verb = why.on === 'store' ? 'cannot be set by' : 'is not sent with';
  return {
    code: causeOf(scene, why.code, facts),
    evidence: `${at(facts, scene)}the cookie has ${is}, so it ${verb} ${wayOf(scene)}.`,
  };
};

/** `a request (fetch, GET) from https://www.example.com to https://api.example.org, another site` */
function wayOf(scene: Scene): string {
  const { document, exchange } = scene;
  const { kind, method } = exchange;
  const hops = scene.request ? scene.hops.map(({ url }) => new URL(url)) : [urlOf(scene)];
  const [first, ...rest] = hops.map(({ origin }) => origin);
  const from = document ? ` from ${standing(document)}${document.parent ? ',' : ''}` : '';
  return rest.length > 0
    ? `a redirect chain that includes another site: ${from.replace(/^ /, '')} to ${first}, then ${rest.join(', then ')}`
    : `a request (${[kind, method].filter(Boolean).join(', ')})${from} to ${first}, another site`;
}

/** Do page and URL have two names of this machine: localhost and 127.0.0.1? */
function areTwoNames(scene: Scene): boolean {
  const [from, to] = [beginner(scene), urlOf(scene)];
  const around = scene.document ? inclusiveAncestors(scene.document).map(({ url }) => url) : [];
  return (
    from.hostname !== to.hostname &&
    [from, to, ...around].every(({ hostname }) => isLoopback(hostname))
  );
}

/** A policy for third parties stands in the way, and there would be none under one name. */
const thirdPartyByName = (facts: Facts, { scene, on }: Why) =>
  areTwoNames(scene)
    ? {
        code: 'site:localhost-vs-127' as const,
        evidence: `${at(facts, scene)}${urlOf(scene).hostname} is another site than the page's ${beginner(scene).hostname}, so this browser treats the cookie as a third party's and does not ${on === 'store' ? 'store' : 'send'} it.`,
      }
    : null;

function causeOf(scene: Scene, code: string, facts: Facts): Cause {
  const { request, document, hops, exchange } = scene;
  const [from, to] = [beginner(scene), urlOf(scene)];
  if (exchange.kind === 'webSocket') return 'samesite:websocket';
  // One frame of another site around it, and the names of this machine or the scheme are not to blame.
  const around = document ? inclusiveAncestors(document).map(({ url }) => url) : [from];
  const allOneDomain = around.every((url) => facts.sites.schemelesslySameSite(url, to));
  if (areTwoNames(scene)) return 'site:localhost-vs-127';
  if (from.protocol !== to.protocol && allOneDomain) {
    return 'site:scheme-differs';
  }
  if (areSiblingsUnderSuffix(from.hostname, to.hostname, facts)) {
    return 'site:paas-siblings-cross-site';
  }
  if (request?.destination === 'top-level') {
    if (!['GET', 'HEAD'].includes(request.method)) return 'samesite:cross-site-post';
    return hops.length > 1 ? 'samesite:strict-redirect' : 'samesite:strict-navigation';
  }
  const framed = typeof request?.destination === 'object' || document?.parent;
  if (framed) return 'samesite:iframe-lax';
  return code.includes('Unspecified') ? 'samesite:default-lax' : 'samesite:cross-site-request';
}

/**
 *     alice.vercel.app, api.vercel.app → yes: vercel.app is a public suffix
 *     a.example.com, b.example.com     → no
 *     a.com, b.com                     → no: the suffix of everybody
 */
function areSiblingsUnderSuffix(a: string, b: string, { sites }: Facts): boolean {
  const parent = (host: string) => host.slice(host.indexOf('.') + 1);
  return (
    a !== b && parent(a) === parent(b) && parent(a).includes('.') && sites.isPublicSuffix(parent(a))
  );
}

const readings: Readings = {
  SameSiteStrict: sameSite,
  SameSiteLax: sameSite,
  SameSiteUnspecifiedTreatedAsLax: sameSite,
  CrossSiteRedirect: sameSite,
  SchemefulSameSiteStrict: sameSite,
  SchemefulSameSiteLax: sameSite,
  SchemefulSameSiteUnspecifiedTreatedAsLax: sameSite,
  UserPreferences: thirdPartyByName,
  ThirdPartyPhaseout: thirdPartyByName,
  OtherPartition: thirdPartyByName,
  SameSiteNoneInsecure: (facts, { scene }) => ({
    code: 'set-cookie:none-without-secure',
    evidence: `${at(facts, scene)}the cookie has SameSite=None, but not Secure.`,
  }),
  PartitionedRequiresSecure: (facts, { scene }) => ({
    code: 'partitioned:without-secure',
    evidence: `${at(facts, scene)}the cookie is Partitioned, but not Secure.`,
  }),
};

export const site: LinkRule = {
  link: 8,
  asks: 'Cross-site: is the cookie SameSite=None; Secure?',
  rule: 'RFC 10025 §5.2, §5.6.7, §5.8.3',
  broken: (facts) => read(facts, readings),
  passed(facts) {
    const { scene, sites } = facts;
    const attempt = attemptOf(facts);
    const attribute = attempt && attributeOf(attempt, 'SameSite');
    const said = attribute && attribute !== 'Default' ? `SameSite=${attribute}` : 'no SameSite';
    if (!scene.request) return 'No request: SameSite does not apply.';
    const { sameSite, topLevelNavigation } = requestAccess(scene.request, sites, standard);
    if (sameSite)
      return `Same-site: the cookie is sent with any SameSite${attempt ? ` (it has ${said})` : ''}.`;
    const kind = topLevelNavigation ? 'Cross-site top-level navigation' : 'Cross-site';
    return attempt ? `${kind}; the cookie has ${said}.` : `${kind}.`;
  },
};
