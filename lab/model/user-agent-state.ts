/** What a user agent on paper remembers between steps. */
import type { UserAgent } from './agents/agent.ts';
import type { Cookie } from './cookies/cookie.ts';
import { Jar } from './cookies/jar.ts';
import { type Sites, sitesOf } from './cookies/sites.ts';
import type { SuffixList } from './cookies/suffixes.ts';
import { ExampleServices } from './examples/index.ts';
import { HttpCache } from './fetch/http-cache.ts';
import type { DocumentContext } from './html/document.ts';
import type { PageProcess } from './html/page-process.ts';

export interface UserAgentState {
  readonly agent: UserAgent;
  readonly sites: Sites;
  readonly jar: Jar;
  readonly cache: HttpCache | null;
  /** Not the user agent's: the services that it asks. */
  readonly examples: ExampleServices;
  /** What a document's scripts wrote and are shown, although the jar refused it. */
  readonly refusedWrites: WeakMap<DocumentContext, readonly Pick<Cookie, 'name' | 'value'>[]>;
  /** By host. Sites and partitions that share a process are not told apart. */
  readonly pageProcesses: Map<string, PageProcess>;
  /** Documents that listen for changes of cookies, and the age of the jar at which they last heard. */
  readonly watched: WeakMap<DocumentContext, number>;
  /** Storage Access API: pairs of top-level and embedded site that have the permission. */
  readonly permissions: Set<string>;
  /** Sites, or origins, whose top-level documents the user has clicked into. */
  readonly interactions: Set<string>;
  /** When Clear-Site-Data cleared the cache of an origin last, in milliseconds. */
  readonly clearedPages: Map<string, number>;
  /** HTTPS-First: hosts that go on to be loaded as http. */
  readonly openedAsHttp: Set<string>;
  /** Milliseconds; moved on by the steps that take time. */
  now: number;
}

export function newState(agent: UserAgent, suffixes: SuffixList, now: number): UserAgentState {
  const sites = sitesOf(agent, suffixes);
  return {
    agent,
    sites,
    jar: new Jar(agent, sites),
    cache: agent.httpCache === 'none' ? null : new HttpCache(agent),
    examples: new ExampleServices(),
    refusedWrites: new WeakMap(),
    pageProcesses: new Map(),
    watched: new WeakMap(),
    permissions: new Set(),
    interactions: new Set(),
    clearedPages: new Map(),
    openedAsHttp: new Set(),
    now,
  };
}
