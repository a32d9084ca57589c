/**
 * Laws that hold for every input. They are asserted by Node's assert: Playwright's expect
 * takes a record of each of its thousands of calls.
 */
import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import { prefixes } from '../../lab/model/agents/agent.ts';
import { agents } from '../../lab/model/agents/agents.ts';
import { standard } from '../../lab/model/agents/engines.ts';
import { requestAccess } from '../../lab/model/cookies/access.ts';
import { domainMatches } from '../../lab/model/cookies/hosts.ts';
import { toOctets } from '../../lab/model/cookies/octets.ts';
import { parseSetCookie } from '../../lab/model/cookies/parse.ts';
import { defaultPath, pathMatches } from '../../lab/model/cookies/paths.ts';
import { publicSuffixes } from '../../lab/model/cookies/public-suffix.ts';
import { newState } from '../../lab/model/user-agent-state.ts';

const now = Date.UTC(2026, 0);
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/);
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const path = fc
  .array(fc.constantFrom('a', 'ab', 'b', ''), { maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`);

/** Text that is close enough to a cookie to get past the first step. */
const line = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['a', '=', ';', ' ', '\t', '\0', '1', '-', ',', ':', 'é', '.', '/'],
        ...[
          'Max-Age',
          'Expires',
          'Domain',
          'Path',
          'Secure',
          'HttpOnly',
          'SameSite',
          'Partitioned',
        ],
        ...['__proto__', 'constructor', 'None', 'Jan', '2099', '99999999999999999999', ...prefixes],
      ),
    )
    .map((parts) => parts.join('')),
);

const accessTo = (url: string, { sites, agent }: ReturnType<typeof newState>) =>
  requestAccess(
    { urls: [new URL(url)], method: 'GET', client: null, destination: 'top-level' },
    sites,
    agent,
  );

test('The parser and the jar take any text without throwing, in every agent', () => {
  fc.assert(
    fc.property(line, fc.constantFrom(...Object.values(agents)), (script, agent) => {
      const text = toOctets(script);
      const { cookie, reasons } = parseSetCookie(text, agent.syntax, now);
      assert.doesNotMatch(cookie.name, /^[ \t]|[ \t]$|[=;]/);
      assert.doesNotMatch(cookie.value, /^[ \t]|[ \t]$|;/);
      const state = newState(agent, publicSuffixes, now);
      const stored = state.jar.store(text, accessTo('https://www.example.test/', state), now);
      // A cookie, or a reason why not: never both, never neither.
      assert.equal(stored.cookie === null, stored.reasons.length > 0);
      for (const reason of reasons) assert.ok(stored.reasons.includes(reason));
    }),
  );
});

test('A host domain-matches itself, its parents, and nothing that is no suffix of it', () => {
  fc.assert(
    fc.property(host, label, (name, child) => {
      assert.equal(domainMatches(name, name), true);
      assert.equal(domainMatches(`${child}.${name}`, name), true);
      assert.equal(domainMatches(name, `${child}.${name}`), false);
      assert.equal(domainMatches(`${child}${name}`, name), false);
    }),
  );
});

test('Domain matching is transitive', () => {
  const family = fc.tuple(host, label, label);
  fc.assert(
    fc.property(family, ([parent, middle, child]) => {
      const chain = [`${child}.${middle}.${parent}`, `${middle}.${parent}`, parent] as const;
      assert.equal(domainMatches(chain[0], chain[1]) && domainMatches(chain[1], chain[2]), true);
      assert.equal(domainMatches(chain[0], chain[2]), true);
    }),
  );
});

test('An IP address domain-matches nothing but itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      assert.equal(domainMatches(address, address), true);
      assert.equal(domainMatches(address, address.split('.').slice(1).join('.')), false);
    }),
  );
});

test('A path matches the default-path of every URL beside or below it', () => {
  fc.assert(
    fc.property(path, label, (folder, file) => {
      assert.equal(pathMatches(folder, '/'), true);
      assert.equal(pathMatches(folder, folder), true);
      assert.equal(pathMatches(folder, defaultPath(folder)), true);
      assert.equal(pathMatches(`${folder}/${file}`, folder), true);
      if (!folder.endsWith('/')) assert.equal(pathMatches(`${folder}${file}`, folder), false);
    }),
  );
});

test('Cookies are sent with longer paths first, and the earlier set before the later', () => {
  const cookies = fc.uniqueArray(fc.tuple(label, path), { selector: String, maxLength: 12 });
  fc.assert(
    fc.property(cookies, (pairs) => {
      const state = newState(standard, publicSuffixes, now);
      for (const [name, cookiePath] of pairs) {
        const set = `${name}=1; Path=${cookiePath}`;
        state.jar.store(set, accessTo('https://example.test/', state), now);
      }
      const url = 'https://example.test/a/ab/b/a/b/a';
      const sent = state.jar.retrieve(accessTo(url, state), now).cookies;
      const expected = pairs
        .filter(([, cookiePath]) => pathMatches(new URL(url).pathname, cookiePath))
        .map(([name, cookiePath], place) => ({ name, cookiePath, place }))
        .sort((a, b) => b.cookiePath.length - a.cookiePath.length || a.place - b.place);
      assert.deepEqual(
        sent.map(({ name }) => name),
        expected.map(({ name }) => name),
      );
    }),
  );
});

test('What a prefix promises is asked for in any case of its letters', () => {
  const anyCase = (prefix: string) =>
    fc
      .array(fc.boolean(), { minLength: prefix.length, maxLength: prefix.length })
      .map((upper) =>
        [...prefix].map((c, place) => (upper[place] ? c.toUpperCase() : c.toLowerCase())).join(''),
      );
  fc.assert(
    fc.property(fc.constantFrom(...prefixes).chain(anyCase), (prefix) => {
      const state = newState(standard, publicSuffixes, now);
      const access = accessTo('https://example.test/', state);
      const reasons = (text: string) => state.jar.store(text, access, now).reasons;
      assert.deepEqual(reasons(`${prefix}a=1`), ['InvalidPrefix']);
      assert.deepEqual(reasons(`=${prefix}a`), ['InvalidPrefix']);
      assert.deepEqual(reasons(`${prefix}a=1; Secure; HttpOnly; Path=/`), []);
    }),
  );
});
