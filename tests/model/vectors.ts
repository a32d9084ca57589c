/** The public conformance vectors: they stay outside the project, and the tests find them there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { UserAgent } from '../../lab/model/agents/agent.ts';
import { standard } from '../../lab/model/agents/engines.ts';
import { documentAccess, requestAccess } from '../../lab/model/cookies/access.ts';
import { serialize } from '../../lab/model/cookies/cookie.ts';
import { publicSuffixes } from '../../lab/model/cookies/public-suffix.ts';
import { topLevelDocument } from '../../lab/model/html/document.ts';
import { newState } from '../../lab/model/user-agent-state.ts';

export interface Vector {
  readonly id: string;
  readonly suite: 'abarth-http-state' | 'wpt-2020-http-state' | 'wpt-2026';
  /** Set-Cookie values, in order. */
  readonly received: readonly string[];
  readonly setFrom: string;
  readonly sentTo: string;
  readonly expectedCookieHeader: string;
  /** Where the test stands. */
  readonly source: string;
  readonly observedVia: string;
  readonly setVia?: string;
  readonly disabled?: boolean;
  readonly unreliableInWpt?: boolean;
}

export interface DateVector {
  readonly test: string;
  readonly expected: string | null;
}

const folder =
  process.env.COOKIE_CONFORMANCE ??
  fileURLToPath(new URL('../../../shared/conformance', import.meta.url));

export const present = existsSync(`${folder}/http-state.json`);
export const absence = `no conformance vectors at ${folder}: set COOKIE_CONFORMANCE`;

const read = (name: string) =>
  present ? JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) : [];

export const usableVectors = (): Vector[] =>
  read('http-state.json').filter(
    ({ disabled, unreliableInWpt }: Vector) => !disabled && !unreliableInWpt,
  );

export const dateVectors = (): DateVector[] => read('cookie-dates.json');

/** Each suite is run at the time of its rule book, so that no date of its vectors is past. */
const times: Readonly<Record<Vector['suite'], number>> = {
  'abarth-http-state': Date.UTC(2012, 0),
  'wpt-2020-http-state': Date.UTC(2020, 2, 18),
  'wpt-2026': Date.UTC(2026, 3, 20),
};

/** What the model makes of a vector: the cookie-string in the end. */
export function outcomeOf(vector: Vector, of: UserAgent = standard): string {
  const { jar, sites, agent, now } = newState(of, publicSuffixes, times[vector.suite]);
  const byHttp = (url: string) =>
    requestAccess(
      { urls: [new URL(url)], method: 'GET', client: null, destination: 'top-level' },
      sites,
      agent,
    );
  const byScript = (url: string) => documentAccess(topLevelDocument(new URL(url)), sites, agent);
  const setBy = vector.setVia === 'document.cookie' ? byScript : byHttp;
  const seenBy = vector.observedVia === 'Cookie request header' ? byHttp : byScript;
  for (const line of vector.received) {
    jar.store(setBy === byHttp ? transported(line) : line, setBy(vector.setFrom), now);
  }
  return serialize(jar.retrieve(seenBy(vector.sentTo), now).cookies);
}

/** RFC 9110 §5.5: a recipient of CR, LF or NUL in a field value may replace it with a space, and browsers do. */
const transported = (line: string) => line.replace(/[\r\n\0]/g, ' ');
