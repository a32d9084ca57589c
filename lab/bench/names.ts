/**
 * The names under which this page stands, and whom it can ask. Requests are written with the canonical
 * names, as in scenarios; what people read and type has the names and the port of the page.
 */
import { isLoopbackHost } from '../base/own-hosts.ts';
import {
  hostNames,
  type LabUrl,
  type Origin,
  platformSuffixes,
  type TopologyId,
  topologies,
  topologyIds,
  toTwin,
} from '../base/topology.ts';

/** Who can be asked, by its part; which host that is depends on where the page stands. */
export const parts = ['api', 'other', 'third', 'own'] as const;
export type Part = (typeof parts)[number];

export interface Target {
  readonly part: Part;
  readonly about: string;
  /** Canonical. */
  readonly origin: Origin;
  readonly relation: 'same-origin' | 'same-site' | 'cross-site';
}

export interface Names {
  readonly topology: TopologyId;
  /** The origin of the page, canonical. */
  readonly page: Origin;
  readonly targets: readonly Target[];
  /** A canonical text as it is here: with the topology's names and the page's port. */
  toLocal(text: string): string;
  /** A text as it is here, made canonical. */
  toCanonical(text: string): string;
}

/** The registrable domains of the lab, and the API of each. */
const sites = ['example.test', 'other.test', 'third.test'] as const;

/** @param origin of the page: `https://www.example.localhost:8443` */
export function namesAt(origin: string): Names {
  const { hostname, port } = new URL(origin);
  const topology = topologyIds.find((id) => hostNames(id).includes(hostname)) ?? 'test';
  const isLab = hostNames(topology).includes(hostname) || suffixOf(hostname) !== null;
  const own = isLab ? port : '';
  const toLocal = (text: string) => withPort(toTwin(text, topology), own, topology);
  const toCanonical = (text: string) => fromTwin(withoutPort(text, own, topology), topology);
  const page = toCanonical(origin) as Origin;
  return { topology, page, targets: targetsFrom(page), toLocal, toCanonical };
}

function targetsFrom(page: Origin): Target[] {
  const { hostname, port, protocol } = new URL(page);
  const target = (part: Part, about: string, origin: string): Target => ({
    ...{ part, about, origin: origin as Origin },
    relation: relationOf(page, origin),
  });
  const own = target('own', 'this page’s own host', page);
  if (isLoopbackHost(hostname)) {
    // The lab's second port; another one is not known here.
    if (port !== '7001') return [own];
    const twin = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    return [
      target('api', 'another port of this host', `${protocol}//${hostname}:7002`),
      target('other', 'this machine by its other name', `${protocol}//${twin}:7002`),
      own,
    ];
  }
  const suffix = suffixOf(hostname);
  const api = suffix
    ? `api.${suffix}`
    : `api.${sites.find((one) => isBelow(hostname, one)) ?? sites[0]}`;
  const [other = '', third = ''] = sites.filter((site) => !isBelow(hostname, site));
  return [
    target('api', suffix ? 'another customer of this hoster' : 'the API', `${protocol}//${api}`),
    target('other', 'an API of another site', `${protocol}//api.${other}`),
    target('third', 'an API of a third site', `${protocol}//api.${third}`),
    own,
  ];
}

const isBelow = (hostname: string, domain: string) =>
  hostname === domain || hostname.endsWith(`.${domain}`);

const suffixOf = (hostname: string) =>
  platformSuffixes.find((suffix) => hostname.endsWith(`.${suffix}`)) ?? null;

/** Of the lab's names, the registrable domain: under a hoster's suffix each name is one. */
function siteOf(url: URL): string {
  const isWhole = isLoopbackHost(url.hostname) || suffixOf(url.hostname) !== null;
  const domain = isWhole ? url.hostname : url.hostname.split('.').slice(-2).join('.');
  return `${url.protocol}//${domain}`;
}

function relationOf(page: string, other: string): Target['relation'] {
  if (page === other) return 'same-origin';
  return siteOf(new URL(page)) === siteOf(new URL(other)) ? 'same-site' : 'cross-site';
}

/** The inverse of toTwin, for texts of the topology. */
function fromTwin(text: string, topology: TopologyId): string {
  const { domains, suffix } = topologies[topology];
  const canonical = Object.entries(domains).map(([site, name]) => [name, `${site}.test`] as const);
  const names = canonical.map(([name]) => name.replaceAll('.', '\\.')).join('|');
  const pattern = new RegExp(`\\b(${names})\\b|(?<=\\bdomain=\\.?)${suffix}\\b(?!\\.)`, 'gi');
  return text.replace(
    pattern,
    (_, name?: string) => canonical.find(([one]) => one === name?.toLowerCase())?.[1] ?? 'test',
  );
}

const origins = (topology: TopologyId) =>
  `https?://(?:${hostNames(topology)
    .map((name) => name.replaceAll('.', '\\.'))
    .join('|')})`;

/** Gives the lab's origins in a text the port at which they are to be had. */
const withPort = (text: string, port: string, topology: TopologyId) =>
  port === ''
    ? text
    : text.replace(new RegExp(`${origins(topology)}(?![\\w.:-])`, 'g'), (one) => `${one}:${port}`);

const withoutPort = (text: string, port: string, topology: TopologyId) =>
  port === '' ? text : text.replace(new RegExp(`(${origins(topology)}):${port}(?!\\d)`, 'g'), '$1');

/** A path below an origin, as a URL of the lab. */
export const urlAt = (origin: Origin, path: string): LabUrl =>
  (path === '/' ? origin : `${origin}${path}`) as LabUrl;
