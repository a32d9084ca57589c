/** A second opinion, on the rules that tough-cookie implements: scope, Secure, HttpOnly, prefixes, lifetime, order. */
import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import { CookieJar } from 'tough-cookie';
import { standard } from '../../../lab/model/agents/engines.ts';
import { documentAccess, requestAccess } from '../../../lab/model/cookies/access.ts';
import { serialize } from '../../../lab/model/cookies/cookie.ts';
import { publicSuffixes } from '../../../lab/model/cookies/public-suffix.ts';
import { topLevelDocument } from '../../../lab/model/html/document.ts';
import { newState } from '../../../lab/model/user-agent-state.ts';

// tough-cookie reads the clock of the machine when it retrieves.
const now = Date.now();
const date = new Date(now);

const urls = [
  'https://example.com/',
  'https://www.example.com/a',
  'https://www.example.com/a/b',
  'https://www.example.com/ab/',
  'https://sub.www.example.com/a/',
  'http://www.example.com/a/b/c',
  'https://example.org/',
] as const;

/**
 * Cookies are set from https alone, for tough-cookie does not leave Secure cookies alone; and from
 * no host that is a Domain below, for it goes by RFC 6265, where a host-only cookie is the same as
 * one with its host as Domain.
 */
const settingUrls = urls.filter((url) => /^https:\/\/(sub\.)?www\./.test(url));

/** No empty Domain, nothing over a limit, no nameless cookie: there tough-cookie goes its own way. */
const attribute = fc.oneof(
  fc
    .constantFrom('example.com', '.example.com', 'com', 'example.org', 'ample.com')
    .map((domain) => `Domain=${domain}`),
  fc.constantFrom('/', '/a', '/a/', '/a/b', 'a', '').map((path) => `Path=${path}`),
  fc.constantFrom('0', '-1', '60', '99999', 'x').map((age) => `Max-Age=${age}`),
  fc
    .constantFrom('Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 2099 00:00:00 GMT', 'never')
    .map((expires) => `Expires=${expires}`),
  fc.constantFrom('Secure', 'secure=yes', 'HttpOnly', 'Priority=High'),
);
const name = fc.constantFrom('a', 'b', '__Secure-a', '__Host-b');
const setting = fc.record({
  line: fc
    .tuple(name, fc.constantFrom('1', '2', 'x=y', ''), fc.array(attribute, { maxLength: 4 }))
    .map(([cookie, value, attributes]) => [`${cookie}=${value}`, ...attributes].join('; ')),
  url: fc.constantFrom(...settingUrls),
  http: fc.boolean(),
});
test('The jar agrees with tough-cookie where that implements the rule', () => {
  fc.assert(
    fc.property(fc.array(setting, { maxLength: 8 }), (settings) => {
      const { jar, sites, agent } = newState(standard, publicSuffixes, now);
      const tough = new CookieJar(undefined, { prefixSecurity: 'silent' });
      const access = (url: string, http: boolean) =>
        http
          ? requestAccess(
              { urls: [new URL(url)], method: 'GET', client: null, destination: 'top-level' },
              sites,
              agent,
            )
          : documentAccess(topLevelDocument(new URL(url)), sites, agent);
      for (const { line, url, http } of settings) {
        jar.store(line, access(url, http), now);
        tough.setCookieSync(line, url, { http, now: date, ignoreError: true });
        // It lets expired cookies lie, in the way of others, until it comes upon them.
        for (const seen of urls) tough.getCookiesSync(seen);
      }
      for (const url of urls) {
        for (const http of [true, false]) {
          const sent = serialize(jar.retrieve(access(url, http), now).cookies);
          assert.equal(sent, tough.getCookieStringSync(url, { http }));
        }
      }
    }),
    { numRuns: 200 },
  );
});
