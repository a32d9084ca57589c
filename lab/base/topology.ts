/**
 * The lab's names: every host name, port and site stands here once.
 *
 * Scenarios speak of the canonical `.test` names. A topology is a twin of the
 * same hosts under other names, because some browsers decide by the public
 * suffix list and `.test` is not on it: the same scenario under `example.com`
 * may end differently, and the lab shows when it does.
 */

/** Host names as scenarios write them. */
export const hosts = [
  'example.test',
  'www.example.test',
  'app.example.test',
  'api.example.test',
  'sub.api.example.test',
  'other.test',
  'www.other.test',
  'api.other.test',
  'evil.other.test',
  // Look-alikes of www.example.test: to who compares beginnings, and to who compares ends.
  'www.example.test.other.test',
  'www-example.test',
  'www.third.test',
  'api.third.test',
] as const;

/**
 * Suffixes of real hosters under which every customer has a name, and which the public suffix list
 * has: each name is a site of its own. From long listed to lately (lovable.app: 2025).
 */
export const platformSuffixes = [
  'github.io',
  'herokuapp.com',
  'onrender.com',
  'vercel.app',
  'pages.dev',
  'up.railway.app',
  'lovable.app',
] as const;

type PlatformHost = `${'alice' | 'api'}.${(typeof platformSuffixes)[number]}`;

/** Two customers of each hoster: a page and an API. The same in every topology; the lab's inside its own browsers only. */
export const platformHosts: readonly PlatformHost[] = platformSuffixes.flatMap((suffix) => [
  `alice.${suffix}` as const,
  `api.${suffix}` as const,
]);

export type Host = (typeof hosts)[number] | PlatformHost;

/** Hosts of plain-http origins on this machine; their ports are picked free at start. */
export const loopbackHosts = ['localhost', '127.0.0.1'] as const;
export const loopbackPorts = [7001, 7002] as const;
export type LoopbackHost = `${(typeof loopbackHosts)[number]}:${(typeof loopbackPorts)[number]}`;

/** The origin of a lab host, as scenarios write it: scheme, host, and port only on loopback. */
export type Origin = `${'https' | 'http'}://${Host}` | `http://${LoopbackHost}`;

/** An absolute URL of the lab. Hosts and schemes are checked by the compiler and again when a scenario is loaded. */
export type LabUrl = Origin | `${Origin}/${string}`;

export const topologyIds = ['test', 'com', 'localhost'] as const;
export type TopologyId = (typeof topologyIds)[number];

/** Where a plan's names come from: a topology of the lab, or `own`: they are the scenario's own, and stay as they are. */
export type Naming = TopologyId | 'own';

/**
 * A set of names for the lab's three sites.
 * - `domains`: what `example.test`, `other.test` and `third.test` are called;
 * - `suffix`: what `Domain=test` becomes, the suffix of `example`.
 *
 * `com` uses the names that RFC 2606 reserves, whose suffixes are on the public suffix list.
 */
interface Twin {
  readonly domains: Readonly<Record<'example' | 'other' | 'third', string>>;
  readonly suffix: string;
  readonly about: string;
}

export const topologies = {
  test: {
    domains: { example: 'example.test', other: 'other.test', third: 'third.test' },
    suffix: 'test',
    about: 'reserved development TLD, not on the public suffix list',
  },
  com: {
    domains: { example: 'example.com', other: 'example.org', third: 'example.net' },
    suffix: 'com',
    about: 'reserved names under listed suffixes, as in production',
  },
  localhost: {
    domains: { example: 'example.localhost', other: 'other.localhost', third: 'third.localhost' },
    suffix: 'localhost',
    about: 'names that every browser resolves to this machine',
  },
} as const satisfies Record<TopologyId, Twin>;

const canonicalName = /\b(example|other|third)\.test\b|(?<=\bdomain=\.?)test\b/gi;

/**
 * Rewrites every canonical lab name in a text to its twin.
 *
 *     'https://api.example.test/a'  com → 'https://api.example.com/a'
 *     'sid=1; Domain=test'          com → 'sid=1; Domain=com'
 *     'a test of other things'      com → unchanged
 *     'notexample.testing'          com → unchanged
 */
export function toTwin(text: string, topology: Naming): string {
  if (topology === 'own') return text;
  const { domains, suffix } = topologies[topology];
  return text.replace(canonicalName, (_, site?: string) =>
    site ? domains[site.toLowerCase() as keyof typeof domains] : suffix,
  );
}

/** The names that all lab hosts have in one topology, and in no other. */
export function hostNames(topology: TopologyId): string[] {
  return hosts.map((host) => toTwin(host, topology));
}

/** The names of the lab's own hosts, in every topology. */
export const ownHostNames: readonly string[] = topologyIds.flatMap(hostNames);

/** The domains that these names are below, or are: `example.test`, `www-example.test`, `example.com`. */
export const ownDomains: readonly string[] = [
  ...new Set(ownHostNames.map((name) => name.split('.').slice(-2).join('.'))),
];

/** Every name the lab may answer for over HTTPS: what its certificates cover and its proxy serves. */
export const allHostNames: readonly string[] = [...ownHostNames, ...platformHosts];

/** The services of the lab. */
export type Service = 'api' | 'frontend';

/**
 * Which service answers a host: names with a label `api` are the API's.
 *
 *     api.example.test, sub.api.example.test → api
 *     www.example.test, apis.example.test    → frontend
 */
export const apiHost = /(^|\.)api\./;

/** Below this path every frontend host hands over to the API: the same-origin design. */
export const apiPath = '/api/';

/** The origins of the lab's own pages, in every topology; to the example services all others are foreign. */
export const ownOrigins = topologyIds.flatMap((topology) =>
  ['https://www.example.test', 'https://app.example.test'].map((own) => toTwin(own, topology)),
);

/**
 * Paths of the example services, which answer by themselves and not by a recipe:
 * on the API's hosts, and on every page's host below {@link apiPath}.
 */
export const examplePath = /^\/(api\/)?examples\//;
